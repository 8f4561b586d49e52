import { CrashBudget } from './crashes';
import type { State } from './statusText';

/** A connection to one server process; used for one life and then replaced. */
export interface Link {
  /** Settles when the server has answered `initialize`, or rejects. */
  start(): Promise<void>;
  /** Ends the process, politely if it still answers. Never rejects. */
  stop(): Promise<void>;
}

/** What the session needs from the editor. */
export interface Surroundings<L extends Link> {
  /**
   * Makes a connection to a new server process. Throws when there is no server to start.
   * `closed` is called when the process goes away without having been asked to.
   */
  open: (closed: () => void) => L;
  /** Shows the state to the user. */
  show: (state: State) => void;
  /** Interrupts the user: the server will not come back by itself. */
  alarm: (message: string) => void;
  log: { info: (message: string) => void; warn: (message: string) => void };
}

/** Why the server is (re)started. */
export type Reason = 'first start' | 'crash' | 'settings' | 'command';

/** The life of the server: every start, for whatever reason, is a {@link restart}. */
export class Session<L extends Link> {
  readonly #around: Surroundings<L>;
  readonly #budget = new CrashBudget();
  #link: L | undefined;
  #ready: Promise<L | undefined> = Promise.resolve(undefined);
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #started = false;

  constructor(around: Surroundings<L>) {
    this.#around = around;
  }

  /** Whether a start was ever asked for (and not ended by {@link stop}). */
  get started(): boolean {
    return this.#started;
  }

  /** Starts the server unless that has been done. */
  async start(): Promise<void> {
    if (!this.#started) {
      await this.restart('first start');
    }
  }

  /** The running connection; waits for one that is starting, `undefined` if there is none. */
  async ready(): Promise<L | undefined> {
    await this.#turn;
    return this.#ready;
  }

  /** Ends the server, if there is one, and starts a new one. Calls are carried out in order. */
  async restart(reason: Reason): Promise<void> {
    clearTimeout(this.#timer);
    this.#started = true;
    if (reason !== 'crash') {
      this.#budget.reset();
    }
    await this.#inTurn(async () => {
      await this.#end();
      this.#around.log.info(`Starting the server (${reason}).`);
      this.#begin();
    });
  }

  /** Ends the server for good. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#started = false;
    await this.#inTurn(() => this.#end());
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(action);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #end(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    this.#ready = Promise.resolve(undefined);
    await link?.stop();
  }

  #begin(): void {
    this.#around.show({ kind: 'starting' });
    let link: L;
    try {
      link = this.#around.open(() => {
        this.#closed(link);
      });
    } catch (error) {
      this.#fail(messageOf(error));
      return;
    }
    this.#link = link;
    this.#ready = link.start().then(
      () => link,
      (error: unknown) => {
        // A process that went away has been dealt with in #closed.
        if (this.#link === link) {
          this.#fail(`The server does not start: ${messageOf(error)}`);
        }
        return undefined;
      },
    );
  }

  #closed(link: L): void {
    if (this.#link !== link) {
      return;
    }
    this.#link = undefined;
    this.#ready = Promise.resolve(undefined);
    const delay = this.#budget.note(Date.now());
    if (delay === undefined) {
      this.#fail('The DataSurface server crashed five times in three minutes and stays down.');
      return;
    }
    this.#around.log.warn(`The server went away; starting it again in ${delay} ms.`);
    this.#around.show({ kind: 'restarting' });
    this.#timer = setTimeout(() => void this.restart('crash'), delay);
  }

  #fail(message: string): void {
    this.#around.show({ kind: 'failed', message });
    this.#around.alarm(message);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
