import type { BranchReport } from '../gen/protocol';

/** The editor's icon for each kind of object. */
const ICONS: Record<string, string> = {
  ecosystem: 'globe',
  zone: 'map',
  team: 'organization',
  datastore: 'database',
  dataset: 'table',
  workspace: 'project',
  group: 'list-unordered',
  environment: 'server-environment',
  platform: 'layers',
};

/** What a line of the tree is drawn with: what it has to do with the line above, else its kind. */
export function iconOf({ kind, relation }: BranchReport): string {
  switch (relation) {
    case 'consumer':
    case 'output':
      return 'arrow-right';
    case 'input':
      return 'arrow-left';
    case 'member':
    case 'served':
      return ICONS[kind] ?? 'symbol-misc';
  }
}

/** What stands beside the name. */
export function besideOf({ relation, kind, owner, detail }: BranchReport): string {
  switch (relation) {
    case 'consumer':
      return `consumer · ${owner ?? 'owner unknown'}`;
    case 'input':
      return owner === undefined ? 'input · not found' : `input · ${owner}`;
    case 'output':
      return 'output';
    case 'member':
    case 'served':
      return detail ?? (kind === 'ecosystem' ? '' : kind);
  }
}

/** Tells a line from all others, as long as it is there: what is open stays open. */
export function idOf(branch: BranchReport, above: string): string {
  const { root, relation, kind, names, environment } = branch;
  return JSON.stringify([above, root, relation, kind, names, environment ?? null]);
}

/** How many findings there are, in words. */
export function problemsText({ errors, warnings }: { errors: number; warnings: number }): string {
  const counted = (count: number, noun: string): string[] =>
    count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`];
  return [...counted(errors, 'error'), ...counted(warnings, 'warning')].join(', ');
}
