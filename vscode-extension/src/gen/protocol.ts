// Written by `cargo xtask gen` from lsp/src/protocol.rs.

/** The version of the shapes in this module. */
export const PROTOCOL_VERSION = 1;

/** Method of the status, a request and a notification. */
export const STATUS = 'datasurface/status';

/** Method of the request for rule pages. */
export const EXPLAIN = 'datasurface/explain';

/** Method of the request for the pipelines. */
export const PIPELINE_GRAPH = 'datasurface/pipelineGraph';

/** Method of the request for the model as a tree. */
export const MODEL_TREE = 'datasurface/modelTree';

/** Method of the request for what is different from the live model. */
export const CHANGES = 'datasurface/changes';

/** Method of the request for the live text of a file. */
export const LIVE_TEXT = 'datasurface/liveText';

/** Method of the request for where the live model defines what is named at a place. */
export const LIVE_DEFINITION = 'datasurface/liveDefinition';

/** Method of the request for those who own something in a model. */
export const OWNERS = 'datasurface/owners';

/** Method of the notification that `datasurface/changes` has another answer. */
export const CHANGES_CHANGED = 'datasurface/changesChanged';

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
  /** What it is compared with; absent until that was looked for. */
  baseline?: BaselineReport;
}

/** What a model is compared with, and what comes of it. */
export interface ComparisonReport {
  /** The baseline; null where there is none. */
  base: BaseReport | null;
  /** Where a pull request would come from, `owner/name@branch`; null where that is not known. */
  as: string | null;
  /** Why there is no baseline, or why nobody knows who is acting: one sentence for people. */
  problem?: string;
  /** What would come of a pull request; null while nothing was compared. */
  verdict: Verdict | null;
}

/** The line of the status about a baseline. */
export interface BaselineReport extends ComparisonReport {
  /** How much is different. */
  changes: number;
}

/** A baseline. */
export interface BaseReport {
  /** What it is called: a branch, or a commit and how it was come by. */
  name: string;
  /** The commit, in full. */
  commit: string;
  /** How it was found. */
  found: BaseFound;
}

/** How a baseline was found. */
export type BaseFound = 'liveBranch' | 'mergeBase' | 'setting';

/** What would come of a pull request. */
export type Verdict = 'accepted' | 'rejected' | 'undecided';

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

/**
 * Parameters of `datasurface/modelChanged`, and of `datasurface/changesChanged`: that is sent
 * after every comparison that found anything else than the one before, and when baseline or
 * identity became others.
 */
export interface RevisionParams {
  /** The version of this shape. */
  version: number;
  /** Revision of the text that the model now belongs to, or that was compared. */
  revision: number;
}

/** Parameters of `datasurface/pipelineGraph`; each of them leaves less. */
export interface PipelineGraphParams {
  /** Only the models that this document is part of. */
  textDocument?: DocumentParams;
  /** Only the model in this folder, a URI. */
  root?: string;
  /** Only this platform. */
  platform?: string;
  /** Only this runtime environment. */
  environment?: string;
  /**
   * The model revision whose pipelines the client has: they are not sent again, unless it is
   * to be compared.
   */
  revision?: number;
  /**
   * Beside the baseline, where a model has one: what is different, and what only the baseline
   * has.
   */
  compare?: boolean;
  /** How much is said of a node; all but its description unless something else is asked for. */
  detail?: PipelineDetail;
  /** Only a part of large graphs. */
  part?: PipelinePartParams;
}

/** How much is said of a node. */
export type PipelineDetail = 'outline' | 'full' | 'described';

/**
 * A part of a large graph: what is searched for, else what is at the place, else the nodes, else
 * what is different from the baseline, else the first node; and what is near to it.
 */
export interface PipelinePartParams {
  /** Graphs with more nodes are large; not more of them are sent. */
  most: number;
  /** How many edges away. */
  depth: number;
  /** A part of an id or a label. */
  search?: string;
  /** A place in a document. */
  place?: PipelinePlaceParams;
  /** The ids of nodes. */
  nodes?: string[];
}

/** A place in a document, in UTF-16 characters. */
export interface PipelinePlaceParams {
  /** The URI of the document. */
  uri: string;
  /** The line, from 0. */
  line: number;
  /** The character in the line, from 0. */
  character: number;
}

