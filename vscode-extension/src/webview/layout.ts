import ELK from 'elkjs/lib/elk-api';
import source from 'elk-worker:source';
import type { PipelineGraph } from '../gen/protocol';
import { type Box, type Positions, merged, toElk, toGroupedElk, unfolded } from '../panel/layout';

const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
const elk = new ELK({ workerFactory: () => new Worker(address) });

/**
 * Lays a graph out in the worker. What was there stays where it was, except in boxes: they have to
 * be around what is in them.
 */
export async function layOut(
  graph: PipelineGraph,
  before: Positions,
  isGrouped: boolean,
): Promise<{ positions: Positions; boxes: Box[] }> {
  if (isGrouped) {
    return unfolded(await elk.layout(toGroupedElk(graph)));
  }
  const { positions } = unfolded(await elk.layout(toElk(graph, before)));
  return { positions: merged(positions, before), boxes: [] };
}
