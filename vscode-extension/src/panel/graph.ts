import { toString as inWords } from 'cronstrue';
import type { GraphNode, GraphTrigger, NodeKind, PipelineGraph } from '../gen/protocol';
import type { Place } from './messages';

/** How far from the node in focus a graph is shown in part. */
export const DEPTH = 2;

/** How many nodes are drawn at most; of larger graphs a part is. */
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
      return scheduleText(trigger.label, trigger.cron);
    case 'external':
      return trigger.label === null ? 'from outside' : `from outside (${trigger.label})`;
    case 'on-completion':
      return 'when everything it reads is there';
    case 'unknown':
      return 'not known';
  }
}

/** A schedule in words, with what the model calls it and the expression. */
function scheduleText(label: string | null, cron: string): string {
  const name = label === null ? '' : `${label}: `;
  try {
    return `${name}${inWords(cron, { use24HourTimeFormat: true })} (${cron})`;
  } catch {
    // What is no schedule has a finding of its own.
    return `${name}${cron}`;
  }
}

/** How a node differs from the live model; nothing where it does not. */
export function changeOf({ state, moved }: GraphNode): string | null {
  switch (state) {
    case 'added':
      return moved === undefined ? 'new' : `moved here from ${moved}`;
    case 'removed':
      return moved === undefined ? 'removed' : `moved to ${moved}`;
    case 'changed':
      return 'changed';
    default:
      return null;
  }
}

/** The classes a node is drawn with: what it is, how it is, and how it differs. */
export function classesOf({ kind, state, moved, problems, unknowns }: GraphNode): string {
  const classes: string[] = [kind, state];
  if (moved !== undefined) {
    classes.push('moved');
  }
  // A difference hides neither of these.
  if (problems !== undefined && state !== 'problem') {
    classes.push('problem');
  }
  if (unknowns !== undefined && state !== 'unknown') {
    classes.push('unknown');
  }
  return classes.join(' ');
}

/** What tells at a glance how a node is, whatever the colours. */
export function markOf({ state, moved, problems, unknowns }: GraphNode): string {
  const changes = { added: '+', removed: '−', changed: '~' };
  const marks = [
    problems === undefined ? '' : '✗',
    unknowns === undefined ? '' : '?',
    moved === undefined ? '' : '→',
    state in changes ? changes[state as keyof typeof changes] : '',
  ];
  return marks.join('');
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
  const change = changeOf(node);
  if (change !== null && node.differences === undefined) {
    facts.push(`Against live: ${change}`);
  }
  facts.push(...(node.differences?.map((text) => `Against live: ${text}`) ?? []));
  facts.push(...(node.problems?.map((text) => `Problem: ${text}`) ?? []));
  facts.push(...(node.unknowns?.map((text) => `Not known: ${text}`) ?? []));
  if (node.priority !== null) {
    const open = node.priorityOpen === true ? ' or higher' : '';
    const isSet = node.priority !== 'UNKNOWN';
    const priority = isSet ? node.priority : 'not set';
    const of = isSet && node.priorityOf !== null ? `, because of ${node.priorityOf}` : '';
    facts.push(`Priority: ${priority}${open}${of}`);
  }
  if (node.trigger !== undefined) {
    facts.push(`Starts: ${triggerText(node.trigger)}`);
  }
  facts.push(...node.because.map((text) => `Because: ${text}`));
  if (node.consumers.length > 0) {
    const verb = node.state === 'removed' ? 'Lose their data' : 'Consumers';
    facts.push(`${verb}: ${node.consumers.join(', ')}`);
  } else if (node.priority === null) {
    facts.push('Nobody consumes it.');
  }
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

/** What of a graph is to be drawn. */
export interface Wanted {
  search: string;
  /** Only what is near to this. */
  focus: readonly string[];
  /** How near. */
  depth: number;
  isNear: boolean;
}

/**
 * The part of a graph to draw: all there is of it, unless something is searched for or only what
 * is near to the focus is wanted. Of large graphs the server sends a part to begin with.
 */
export function visiblePart(graph: PipelineGraph, wanted: Wanted): PipelineGraph {
  const { search, focus, depth, isNear } = wanted;
  const isSearching = search.trim() !== '' && graph.part === undefined;
  if (!isSearching && (!isNear || focus.length === 0)) {
    return graph;
  }
  const around = isSearching ? nodesNamed(graph, search) : focus;
  const kept = neighbourhood(graph, around, depth, MOST);
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    absences: graph.absences.filter(({ after = [] }) => after.some((id) => kept.has(id))),
  };
}