/** A document in parameters. */
export interface DocumentParams {
  /** Its URI. */
  uri: string;
}

/**
 * The answer of `datasurface/pipelineGraph`. Every `file` and `root` in it is a URI; characters
 * are counted in UTF-16 units.
 */
export interface PipelineGraphReport {
  /** The version of this shape. */
  version: number;
  /** The model revision that all of it belongs to. */
  revision: number;
  /** It is the revision that the client has, and nothing is said of it again. */
  unchanged: boolean;
  /** One for each model, platform and environment with pipelines. */
  graphs: PipelineGraph[];
  /** What is missing or for nothing whatever the platform. */
  absences: GraphAbsence[];
  /** What the models are compared with, where that was asked for. */
  compared?: PipelineBaseReport[];
}

/** What the pipelines of a model are compared with. */
export interface PipelineBaseReport {
  /** The folder of the model, a URI. */
  root: string;
  /** The baseline; null where there is none, or none that was evaluated yet. */
  base: BaseReport | null;
  /** Why there is none, for people. */
  problem?: string;
}

/** Parameters of `datasurface/modelTree`: without any the ecosystems of all models. */
export interface ModelTreeParams {
  /** Only the model in this folder, a URI. */
  root?: string;
  /** What hangs below this. */
  below?: BranchParams;
}

/** A line of the tree in parameters, as an answer before told of it. */
export interface BranchParams {
  /** What it is. */
  kind: string;
  /** Its names, the outermost first. */
  names: string[];
  /** The runtime environment it is seen in. */
  environment?: string;
}

/** The answer of `datasurface/modelTree`: one level. */
export interface ModelTreeReport {
  /** The version of this shape. */
  version: number;
  /** The model revision that all of it belongs to. */
  revision: number;
  /** In the order of the model. */
  branches: BranchReport[];
}

/** A line of the tree. */
export interface BranchReport {
  /** URI of the folder of its model. */
  root: string;
  /**
   * What it is: `ecosystem`, `zone`, `team`, `datastore`, `dataset`, `workspace`, `group`,
   * `environment` or `platform`.
   */
  kind: string;
  /** Its names, the outermost first: with its kind they find it again. */
  names: string[];
  /** The runtime environment it is seen in, of platforms that belong to one. */
  environment?: string;
  /** What it is called for people. */
  label: string;
  /** What it has to do with what it hangs below. */
  relation: BranchRelation;
  /** What is worth knowing at a glance. */
  detail?: string;
  /** The path of the team it belongs to, where it belongs to one. */
  owner?: string;
  /** Something hangs below it. */
  expandable: boolean;
  /** Findings of severity error about it and what is in it. */
  errors: number;
  /** Findings of severity warning. */
  warnings: number;
  /** Where its name is written, if it is written anywhere. */
  place?: Located;
}

/** What a line of the tree has to do with what it hangs below. */
export type BranchRelation = 'member' | 'consumer' | 'input' | 'output' | 'served';

/** Parameters of `datasurface/changes`; each of them leaves less. */
export interface ChangesParams {
  /** Only the model in this folder, a URI. */
  root?: string;
}

/**
 * The answer of `datasurface/changes`. Every `file` and `root` in it is a URI; characters are
 * counted in UTF-16 units.
 */
export interface ChangesReport {
  /** The version of this shape. */
  version: number;
  /** The revision of the text that the ranges are of. */
  revision: number;
  /** A newer comparison is on its way: `datasurface/changesChanged` will say so. */
  pending: boolean;
  /** One for each model. */
  models: ModelChangesReport[];
}

/** A model beside its baseline. */
export interface ModelChangesReport extends ComparisonReport {
  /** URI of the folder of its entry file. */
  root: string;
  /** URI of its entry file. */
  entry: string;
  /** Whether it breaks consumers. */
  breaking: boolean;
  /** Everything that is different, in the order of the model. */
  changes: ChangeReport[];
  /** The pull requests that would bring it, in their order. */
  plan: PlanStepReport[];
}

