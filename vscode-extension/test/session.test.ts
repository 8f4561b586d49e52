import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Link, Session } from '../src/session';
import type { State } from '../src/statusText';

/** A connection whose fate the test decides. */
class FakeLink implements Link {
  stopped = false;
  settle!: { resolve: () => void; reject: (error: Error) => void };
  readonly #starting = new Promise<void>((resolve, reject) => {
    this.settle = { resolve, reject };
  });

  constructor(readonly crash: () => void) {}

  start(): Promise<void> {
    return this.#starting;
  }

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

let links: FakeLink[];
let states: State[];
let alarms: string[];
let missing: string | undefined;
let session: Session<FakeLink>;

beforeEach(() => {
  vi.useFakeTimers();
  links = [];
  states = [];
  alarms = [];
  missing = undefined;
  session = new Session({
    open: (closed) => {
      if (missing !== undefined) {
        throw new Error(missing);
      }
      const link = new FakeLink(closed);
      links.push(link);
      return link;
    },
    show: (state) => states.push(state),
    alarm: (message) => alarms.push(message),
    log: { info: () => undefined, warn: () => undefined },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

function last(): FakeLink {
  const link = links.at(-1);
  if (!link) {
    throw new Error('nothing was started');
  }
  return link;
}

test('a first start gives a connection', async () => {
  await session.start();
  last().settle.resolve();
  expect(await session.ready()).toBe(last());
  expect(states).toEqual([{ kind: 'starting' }]);
});

test('starting twice starts once', async () => {
  await Promise.all([session.start(), session.start()]);
  expect(links).toHaveLength(1);
});

test('a restart ends the old connection before it opens the new one', async () => {
  await session.start();
  await session.restart('settings');
  expect(links.map(({ stopped }) => stopped)).toEqual([true, false]);
});

test('a crash is followed by a start, without alarm', async () => {
  await session.start();
  last().settle.resolve();
  last().crash();
  expect(await session.ready()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(250);
  expect(links).toHaveLength(2);
  expect(states.map(({ kind }) => kind)).toEqual(['starting', 'restarting', 'starting']);
  expect(alarms).toEqual([]);
});

test('a crash while starting is reported once', async () => {
  await session.start();
  last().crash();
  last().settle.reject(new Error('connection got disposed'));
  await vi.advanceTimersByTimeAsync(250);
  expect(links).toHaveLength(2);
  expect(alarms).toEqual([]);
});

test('the fifth crash in three minutes raises the alarm and stays down', async () => {
  await session.start();
  for (let n = 0; n < 5; n += 1) {
    last().crash();
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(links).toHaveLength(5);
  expect(alarms).toHaveLength(1);
  expect(states.at(-1)?.kind).toBe('failed');
});

test('a restart by command forgives earlier crashes', async () => {
  await session.start();
  for (let n = 0; n < 4; n += 1) {
    last().crash();
    await vi.advanceTimersByTimeAsync(10_000);
  }
  await session.restart('command');
  last().crash();
  await vi.advanceTimersByTimeAsync(250);
  expect(links).toHaveLength(7);
  expect(alarms).toEqual([]);
});

test('a crash notice from a connection that was replaced changes nothing', async () => {
  await session.start();
  const old = last();
  await session.restart('command');
  old.crash();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(links).toHaveLength(2);
});

test('without a program there is an alarm and no retry', async () => {
  missing = 'no server here';
  await session.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(alarms).toEqual(['no server here']);
  expect(states.at(-1)).toEqual({ kind: 'failed', message: 'no server here' });
  expect(await session.ready()).toBeUndefined();
});

test('a program that cannot be started raises the alarm', async () => {
  await session.start();
  last().settle.reject(new Error('spawn EACCES'));
  expect(await session.ready()).toBeUndefined();
  expect(alarms).toEqual(['The server does not start: spawn EACCES']);
});

test('stopping cancels a start that was planned after a crash', async () => {
  await session.start();
  last().crash();
  await session.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(links).toHaveLength(1);
  expect(session.started).toBe(false);
});
