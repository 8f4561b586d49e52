import type { GraphAbsence, PipelineGraph } from '../gen/protocol';
import type { Place } from '../reveal';

export type { Place };

/** What the panel shows: all of it belongs to one revision of the model. */
export interface Pipelines {
  revision: number;
  graphs: PipelineGraph[];
  absences: GraphAbsence[];
}

/** From the editor to the panel. */
export type ToPanel =
  | { kind: 'loading' }
  | { kind: 'problem'; message: string }
  | { kind: 'pipelines'; pipelines: Pipelines }
  | { kind: 'cursor'; file: string; line: number; character: number };

/** From the panel to the editor. */
export type FromPanel = { kind: 'ready' } | { kind: 'reveal'; place: Place } | { kind: 'retry' };
