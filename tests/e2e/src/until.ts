import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const INTERVAL_MS = 50;

/**
 * Asks again and again until the answer is neither `undefined` nor `false`, and returns it. An
 * attempt that fails counts as no answer; the last failure is told if there never is one.
 */
export async function until<T>(
  what: string,
  attempt: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  let failure: unknown;
  do {
    try {
      const answer = await attempt();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await pause(INTERVAL_MS);
  } while (Date.now() < deadline);
  throw new Error(`waited ${PATIENCE_MS / 1000} s in vain: ${what}`, { cause: failure });
}
