import type { PipelineGraphParams } from '../gen/protocol';
import { MOST } from './graph';
import type { NodeOf, Pipelines, View } from './messages';

/** Where the cursor is. */
export interface Cursor {
  uri: string;
  line: number;
  character: number;
}

/**
 * What the server is asked for: all of small graphs, and of large ones what is near to the search,
 * else to the cursor, else to what was in sight.
 */
export function questionFor(
  { compare, search, depth, asList }: View,
  cursor: Cursor | undefined,
  known: Pipelines | undefined,
): PipelineGraphParams {
  const nodes = known?.graphs.flatMap(({ part }) => part?.around ?? []) ?? [];
  return {
    compare,
    detail: asList ? 'full' : 'outline',
    part: {
      most: MOST,
      depth,
      ...(search.trim() !== '' && { search: search.trim() }),
      ...(cursor && { place: cursor }),
      ...(nodes.length > 0 && { nodes }),
    },
  };
}

/** The question for all there is to say of one node. */
export function questionAbout(
  { root, platform, environment, id }: NodeOf,
  compare: boolean,
): PipelineGraphParams {
  return {
    root,
    platform,
    ...(environment !== null && { environment }),
    compare,
    detail: 'described',
    part: { most: 1, depth: 0, nodes: [id] },
  };
}

/** Whether two questions would have the same answer while the model is the same. */
export function isSame(one: PipelineGraphParams, other: PipelineGraphParams): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
