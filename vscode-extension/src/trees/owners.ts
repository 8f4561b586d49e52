import type { OwnerReport } from '../gen/protocol';

/** A line of the list of owners. */
export interface Choice {
  /** The value of the setting; empty for whatever branch is checked out. */
  repository: string;
  label: string;
  description: string;
  detail: string;
}

/** Regions that are named before the rest is counted. */
const NAMED = 3;

/** As whom one may act: as the branch that is checked out, or as an owner. */
export function choicesOf(owners: readonly OwnerReport[]): Choice[] {
  const checkedOut = {
    repository: '',
    label: 'The checked out branch',
    description: '',
    detail: 'Whatever remote and branch are current in the repository',
  };
  const byRepository = new Map<string, Choice & { regions: string[] }>();
  for (const { repository, regions, isActing } of owners) {
    const description = isActing ? 'acting now' : '';
    const known = byRepository.get(repository) ?? {
      repository,
      label: repository,
      description,
      detail: '',
      regions: [],
    };
    known.description ||= description;
    known.regions.push(...regions.map(({ kind, path }) => `${kind} ${path}`));
    byRepository.set(repository, known);
  }
  const choices = [...byRepository.values()].map(({ regions, ...choice }) => ({
    ...choice,
    detail: `Owns ${inWords(regions)}`,
  }));
  return [checkedOut, ...choices];
}

function inWords(regions: readonly string[]): string {
  const named = regions.slice(0, NAMED).join(', ');
  const more = regions.length - NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}
