/** How many crashes within the window are one too many. */
const LIMIT = 5;
const WINDOW_MS = 3 * 60_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8_000;

/** Decides whether and when a server that crashed is started again. */
export class CrashBudget {
  #crashes: number[] = [];

  /** Notes a crash. Returns how long to wait before the next start, or `undefined` to give up. */
  note(now: number): number | undefined {
    this.#crashes = this.#crashes.filter((at) => now - at < WINDOW_MS);
    this.#crashes.push(now);
    const count = this.#crashes.length;
    if (count >= LIMIT) {
      return undefined;
    }
    return Math.min(FIRST_DELAY_MS * 4 ** (count - 1), LONGEST_DELAY_MS);
  }

  /** Forgets earlier crashes: somebody asked for a fresh start. */
  reset(): void {
    this.#crashes = [];
  }
}
