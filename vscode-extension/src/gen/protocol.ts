// Written by `cargo xtask gen` from lsp/src/protocol.rs.

/** The version of the shapes in this module. */
export const PROTOCOL_VERSION = 1;

/** Method of the status, a request and a notification. */
export const STATUS = 'datasurface/status';

/** Method of the request for rule pages. */
export const EXPLAIN = 'datasurface/explain';

/** Method of the notification that the model is another one. */
export const MODEL_CHANGED = 'datasurface/modelChanged';

/**
 * What the server shows of itself: the answer of `datasurface/status`, and the parameters of
 * the notification of that name, sent whenever something in it changed.
 */
export interface StatusReport {
  /** The version of this shape. */
  version: number;
  /** Whether the server does what it should. */
  health: Health;
  /** What is wrong, when something is; for people. */
  message?: string;
  /**
   * Nothing is pending: unless `health` says otherwise the model is that of the text, and
   * its findings were published.
   */
  quiescent: boolean;
  /** Revision of the text. */
  revision: number;
  /** Revision of the text that the model and the published findings belong to. */
  modelRevision: number;
  /** The models found. */
  models: ModelReport[];
  /** Findings of severity error. */
  errors: number;
  /** Findings of severity warning. */
  warnings: number;
  /** Findings of severity information. */
  information: number;
  /** Findings of severity hint. */
  hints: number;
  /** Places that could not be evaluated. */
  unevaluated: number;
  /** What the last evaluation took. */
  work: WorkReport;
}

/** How the server is. */
export type Health = 'ok' | 'warning' | 'error';

/** One model. */
export interface ModelReport {
  /** URI of the folder of its entry file. */
  root: string;
  /** URI of its entry file. */
  entry: string;
  /** `0.x` or `1.x`; null while undecided. */
  generation: string | null;
  /** What it holds. */
  counts: CountsReport;
}

/** How much a model holds. */
export interface CountsReport {
  /** Governance zones. */
  zones: number;
  /** Teams. */
  teams: number;
  /** Datastores. */
  datastores: number;
  /** Datasets. */
  datasets: number;
  /** Columns. */
  columns: number;
  /** Workspaces. */
  workspaces: number;
}

/** How much work an evaluation took. */
export interface WorkReport {
  /** Top-level statements lowered. */
  statements: number;
  /** Frames evaluated. */
  frames: number;
  /** Frames taken over without evaluating them. */
  spliced: number;
  /** Entities lowered from values. */
  entities: number;
  /** Entities checked by rules. */
  checks: number;
}

/** Parameters of `datasurface/status`. */
export type StatusParams = Record<string, never>;

/** Parameters of `datasurface/explain`. */
export interface ExplainParams {
  /** The rule; without it all rules are listed, without their pages. */
  code?: string;
}

/** The answer of `datasurface/explain`. */
export interface ExplainReport {
  /** The version of this shape. */
  version: number;
  /** The rule asked for, or all of them sorted by code. */
  rules: RuleReport[];
}

/** One rule. */
export interface RuleReport {
  /** Its code. */
  code: string;
  /** The group it is configured with. */
  group: string;
  /** Severity unless configured otherwise: `error`, `warning`, `information` or `hint`. */
  severity: string;
  /** The problem in one line. */
  title: string;
  /** Its page in Markdown, where one rule was asked for. */
  page?: string;
}

/** Parameters of `datasurface/modelChanged`. */
export interface ModelChangedParams {
  /** The version of this shape. */
  version: number;
  /** Revision of the text that the model now belongs to. */
  revision: number;
}
