import { NotificationType, RequestType } from 'vscode-languageclient/node';
import {
  CHANGES,
  CHANGES_CHANGED,
  type ChangesParams,
  type ChangesReport,
  EXPLAIN,
  type ExplainParams,
  type ExplainReport,
  LIVE_DEFINITION,
  LIVE_TEXT,
  type LiveDefinitionParams,
  type LiveDefinitionReport,
  type LiveTextParams,
  type LiveTextReport,
  MODEL_CHANGED,
  MODEL_TREE,
  type ModelTreeParams,
  type ModelTreeReport,
  OWNERS,
  type OwnersParams,
  type OwnersReport,
  PIPELINE_GRAPH,
  type PipelineGraphParams,
  type PipelineGraphReport,
  type RevisionParams,
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
export const ModelChangedNotification = new NotificationType<RevisionParams>(MODEL_CHANGED);
export const ModelTreeRequest = new RequestType<ModelTreeParams, ModelTreeReport, void>(MODEL_TREE);
export const ChangesRequest = new RequestType<ChangesParams, ChangesReport, void>(CHANGES);
export const OwnersRequest = new RequestType<OwnersParams, OwnersReport, void>(OWNERS);
export const LiveDefinitionRequest = new RequestType<
  LiveDefinitionParams,
  LiveDefinitionReport,
  void
>(LIVE_DEFINITION);
export const LiveTextRequest = new RequestType<LiveTextParams, LiveTextReport, void>(LIVE_TEXT);
export const ChangesChangedNotification = new NotificationType<RevisionParams>(CHANGES_CHANGED);
