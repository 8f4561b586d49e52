import type { BaselineReport, ModelReport, StatusReport } from './gen/protocol';

/** What is known about the server. */
export type State =
  | { kind: 'starting' }
  | { kind: 'running'; status: StatusReport }
  | { kind: 'restarting' }
  | { kind: 'failed'; message: string };

/** How a state reads in the language status. */
export interface StatusText {
  text: string;
  detail: string;
  severity: 'information' | 'warning' | 'error';
  busy: boolean;
}

/** Puts a state into words; `nameOf` shortens the URI of a file. */
export function statusText(state: State, nameOf: (uri: string) => string): StatusText {
  switch (state.kind) {
    case 'starting':
      return { text: 'DataSurface: starting', detail: '', severity: 'information', busy: true };
    case 'restarting':
      return { text: 'DataSurface: restarting', detail: '', severity: 'information', busy: true };
    case 'failed':
      return {
        text: 'DataSurface: stopped',
        detail: state.message,
        severity: 'error',
        busy: false,
      };
    case 'running':
      return running(state.status, nameOf);
  }
}

function running(status: StatusReport, nameOf: (uri: string) => string): StatusText {
  const several = status.models.length > 1;
  const details = [
    ...status.models.map((model) => (several ? `${nameOf(model.entry)}: ` : '') + modelText(model)),
    ...(status.unevaluated > 0 ? [`${status.unevaluated} not evaluated`] : []),
  ];
  return {
    text: `DataSurface: ${findingsText(status)}`,
    detail: status.message ?? details.join(' · '),
    severity: status.health === 'ok' ? 'information' : status.health,
    busy: !status.quiescent,
  };
}

function findingsText(status: StatusReport): string {
  if (status.models.length === 0) {
    return status.quiescent ? 'no model' : 'loading';
  }
  const parts = [
    ...counted(status.errors, 'error'),
    ...counted(status.warnings, 'warning'),
    ...counted(status.information + status.hints, 'note'),
  ];
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}

function modelText({ counts, baseline }: ModelReport): string {
  const parts = [
    ...counted(counts.zones, 'zone'),
    ...counted(counts.teams, 'team'),
    ...counted(counts.datastores, 'datastore'),
    ...counted(counts.datasets, 'dataset'),
    ...counted(counts.workspaces, 'workspace'),
  ];
  const held = parts.length === 0 ? 'empty model' : parts.join(', ');
  return baseline ? `${held} · ${baselineText(baseline)}` : held;
}

/** What is different from the live model, and what would come of it. */
function baselineText({ base, changes, verdict, problem }: BaselineReport): string {
  if (base === null || verdict === null) {
    return problem ?? 'not compared';
  }
  return changes === 0
    ? `as in ${base.name}`
    : `${counted(changes, 'change').join('')} against ${base.name}: ${verdict}`;
}

function counted(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`];
}
