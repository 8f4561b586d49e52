import { NotificationType, RequestType } from 'vscode-languageclient/node';
import {
  EXPLAIN,
  type ExplainParams,
  type ExplainReport,
  MODEL_CHANGED,
  type ModelChangedParams,
  PIPELINE_GRAPH,
  type PipelineGraphParams,
  type PipelineGraphReport,
  STATUS,
  type StatusParams,
  type StatusReport,
} from './gen/protocol';

export const ExplainRequest = new RequestType<ExplainParams, ExplainReport, void>(EXPLAIN);
export const StatusRequest = new RequestType<StatusParams, StatusReport, void>(STATUS);
export const StatusNotification = new NotificationType<StatusReport>(STATUS);
export const PipelineGraphRequest = new RequestType<PipelineGraphParams, PipelineGraphReport, void>(
  PIPELINE_GRAPH,
);
export const ModelChangedNotification = new NotificationType<ModelChangedParams>(MODEL_CHANGED);
