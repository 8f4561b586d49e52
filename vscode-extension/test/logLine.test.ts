import { expect, test } from 'vitest';
import { parseLogLine } from '../src/logLine';

test.each([
  ['2026-01-01T00:00:00.000000Z  INFO datasurface_ls: ready', 'info', 'datasurface_ls: ready'],
  ['2026-01-01T00:00:00.000000Z ERROR cannot read', 'error', 'cannot read'],
  [' WARN unknown key', 'warn', 'unknown key'],
  ['WARN unknown key', 'warn', 'unknown key'],
  ['DEBUG queue: 3 edits', 'debug', 'queue: 3 edits'],
  ['TRACE queue: 3 edits', 'trace', 'queue: 3 edits'],
  ["thread 'main' panicked at main.rs:3", 'error', "thread 'main' panicked at main.rs:3"],
  ['note: INFO is not a level here', 'error', 'note: INFO is not a level here'],
  ['', 'error', ''],
])('%j is %s', (line, level, message) => {
  expect(parseLogLine(line)).toEqual({ level, message });
});
