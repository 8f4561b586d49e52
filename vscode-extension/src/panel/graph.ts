import type { GraphNode, GraphTrigger, NodeKind, PipelineGraph } from '../gen/protocol';
import type { Place } from './messages';

/** More nodes than this open as the neighbourhood of one of them. */
export const LARGE = 400;

/** How far from the node in focus a large graph is shown. */
export const DEPTH = 2;

/** How many nodes are drawn at most; the list view holds all of them. */
export const MOST = 400;

export const KINDS: Record<NodeKind, string> = {
  ingestion: 'Ingestion',
  export: 'Export',
  trigger: 'Trigger',
  transformer: 'Transformer',
};

/** What tells a graph from the others, as long as it is there. */
export function keyOf({ root, platform, environment }: PipelineGraph): string {
  return JSON.stringify([root, platform, environment]);
}

/** What a graph is called; its model only where there are several. */
export function titleOf(graph: PipelineGraph, all: readonly PipelineGraph[]): string {
  const { root, platform, environment } = graph;
  const title = environment === null ? platform : `${platform} · ${environment}`;
  const several = all.some((other) => other.root !== root);
  const folder = decodeURIComponent(root.slice(root.lastIndexOf('/') + 1));
  return several ? `${folder}: ${title}` : title;
}

/** What starts a step, in words. */
export function triggerText(trigger: GraphTrigger): string {
  switch (trigger.kind) {
    case 'cron':
      return trigger.label === null ? trigger.cron : `${trigger.label} (${trigger.cron})`;
    case 'external':
      return trigger.label === null ? 'from outside' : `from outside (${trigger.label})`;
    case 'on-completion':
      return 'when everything it reads is there';
    case 'unknown':
      return 'not known';
  }
}

/** Which step a node is: two exports of a dataset differ only in where they deliver. */
export function captionOf({ kind, container }: GraphNode): string {
  return container === undefined ? KINDS[kind] : `${KINDS[kind]} → ${container}`;
}

/** The priority to show beside a node; `UNKNOWN` is what a workspace has that sets none. */
export function badgeOf({ priority }: GraphNode): string | null {
  return priority === 'UNKNOWN' ? null : priority;
}

/** All there is to say of a node, a fact a line. */
export function factsOf(node: GraphNode): string[] {
  const facts = [`${KINDS[node.kind]}: ${node.label}`];
  if (node.container !== undefined) {
    facts.push(`Into: ${node.container}`);
  }
  facts.push(...(node.problems?.map((text) => `Problem: ${text}`) ?? []));
  facts.push(...(node.unknowns?.map((text) => `Not known: ${text}`) ?? []));
  if (node.priority !== null) {
    const open = node.priorityOpen === true ? ' or higher' : '';
    const of = node.priorityOf === null ? '' : `, because of ${node.priorityOf}`;
    facts.push(`Priority: ${node.priority}${open}${of}`);
  }
  if (node.trigger !== undefined) {
    facts.push(`Starts: ${triggerText(node.trigger)}`);
  }
  facts.push(...node.because.map((text) => `Because: ${text}`));
  facts.push(
    node.consumers.length > 0 ? `Consumers: ${node.consumers.join(', ')}` : 'Nobody consumes it.',
  );
  return facts;
}

/** The ids of the nodes that come from a place. */
export function nodesAt(
  graph: PipelineGraph,
  file: string,
  line: number,
  character: number,
): string[] {
  const within = ({ file: other, range: { start, end } }: Place): boolean =>
    other === file &&
    (start.line < line || (start.line === line && start.character <= character)) &&
    (line < end.line || (line === end.line && character <= end.character));
  const size = ({ range: { start, end } }: Place): number =>
    (end.line - start.line) * 10_000 + end.character - start.character;
  let narrowest = Infinity;
  let found: string[] = [];
  for (const node of graph.nodes) {
    const sizes = [node, ...node.origins].filter(within).map(size);
    const least = Math.min(...sizes);
    if (sizes.length > 0 && least <= narrowest) {
      found = least < narrowest ? [node.id] : [...found, node.id];
      narrowest = least;
    }
  }
  return found;
}

/** The ids of the nodes whose label or id contains a text. */
export function nodesNamed(graph: PipelineGraph, text: string): string[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') {
    return [];
  }
  const named = ({ label, id }: GraphNode): boolean =>
    label.toLowerCase().includes(sought) || id.toLowerCase().includes(sought);
  return graph.nodes.filter(named).map(({ id }) => id);
}

/** The nodes at most `depth` edges away from those of `around`, the nearest first. */
export function neighbourhood(
  graph: PipelineGraph,
  around: readonly string[],
  depth: number,
  most: number,
): Set<string> {
  const next = new Map<string, string[]>();
  const link = (from: string, to: string): void => {
    const known = next.get(from);
    if (known) {
      known.push(to);
    } else {
      next.set(from, [to]);
    }
  };
  for (const { from, to } of graph.edges) {
    link(from, to);
    link(to, from);
  }
  const reached = new Set(around.slice(0, most));
  let border = [...reached];
  for (let step = 0; step < depth; step += 1) {
    const beyond = border.flatMap((id) => next.get(id) ?? []).filter((id) => !reached.has(id));
    border = [...new Set(beyond)].slice(0, most - reached.size);
    for (const id of border) {
      reached.add(id);
    }
  }
  return reached;
}

/**
 * The part of a graph to draw: all of it where it is small and nothing is searched for, else
 * what is around the search or, in a large one, around the cursor or its first node.
 */
export function visiblePart(
  graph: PipelineGraph,
  search: string,
  focus: readonly string[],
): PipelineGraph {
  const searching = search.trim() !== '';
  if (!searching && graph.nodes.length <= LARGE) {
    return graph;
  }
  const around = searching
    ? nodesNamed(graph, search)
    : focus.length > 0
      ? focus
      : graph.nodes.slice(0, 1).map(({ id }) => id);
  const kept = neighbourhood(graph, around, DEPTH, MOST);
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
