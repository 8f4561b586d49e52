import type { GraphAbsence, GraphNode, PipelineBaseReport, PipelineGraph } from '../gen/protocol';
import type { Place } from '../reveal';

export type { Place };

/** What the panel shows: all of it belongs to one revision of the model. */
export interface Pipelines {
  revision: number;
  graphs: PipelineGraph[];
  absences: GraphAbsence[];
  /** What the models are compared with, if they are. */
  compared: PipelineBaseReport[];
}

/** What the panel wants to be told. */
export interface View {
  /** Beside the live model. */
  compare: boolean;
  /** What is searched for. */
  search: string;
  /** How far from what it is around a part of a large graph reaches. */
  depth: number;
  /** As a list, which says all there is to say of each node. */
  asList: boolean;
}

/** A node of one of the graphs. */
export interface NodeOf {
  root: string;
  platform: string;
  environment: string | null;
  id: string;
}

/** A file to be written where the user says. */
export interface SavedFile {
  /** What it is suggested to be called. */
  name: string;
  /** Its content: text, or bytes in base64. */
  content: string;
  isBase64: boolean;
}

/** From the editor to the panel. */
export type ToPanel =
  | { kind: 'loading' }
  | { kind: 'problem'; message: string }
  | { kind: 'pipelines'; pipelines: Pipelines }
  | { kind: 'cursor'; file: string; line: number; character: number }
  | { kind: 'card'; of: NodeOf; node: GraphNode };

/** From the panel to the editor. */
export type FromPanel =
  | { kind: 'ready'; view: View }
  | { kind: 'view'; view: View }
  | { kind: 'card'; of: NodeOf }
  | { kind: 'save'; file: SavedFile }
  | { kind: 'reveal'; place: Place }
  | { kind: 'retry' };
