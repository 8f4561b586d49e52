import type { GraphAbsence } from '../gen/protocol';
import { revealAbsence } from './missing';

/** What is missing, or there for nothing. */
export function Absences({ absences }: { absences: GraphAbsence[] }) {
  if (absences.length === 0) {
    return null;
  }
  return (
    <details className="absences">
      <summary>Missing or unused: {absences.length}</summary>
      <ul>
        {absences.map((absence) => (
          <li key={`${absence.kind} ${absence.object}`}>
            <button
              disabled={absence.file === ''}
              onClick={() => {
                revealAbsence(absence);
              }}
            >
              {absence.object}
            </button>{' '}
            {absence.message}
          </li>
        ))}
      </ul>
    </details>
  );
}
