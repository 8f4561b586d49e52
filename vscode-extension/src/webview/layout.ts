import ELK from 'elkjs/lib/elk-api';
import source from 'elk-worker:source';
import type { PipelineGraph } from '../gen/protocol';
import { type Positions, merged, toElk } from '../panel/layout';

const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
const elk = new ELK({ workerFactory: () => new Worker(address) });

/** Lays a graph out in the worker; what was there stays where it was. */
export async function layOut(graph: PipelineGraph, before: Positions): Promise<Positions> {
  const { children = [] } = await elk.layout(toElk(graph, before));
  const laidOut = new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  return merged(laidOut, before);
}