/** Something that is different from the live model. */
export interface ChangeReport {
  /** Path of names below the ecosystem. */
  object: string;
  /** The object's kind. */
  objectKind: string;
  /** `added`, `removed` or `changed`. */
  kind: string;
  /** What of the object is different, where it is not all of it. */
  attribute?: string;
  /** What is written in the live model for what is different, where it is written at all. */
  was?: string;
  /** The region it belongs to. */
  region: RegionReport;
  /** The repository that owns it; null where that is not known. */
  owner: string | null;
  /** Whether it may be made from where one is; null where that is not known. */
  allowed: boolean | null;
  /** Whether it breaks whoever reads the data. */
  breaking: boolean;
  /** Paths of the workspaces that read the data it is about. */
  consumers: string[];
  /** URI of the file it is in. */
  file: string;
  /** The smallest argument that is different; for what is gone, what held it. */
  range: RangeReport;
}

/** What has an owner of its own. */
export interface RegionReport {
  /** `ecosystem`, `zone`, `team`, `environment` or `provider`. */
  kind: string;
  /** Path of its names below the ecosystem. */
  path: string;
}

/** Parameters of `datasurface/owners`. */
export interface OwnersParams {
  /** Only of the model in this folder, a URI. */
  root?: string;
}

/** The answer of `datasurface/owners`: as whom one may act. */
export interface OwnersReport {
  /** The version of this shape. */
  version: number;
  /** Model by model; owners of zones before those of their teams. */
  owners: OwnerReport[];
}

/** A repository with its branch that owns parts of a model. */
export interface OwnerReport {
  /** URI of the folder of its model. */
  root: string;
  /** `OWNER/REPO@BRANCH`, on GitLab `URL#OWNER/REPO@BRANCH`: a value of the setting `actingAs`. */
  repository: string;
  /** What it owns. */
  regions: RegionReport[];
  /** Whether a change is taken to come from there now. */
  isActing: boolean;
}

/** One of the pull requests that bring a change. */
export interface PlanStepReport {
  /** Where it has to come from. */
  as: string;
  /** Paths of the objects it changes. */
  changes: string[];
}

/** A range of text. */
export interface RangeReport {
  /** Its first position. */
  start: PositionReport;
  /** The position after its last. */
  end: PositionReport;
}

/** A position in text. */
export interface PositionReport {
  /** Counted from 0. */
  line: number;
  /** Counted from 0, in UTF-16 units. */
  character: number;
}

/** Parameters of `datasurface/liveDefinition`. */
export interface LiveDefinitionParams {
  /** The file, as it is called now. */
  textDocument: DocumentParams;
  /** Where something is named in it. */
  position: PositionReport;
}

/** A place in the text of a file. */
export interface LivePlaceReport {
  /** URI of the file. */
  file: string;
  /** All of what is there. */
  range: RangeReport;
}

/** The answer of `datasurface/liveDefinition`. */
export interface LiveDefinitionReport {
  /** The version of this shape. */
  version: number;
  /** Places in texts that `datasurface/liveText` gives. */
  places: LivePlaceReport[];
  /** Why there are none: one sentence for people. */
  problem?: string;
}

/** Parameters of `datasurface/liveText`. */
export interface LiveTextParams {
  /** The file, as it is called now. */
  textDocument: DocumentParams;
}

/** The answer of `datasurface/liveText`. */
export interface LiveTextReport {
  /** The version of this shape. */
  version: number;
  /** The baseline it is read from; null where there is none. */
  base: BaseReport | null;
  /** The text; null where the baseline has no such file. */
  text: string | null;
  /** Why there is none: one sentence for people. */
  problem?: string;
}

/** The pipelines of one platform in one environment. */
export interface PipelineGraph {
  /** The folder of the model. */
  root: string;
  /** The platform's name. */
  platform: string;
  /** The provider that has it. */
  provider: string | null;
  /** The runtime environment, where the generation has them. */
  environment: string | null;
  /** From left to right by kind, then by name. */
  nodes: GraphNode[];
  /** In the order of the nodes. */
  edges: GraphEdge[];
  /** What is missing or for nothing. */
  absences: GraphAbsence[];
  /** Says that only a part of it was asked for and is here. */
  part?: GraphPart;
  /** How much is different from the baseline, where it is compared with one. */
  changes?: GraphChanges;
}

/** Something that is missing, or there for nothing. */
export interface GraphAbsence extends Located {
  /** Which kind, kebab-case. */
  kind: string;
  /** The path of names of what it is about. */
  object: string;
  /** What it means. */
  message: string;
  /** The folder of the model. */
  root: string;
  /** The ids of the nodes that it is about; none where what it is about is not there. */
  nodes?: string[];
  /** The ids of the nodes that what is missing would come after. */
  after?: string[];
}

