import { expect, test } from 'vitest';
import type {
  BranchReport,
  ChangeReport,
  ModelChangesReport,
  OwnerReport,
} from '../src/gen/protocol';
import { besideOf, iconOf, idOf, problemsText } from '../src/trees/branch';
import * as changes from '../src/trees/changeText';
import { choicesOf } from '../src/trees/owners';

const branch: BranchReport = {
  root: 'file:///m',
  kind: 'dataset',
  names: ['Orders', 'daily'],
  label: 'daily',
  relation: 'member',
  expandable: true,
  errors: 0,
  warnings: 0,
};

test('a line says what it has to do with the line above', () => {
  expect(besideOf({ ...branch, detail: '2 consumers' })).toBe('2 consumers');
  expect(besideOf({ ...branch, relation: 'input', owner: 'USA/Sales' })).toBe('input · USA/Sales');
  expect(besideOf({ ...branch, relation: 'input' })).toBe('input · not found');
  expect(iconOf(branch)).toBe('table');
  expect(iconOf({ ...branch, relation: 'input' })).toBe('arrow-left');
});

test('a line stays the same line while what it shows is there', () => {
  expect(idOf({ ...branch, errors: 3, label: 'x' }, 'a')).toBe(idOf(branch, 'a'));
  expect(idOf({ ...branch, relation: 'input' }, 'a')).not.toBe(idOf(branch, 'a'));
  expect(idOf(branch, 'b')).not.toBe(idOf(branch, 'a'));
  expect(idOf({ ...branch, environment: 'prod' }, 'a')).not.toBe(idOf(branch, 'a'));
});

test('findings are counted in words', () => {
  expect(problemsText({ errors: 1, warnings: 2 })).toBe('1 error, 2 warnings');
  expect(problemsText({ errors: 0, warnings: 0 })).toBe('');
});

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function change(object: string, more: Partial<ChangeReport> = {}): ChangeReport {
  return {
    object,
    objectKind: 'datastore',
    kind: 'changed',
    region: { kind: 'team', path: 'USA/Sales' },
    owner: 'acme/models@sales',
    allowed: true,
    breaking: false,
    consumers: [],
    file: 'file:///m/eco.py',
    range,
    ...more,
  };
}

test('changes hang below their region, which says whose it is', () => {
  const zone = { region: { kind: 'zone', path: 'USA' }, owner: 'acme/models@usa', allowed: false };
  const all = [change('USA/Sales/A'), change('USA', zone), change('USA/Sales/B')];
  const regions = changes.byRegion(all);
  expect(regions.map((own) => [own.region.path, own.changes.length])).toEqual([
    ['USA/Sales', 2],
    ['USA', 1],
  ]);
  expect(regions.map(changes.ownerText)).toEqual([
    'yours · acme/models@sales',
    'not yours · acme/models@usa',
  ]);
});

test('what is wrong with a change goes before what it is', () => {
  const breaking = { breaking: true, consumers: ['USA/Finance/Ledger'], kind: 'removed' };
  expect(changes.iconOf(change('A', { kind: 'added' }))[0]).toBe('diff-added');
  expect(changes.iconOf(change('A', breaking))[0]).toBe('flame');
  expect(changes.iconOf(change('A', { ...breaking, allowed: false }))[0]).toBe('lock');
  expect(changes.besideOf(change('A', breaking))).toBe('breaks 1 consumer · datastore removed');
  expect(changes.labelOf(change('USA/Sales/A', { attribute: 'key' }))).toBe('A · key');
});

test('a comparison says what with what, and what comes of it', () => {
  const model: ModelChangesReport = {
    root: 'file:///m',
    entry: 'file:///m/eco.py',
    base: { name: 'origin/main', commit: 'abc', found: 'liveBranch' },
    as: 'acme/models@sales',
    verdict: 'rejected',
    breaking: true,
    changes: [],
    plan: [],
  };
  const prefix = 'Against origin/main (the live branch), as acme/models@sales:';
  expect(changes.summaryOf(model)).toBe(`${prefix} nothing is different.`);
  const rejected = { ...model, changes: [change('A')] };
  expect(changes.summaryOf(rejected)).toBe(`${prefix} would be rejected.`);
  const nowhere = { ...model, base: null, verdict: null, problem: 'It is in no repository.' };
  expect(changes.summaryOf(nowhere)).toBe('It is in no repository.');
});

test('one may act as every owner, or as whoever is checked out', () => {
  const owner = (repository: string, ...paths: string[]): OwnerReport => ({
    root: 'file:///m',
    repository,
    regions: paths.map((path) => ({ kind: 'team', path })),
    isActing: repository === 'acme/models@b',
  });
  const owners = [
    owner('acme/models@a', 'Z/1', 'Z/2', 'Z/3', 'Z/4', 'Z/5'),
    owner('acme/models@b', 'Z/6'),
  ];
  // Another model with the same owner.
  const choices = choicesOf([...owners, owner('acme/models@b', 'Y/1')]);
  expect(choices.map(({ repository }) => repository)).toEqual([
    '',
    'acme/models@a',
    'acme/models@b',
  ]);
  expect(choices.map(({ description }) => description)).toEqual(['', '', 'acting now']);
  expect(choices[1]?.detail).toBe('Owns team Z/1, team Z/2, team Z/3 and 2 more');
  expect(choices[2]?.detail).toBe('Owns team Z/6, team Y/1');
});
