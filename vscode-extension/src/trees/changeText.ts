import type {
  BaseReport,
  ChangeReport,
  ModelChangesReport,
  RegionReport,
  Verdict,
} from '../gen/protocol';

/** Changes of one region, which has one owner. */
export interface RegionChanges {
  readonly region: RegionReport;
  readonly owner: string | null;
  readonly changes: readonly ChangeReport[];
}

/** Changes by the region they are in, in the order of the model. */
export function byRegion(changes: readonly ChangeReport[]): RegionChanges[] {
  const regions = new Map<string, { first: ChangeReport; changes: ChangeReport[] }>();
  for (const change of changes) {
    const key = JSON.stringify([change.region.kind, change.region.path, change.owner]);
    const known = regions.get(key);
    if (known) {
      known.changes.push(change);
    } else {
      regions.set(key, { first: change, changes: [change] });
    }
  }
  return [...regions.values()].map(({ first: { region, owner }, changes: own }) => ({
    region,
    owner,
    changes: own,
  }));
}

const VERDICTS: Record<Verdict, string> = {
  accepted: 'would be accepted',
  rejected: 'would be rejected',
  undecided: 'cannot be decided',
};

/** What would come of a pull request, in words. */
export function verdictText(verdict: Verdict | null): string {
  return verdict === null ? 'not compared' : VERDICTS[verdict];
}

const FOUND: Record<BaseReport['found'], string> = {
  liveBranch: 'the live branch',
  mergeBase: 'where this branch began',
  setting: 'the setting “baseline”',
};

/** What a model is compared with, and as whom; why not where it is not. */
export function summaryOf({ base, as, verdict, problem, changes }: ModelChangesReport): string {
  if (base === null) {
    return problem ?? 'There is nothing to compare with.';
  }
  const whom = as ?? 'nobody known';
  const found = changes.length === 0 ? 'nothing is different' : verdictText(verdict);
  const said = `Against ${base.name} (${FOUND[base.found]}), as ${whom}: ${found}.`;
  return problem === undefined ? said : `${said} ${problem}`;
}

/** What a change is called: the object, and what of it. */
export function labelOf({ object, attribute }: ChangeReport): string {
  const name = object.slice(object.lastIndexOf('/') + 1);
  return attribute === undefined ? name : `${name} · ${attribute}`;
}

/** What stands beside a change. */
export function besideOf({ kind, objectKind, breaking, consumers }: ChangeReport): string {
  const broken = breaking ? [`breaks ${counted(consumers.length, 'consumer')}`] : [];
  return [...broken, `${objectKind} ${kind}`].join(' · ');
}

/** Icon and colour of a change: what is wrong with it before what it is. */
export function iconOf({ kind, allowed, breaking }: ChangeReport): [icon: string, color: string] {
  if (allowed === false) {
    return ['lock', 'list.errorForeground'];
  }
  if (breaking) {
    return ['flame', 'list.warningForeground'];
  }
  switch (kind) {
    case 'added':
      return ['diff-added', 'gitDecoration.addedResourceForeground'];
    case 'removed':
      return ['diff-removed', 'gitDecoration.deletedResourceForeground'];
    default:
      return ['diff-modified', 'gitDecoration.modifiedResourceForeground'];
  }
}

/** Whose a region is, seen from where one is. */
export function ownerText({ owner, changes }: RegionChanges): string {
  const whose = changes.every(({ allowed }) => allowed === true)
    ? 'yours'
    : changes.some(({ allowed }) => allowed === false)
      ? 'not yours'
      : 'not known whether yours';
  return `${whose} · ${owner ?? 'owner unknown'}`;
}

/** A number of things, in words. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
