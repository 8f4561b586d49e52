import type { GraphAbsence, PipelineGraph } from '../gen/protocol';

/** What is missing from a graph, or there for nothing, drawn where it would be. */
export interface Ghost {
  id: string;
  /** What kind of absence, for people. */
  caption: string;
  label: string;
  absence: GraphAbsence;
  /** The steps it would come after. */
  after: string[];
}

/** How many that come after nothing are drawn; more would hide the pipelines. */
const APART = 24;

/** A platform that serves nobody is missing from no pipeline of another. */
const ELSEWHERE = 'unused-platform';

/** Those of which the object is its last names, not the last one alone. */
const GROUPS = ['unmapped-group', 'unknown-group', 'decommissioned-assignment'];

/**
 * What is missing from what is drawn. What a step itself says is not said twice; of a part only
 * what would come after steps of it is there.
 */
export function ghostsOf({ nodes, absences, part }: PipelineGraph): Ghost[] {
  const drawn = new Set(nodes.map(({ id }) => id));
  const ghosts = new Map<string, Ghost>();
  let apart = 0;
  for (const absence of absences) {
    const { kind, object } = absence;
    if (kind === ELSEWHERE || (absence.nodes?.length ?? 0) > 0) {
      continue;
    }
    const after = absence.after?.filter((id) => drawn.has(id)) ?? [];
    if (after.length === 0) {
      apart += 1;
      if (part !== undefined || apart > APART) {
        continue;
      }
    }
    const words = kind.replaceAll('-', ' ');
    const id = `Absent/${kind}/${object}`;
    ghosts.set(id, {
      id,
      caption: words.charAt(0).toUpperCase() + words.slice(1),
      label: object
        .split('/')
        .slice(GROUPS.includes(kind) ? -2 : -1)
        .join('/'),
      absence,
      after,
    });
  }
  return [...ghosts.values()];
}