/** A place in a file. */
export interface Located {
  /** The file, relative to the root it was asked for. */
  file: string;
  /** Lines and UTF-16 characters. */
  range: PositionRange;
}

/** A step. */
export interface GraphNode extends Located {
  /** Stays the same while the step does. */
  id: string;
  /** Which step it is. */
  kind: NodeKind;
  /** What it is called for people. */
  label: string;
  /** How sure it is that it is there and works. */
  state: NodeState;
  /** The highest priority of the workspaces that need it; none where nobody does. */
  priority: string | null;
  /** The workspace whose priority that is. */
  priorityOf: string | null;
  /** The priority may be higher: that of a workspace is not known. */
  priorityOpen?: boolean;
  /** Why it is there. */
  because: string[];
  /** The places that say so. */
  reasons: GraphReason[];
  /** Why it cannot work as it is. */
  problems?: string[];
  /** What it depends on that cannot be known. */
  unknowns?: string[];
  /** What is not as it is in the baseline, a sentence each. */
  differences?: string[];
  /**
   * The platform, and its environment, that it was on where it is added, or is on where it is
   * removed.
   */
  moved?: string;
  /** What is known of what it is about, in Markdown, where that was asked for. */
  description?: string;
  /** The team it is for, as a path, where that is one. */
  team: string | null;
  /** The workspaces it is for: of exports, triggers and transformers. */
  workspaces?: string[];
  /** The datastore it is about. */
  store?: string;
  /** The dataset it is about. */
  dataset?: string;
  /** The container it delivers into. */
  container?: string;
  /** The replica group that the container belongs to. */
  replicaGroup?: string;
  /** What starts it, where that is said. */
  trigger?: GraphTrigger;
  /** `SINGLE_DATASET` or `MULTI_DATASET`, of ingestions. */
  consistency?: string;
  /** The platforms that take the datastore from its source on behalf of others. */
  primaries?: string[];
  /** It takes in what one of them has. */
  secondary?: boolean;
  /** The workspaces that would lose data without it, sorted. */
  consumers: string[];
  /** Every place that it comes from, calls of helpers included. */
  origins: Located[];
}

/** An edge: `from` is there before `to`. */
export interface GraphEdge {
  /** The id of the node on the left. */
  from: string;
  /** The id of the node on the right. */
  to: string;
  /** Unknown where one of them is. */
  state: NodeState;
}

/** What a part of a graph was taken from. */
export interface GraphPart {
  /** How many nodes the whole graph has. */
  nodes: number;
  /** How many edges. */
  edges: number;
  /** The ids of the nodes that the part is around. */
  around: string[];
  /** How many there would be of them; not all may be here. */
  found: number;
}

/** How many nodes of a graph are not what they are in the baseline. */
export interface GraphChanges {
  /** Nodes that were not there, those that moved here included. */
  added: number;
  /** Nodes that are not there any more, those that moved away included. */
  removed: number;
  /** Nodes that are something else. */
  changed: number;
  /** Nodes that were on another platform or in another environment, or are there now. */
  moved: number;
}

/** A half-open range of positions. */
export interface PositionRange {
  /** Where it starts. */
  start: Position;
  /** Where it ends. */
  end: Position;
}

/** Which step of a pipeline. */
export type NodeKind = 'ingestion' | 'export' | 'trigger' | 'transformer';

/** How sure it is that something is there and works. */
export type NodeState = 'ok' | 'problem' | 'unknown' | 'added' | 'removed' | 'changed';

/** A place that says why a step is there. */
export interface GraphReason extends Located {
  /** What it says. */
  message: string;
}

/** What starts a step. */
export type GraphTrigger =
  /** A schedule. */
  | {
      kind: 'cron';
      /** What the model calls it. */
      label: string | null;
      /** The expression. */
      cron: string;
    }
  /** Something outside. */
  | {
      kind: 'external';
      /** What the model calls it. */
      label: string | null;
    }
  /** All exports to the left are there. */
  | { kind: 'on-completion' }
  /** It cannot be known. */
  | { kind: 'unknown' };

/** A 0-based line and a 0-based character in some [`Encoding`]. */
export interface Position {
  /** 0-based line. */
  line: number;
  /** 0-based character within the line. */
  character: number;
}
