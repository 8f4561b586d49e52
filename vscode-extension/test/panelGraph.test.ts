import { expect, test } from 'vitest';
import type { GraphNode, PipelineGraph } from '../src/gen/protocol';
import {
  LARGE,
  badgeOf,
  captionOf,
  factsOf,
  keyOf,
  neighbourhood,
  nodesAt,
  nodesNamed,
  titleOf,
  triggerText,
  visiblePart,
} from '../src/panel/graph';
import { NODE_HEIGHT, merged, toElk } from '../src/panel/layout';
import { page } from '../src/panel/page';

const FILE = 'file:///m/eco.py';

function range(line: number, from: number, until = from + 5, end = line) {
  return { start: { line, character: from }, end: { line: end, character: until } };
}

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'export',
    label: id,
    state: 'ok',
    priority: null,
    priorityOf: null,
    because: [],
    reasons: [],
    team: null,
    consumers: [],
    origins: [],
    file: FILE,
    range: range(0, 0),
    ...more,
  };
}

function graph(ids: string[], edges: [string, string][] = []): PipelineGraph {
  return {
    root: 'file:///m',
    platform: 'SCD2',
    provider: null,
    environment: null,
    nodes: ids.map((id) => node(id)),
    edges: edges.map(([from, to]) => ({ from, to, state: 'ok' })),
    absences: [],
  };
}

test('graphs are told apart by model, platform and environment', () => {
  const one = graph([]);
  const two = { ...one, environment: 'prod' };
  const other = { ...one, root: 'file:///my%20models' };
  expect(new Set([one, two, other].map(keyOf)).size).toBe(3);
  expect(titleOf(two, [one, two])).toBe('SCD2 · prod');
  expect(titleOf(other, [one, other])).toBe('my models: SCD2');
});

test('a node says why it is there, what starts it and who needs it', () => {
  const step = node('orders', {
    priority: 'HIGH',
    priorityOf: 'Ledger',
    because: ['assigned to `SCD2`'],
    problems: ['no container'],
    trigger: { kind: 'cron', label: 'Nightly', cron: '0 1 * * *' },
    consumers: ['Ledger', 'Till'],
  });
  expect(factsOf(step)).toEqual([
    'Export: orders',
    'Problem: no container',
    'Priority: HIGH, because of Ledger',
    'Starts: Nightly (0 1 * * *)',
    'Because: assigned to `SCD2`',
    'Consumers: Ledger, Till',
  ]);
  expect(triggerText({ kind: 'external', label: null })).toBe('from outside');
});

test('exports of one dataset are told apart, and no priority is no badge', () => {
  const step = node('orders', { container: 'Warehouse', priority: 'UNKNOWN' });
  expect(captionOf(step)).toBe('Export → Warehouse');
  expect(factsOf(step)).toContain('Into: Warehouse');
  expect(badgeOf(step)).toBeNull();
  expect(badgeOf(node('orders', { priority: 'HIGH' }))).toBe('HIGH');
});

test('the cursor marks the nodes of the narrowest place around it', () => {
  const model = graph(['store', 'dataset', 'elsewhere', 'twin']);
  const [store, dataset, elsewhere, twin] = model.nodes as [
    GraphNode,
    GraphNode,
    GraphNode,
    GraphNode,
  ];
  store.range = range(1, 0, 1, 9);
  dataset.range = range(3, 4, 9);
  elsewhere.file = 'file:///m/team.py';
  elsewhere.range = range(3, 4, 9);
  twin.range = range(20, 0);
  twin.origins = [{ file: FILE, range: range(3, 4, 9) }];
  expect(nodesAt(model, FILE, 3, 4)).toEqual(['dataset', 'twin']);
  expect(nodesAt(model, FILE, 3, 9)).toEqual(['dataset', 'twin']);
  expect(nodesAt(model, FILE, 3, 10)).toEqual(['store']);
  expect(nodesAt(model, FILE, 12, 0)).toEqual([]);
});

test('a neighbourhood reaches both ways, so far and no further', () => {
  const chain = graph(
    ['a', 'b', 'c', 'd'],
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
    ],
  );
  expect([...neighbourhood(chain, ['b'], 1, 10)]).toEqual(['b', 'a', 'c']);
  expect([...neighbourhood(chain, ['b'], 9, 2)]).toEqual(['b', 'a']);
});

test('a large graph opens around the cursor, a search shows what it finds', () => {
  const ids = Array.from({ length: LARGE + 1 }, (_, at) => `n${at}`);
  const large = graph(ids, [['n7', 'n8']]);
  const shown = (search: string, focus: string[]) =>
    visiblePart(large, search, focus).nodes.map(({ id }) => id);
  expect(shown('', ['n8'])).toEqual(['n7', 'n8']);
  expect(shown('', [])).toEqual(['n0']);
  expect(shown('N40', [])).toEqual(['n40', 'n400']);
  expect(visiblePart(large, '', ['n8']).edges).toHaveLength(1);
  const small = graph(['a', 'b']);
  expect(visiblePart(small, '', [])).toBe(small);
  expect(nodesNamed(small, ' ')).toEqual([]);
});

test('what stays keeps its place and what is new does not cover it', () => {
  const before = new Map([['a', { x: 100, y: 100 }]]);
  const laidOut = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 0, y: 10 }],
  ]);
  const positions = merged(laidOut, before);
  expect(positions.get('a')).toEqual({ x: 100, y: 100 });
  expect(positions.get('b')?.x).toBe(100);
  expect(positions.get('b')?.y).toBeGreaterThanOrEqual(100 + NODE_HEIGHT);
  expect(merged(laidOut, new Map())).toBe(laidOut);
});

test('the layout is asked for every node and edge', () => {
  const elk = toElk(graph(['a', 'b'], [['a', 'b']]), new Map());
  expect(elk.children?.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(elk.edges).toMatchObject([{ sources: ['a'], targets: ['b'] }]);
});

test('the page runs our script and nothing else', () => {
  const html = page({ source: 'https://s', script: 'x.js', style: 'x.css', nonce: 'n0' });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'nonce-n0'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  expect(html).toContain('<script nonce="n0" src="x.js">');
});
