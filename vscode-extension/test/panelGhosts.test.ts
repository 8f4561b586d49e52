import { expect, test } from 'vitest';
import type { GraphAbsence } from '../src/gen/protocol';
import { mermaidOf, svgOf } from '../src/panel/exports';
import { ghostsOf } from '../src/panel/ghosts';
import { visiblePart } from '../src/panel/graph';
import { toElk, toGroupedElk } from '../src/panel/layout';
import { FILE, graph, range } from './graphs';

test('what is missing is drawn where it would be, and what a step says is not drawn twice', () => {
  const absent = (kind: string, object: string, more: Partial<GraphAbsence> = {}) => ({
    kind,
    object,
    message: `${object} is missing`,
    root: 'file:///m',
    file: FILE,
    range: range(0, 0),
    ...more,
  });
  const whole = {
    ...graph(['in', 'out', 'other'], [['in', 'out']]),
    absences: [
      absent('unmapped-group', 'Zone/Team/Reports/live', { after: ['in'] }),
      absent('unused-datastore', 'Zone/Team/Attic'),
      absent('unused-platform', 'Nightly'),
      absent('cycle', 'Zone/Team/Loop', { nodes: ['out'] }),
    ],
  };
  const ghosts = ghostsOf(whole);
  expect(ghosts.map(({ caption, label, after }) => [caption, label, after])).toEqual([
    ['Unmapped group', 'Reports/live', ['in']],
    ['Unused datastore', 'Attic', []],
  ]);
  const [group = '', store = ''] = ghosts.map(({ id }) => id);
  const elk = toElk(whole, new Map());
  expect(elk.children?.map(({ id }) => id)).toEqual(['in', 'out', 'other', group, store]);
  expect(elk.edges?.map(({ id }) => id)).toEqual(['in → out', `in → ${group}`]);
  expect(toGroupedElk(whole).children?.map(({ id }) => id)).toContain(group);

  // Of a part only what would come after steps of it.
  const all = { nodes: 9, edges: 9, around: ['in'], found: 1 };
  expect(ghostsOf({ ...whole, part: all }).map(({ id }) => id)).toEqual([group]);
  const wanted = { search: 'other', focus: [], depth: 1, isNear: false };
  expect(ghostsOf(visiblePart(whole, wanted))).toEqual([]);
  // However many there are, the pipelines are to be seen.
  const many = Array.from({ length: 99 }, (_, at) => absent('unused-datastore', `Zone/Team/${at}`));
  expect(ghostsOf({ ...whole, absences: many })).toHaveLength(24);

  const places = new Map([...whole.nodes, ...ghosts].map(({ id }) => [id, { x: 0, y: 0 }]));
  const colours = { paper: 'p', node: 'n', text: 't', line: 'l', of: (name: string) => name };
  const svg = svgOf(whole, places, colours);
  expect(svg).toContain('Zone/Team/Attic is missing');
  expect(svg.match(/stroke="absent"/g)).toHaveLength(2);
  expect(mermaidOf(whole)).toContain('n0 -.-> n3');
  expect(mermaidOf(whole)).toContain('["Unmapped group<br/>Reports/live"]:::absent');
});
