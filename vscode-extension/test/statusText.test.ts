import { expect, test } from 'vitest';
import type { ModelReport, StatusReport } from '../src/gen/protocol';
import { statusText } from '../src/statusText';

const MODEL: ModelReport = {
  root: 'file:///m',
  entry: 'file:///m/eco.py',
  generation: '1.x',
  counts: { zones: 2, teams: 3, datastores: 4, datasets: 20, columns: 210, workspaces: 1 },
};

const nameOf = (uri: string): string => uri.replace('file:///m/', '');

function running(changed: Partial<StatusReport>) {
  const status: StatusReport = {
    version: 1,
    health: 'ok',
    quiescent: true,
    revision: 7,
    modelRevision: 7,
    models: [MODEL],
    errors: 0,
    warnings: 0,
    information: 0,
    hints: 0,
    unevaluated: 0,
    work: { statements: 0, frames: 0, spliced: 0, entities: 0, checks: 0 },
    ...changed,
  };
  return statusText({ kind: 'running', status }, nameOf);
}

test('a model without problems', () => {
  expect(running({})).toEqual({
    text: 'DataSurface: no problems',
    detail: '2 zones, 3 teams, 4 datastores, 20 datasets, 1 workspace',
    severity: 'information',
    busy: false,
  });
});

test('findings are counted', () => {
  expect(running({ errors: 1, warnings: 2, information: 1, hints: 2 }).text).toBe(
    'DataSurface: 1 error, 2 warnings, 3 notes',
  );
});

test('problems of the model are not ill health of the server', () => {
  expect(running({ errors: 9 }).severity).toBe('information');
});

test('ill health shows with its message', () => {
  expect(running({ health: 'warning', message: 'pyproject.toml: unknown key' })).toMatchObject({
    severity: 'warning',
    detail: 'pyproject.toml: unknown key',
  });
});

test('several models are told apart', () => {
  const counts = { zones: 0, teams: 0, datastores: 0, datasets: 0, columns: 0, workspaces: 0 };
  const other = { ...MODEL, entry: 'file:///m/b/eco.py', counts };
  expect(running({ models: [{ ...MODEL, entry: 'file:///m/a/eco.py' }, other] }).detail).toBe(
    'a/eco.py: 2 zones, 3 teams, 4 datastores, 20 datasets, 1 workspace · b/eco.py: empty model',
  );
});

test('what a model is compared with is told', () => {
  const base = { name: 'origin/main', commit: 'abc', found: 'liveBranch' as const };
  const known = { base, as: 'acme/models@sales', verdict: 'rejected' as const, changes: 3 };
  const detail = (baseline: ModelReport['baseline']): string =>
    running({ models: [{ ...MODEL, ...(baseline && { baseline }) }] }).detail;
  expect(detail(known)).toMatch(/ · 3 changes against origin\/main: rejected$/);
  expect(detail({ ...known, changes: 0, verdict: 'accepted' })).toMatch(/ · as in origin\/main$/);
  expect(detail({ ...known, base: null, verdict: null, problem: 'no git' })).toMatch(/ · no git$/);
});

test('what could not be evaluated is told', () => {
  expect(running({ unevaluated: 4 }).detail).toMatch(/ · 4 not evaluated$/);
});

test('work in progress is busy', () => {
  expect(running({ quiescent: false }).busy).toBe(true);
  expect(running({ quiescent: false, models: [] }).text).toBe('DataSurface: loading');
  expect(running({ models: [] }).text).toBe('DataSurface: no model');
});

test('a server that stays down is an error with its reason', () => {
  expect(statusText({ kind: 'failed', message: 'why' }, nameOf)).toEqual({
    text: 'DataSurface: stopped',
    detail: 'why',
    severity: 'error',
    busy: false,
  });
});

test('starting and restarting are no alarm', () => {
  for (const kind of ['starting', 'restarting'] as const) {
    expect(statusText({ kind }, nameOf)).toMatchObject({ severity: 'information', busy: true });
  }
});
