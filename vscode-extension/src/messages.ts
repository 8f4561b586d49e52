import { NotificationType, RequestType } from 'vscode-languageclient/node';
import {
  CHANGES,
  CHANGES_CHANGED,
  type ChangesChangedParams,
  type ChangesParams,
  type ChangesReport,
  EXPLAIN,
  type ExplainParams,
  type ExplainReport,
  LIVE_TEXT,
  type LiveTextParams,
  type LiveTextReport,
  MODEL_CHANGED,
  MODEL_TREE,
  type ModelChangedParams,
  type ModelTreeParams,
  type ModelTreeReport,
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
export const ModelTreeRequest = new RequestType<ModelTreeParams, ModelTreeReport, void>(MODEL_TREE);
export const ChangesRequest = new RequestType<ChangesParams, ChangesReport, void>(CHANGES);
export const LiveTextRequest = new RequestType<LiveTextParams, LiveTextReport, void>(LIVE_TEXT);
export const ChangesChangedNotification = new NotificationType<ChangesChangedParams>(
  CHANGES_CHANGED,
);
