import { expect, test } from 'vitest';
import type { GraphNode } from '../src/gen/protocol';
import {
  MOST,
  type Wanted,
  badgeOf,
  captionOf,
  changeOf,
  classesOf,
  markOf,
  factsOf,
  keyOf,
  neighbourhood,
  nodesAt,
  nodesNamed,
  titleOf,
  triggerText,
  visiblePart,
} from '../src/panel/graph';
import { mermaidOf, svgOf } from '../src/panel/exports';
import { NODE_HEIGHT, merged, toElk, toGroupedElk, unfolded } from '../src/panel/layout';
import { FILE, graph, node, range } from './graphs';
import { page } from '../src/panel/page';
import { questionAbout, questionFor } from '../src/panel/questions';

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
    'Starts: Nightly: At 01:00 (0 1 * * *)',
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

test('only what is near is drawn where that is wanted, a search shows what it finds', () => {
  const ids = Array.from({ length: 41 }, (_, at) => `n${at}`);
  const model = graph(ids, [['n7', 'n8']]);
  const shown = (more: Partial<Wanted>) => {
    const wanted = { search: '', focus: [], depth: 2, isNear: false, ...more };
    return visiblePart(model, wanted).nodes.map(({ id }) => id);
  };
  expect(shown({})).toHaveLength(41);
  expect(shown({ isNear: true })).toHaveLength(41);
  expect(shown({ isNear: true, focus: ['n8'] })).toEqual(['n7', 'n8']);
  expect(shown({ search: 'N40' })).toEqual(['n40']);
  expect(nodesNamed(model, ' ')).toEqual([]);
});

test('what the server chose for a search is drawn as it is', () => {
  const part = { nodes: 11_000, edges: 9_000, around: ['a'], found: 1 };
  const chosen = { ...graph(['a', 'b'], [['a', 'b']]), part };
  const wanted = { search: 'a', focus: [], depth: 1, isNear: false };
  expect(visiblePart(chosen, wanted)).toBe(chosen);
});

test('a difference from the live model is said, and hides no problem', () => {
  const moved = node('orders', { state: 'added', moved: 'Fast in prod', problems: ['no key'] });
  expect(changeOf(moved)).toBe('moved here from Fast in prod');
  expect(markOf(moved)).toBe('✗→+');
  expect(classesOf(moved)).toBe('export added moved problem');
  expect(factsOf(moved)).toContain('Against live: moved here from Fast in prod');
  const gone = node('orders', { state: 'removed', consumers: ['Ledger'] });
  expect(factsOf(gone)).toContain('Lose their data: Ledger');
  const other = node('orders', { state: 'changed', differences: ['priority HIGH, was LOW'] });
  expect(factsOf(other)).toContain('Against live: priority HIGH, was LOW');
  expect(changeOf(node('orders'))).toBeNull();
});

test('large graphs are asked for in part, around what is in sight', () => {
  const view = { compare: true, search: ' orders ', depth: 3, asList: false };
  const cursor = { uri: FILE, line: 1, character: 2 };
  const part = { nodes: 900, edges: 0, around: ['a'], found: 1 };
  const known = {
    revision: 1,
    graphs: [{ ...graph(['a']), part }],
    absences: [],
    compared: [],
  };
  expect(questionFor(view, cursor, known)).toEqual({
    compare: true,
    detail: 'outline',
    part: { most: MOST, depth: 3, search: 'orders', place: cursor, nodes: ['a'] },
  });
  const plain = questionFor({ ...view, search: '' }, undefined, undefined);
  expect(plain.part).toEqual({ most: MOST, depth: 3 });
  expect(questionFor({ ...view, asList: true }, undefined, undefined).detail).toBe('full');
  const of = { root: 'file:///m', platform: 'SCD2', environment: null, id: 'a' };
  expect(questionAbout(of, false)).toMatchObject({ detail: 'described', part: { nodes: ['a'] } });
});

test('what is drawn can be taken elsewhere', () => {
  const drawn = graph(['a<b', 'c'], [['a<b', 'c']]);
  const positions = new Map([
    ['a<b', { x: 0, y: 0 }],
    ['c', { x: 300, y: 0 }],
  ]);
  const colours = { paper: '#fff', node: '#eee', text: '#000', line: '#777', of: () => '#00f' };
  const svg = svgOf(drawn, positions, colours);
  expect(svg).toContain('viewBox="-20 -20 560 98"');
  expect(svg.match(/<path d="M220/g)).toHaveLength(1);
  expect(svg).toContain('a&#60;b');
  expect(mermaidOf(drawn)).toContain('n0["Export<br/>a#60;b"]\n');
  expect(mermaidOf(drawn)).toContain('  n0 --> n1\n');
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

test('teams and workspaces are boxes around their steps', () => {
  const model = graph(['source', 'one', 'two'], [['source', 'one']]);
  const [, one, two] = model.nodes as [GraphNode, GraphNode, GraphNode];
  Object.assign(one, { team: 'USA/Sales', workspaces: ['Report'] });
  Object.assign(two, { team: 'USA/Sales', workspaces: ['Report', 'Audit'] });
  const { children = [] } = toGroupedElk(model);
  expect(children.map(({ labels }) => labels?.[0]?.text)).toEqual([undefined, 'USA/Sales']);
  expect(children[1]?.children?.map(({ id }) => id)).toEqual(['["USA/Sales","Report"]', 'two']);
  const inner = { id: 'one', x: 1, y: 2 };
  const laidOut = { id: 'box', x: 10, y: 20, width: 30, height: 40, children: [inner] };
  const { positions, boxes } = unfolded({ id: 'all', children: [laidOut] });
  expect(positions.get('one')).toEqual({ x: 11, y: 22 });
  expect(boxes).toEqual([{ id: 'box', title: '', depth: 0, x: 10, y: 20, width: 30, height: 40 }]);
});

test('the page runs our script and nothing else', () => {
  const html = page({ source: 'https://s', script: 'x.js', style: 'x.css', nonce: 'n0' });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'nonce-n0'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  expect(html).toContain('<script nonce="n0" src="x.js">');
});
