import { NotificationType, RequestType } from 'vscode-languageclient/node';
import {
  EXPLAIN,
  type ExplainParams,
  type ExplainReport,
  STATUS,
  type StatusParams,
  type StatusReport,
} from './gen/protocol';

export const ExplainRequest = new RequestType<ExplainParams, ExplainReport, void>(EXPLAIN);
export const StatusRequest = new RequestType<StatusParams, StatusReport, void>(STATUS);
export const StatusNotification = new NotificationType<StatusReport>(STATUS);
