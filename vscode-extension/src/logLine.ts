/** Levels of a log output channel. */
export type Level = 'error' | 'warn' | 'info' | 'debug' | 'trace';

const LEVELS: Record<string, Level> = {
  ERROR: 'error',
  WARN: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'trace',
};

/** A time, where there is one, and a level. */
const HEAD = /^\s*(?:\S*\d\S*\s+)?(ERROR|WARN|INFO|DEBUG|TRACE)\s+/;

/** Takes apart a line that the server wrote to its standard error. Panics carry no level. */
export function parseLogLine(line: string): { level: Level; message: string } {
  const head = HEAD.exec(line);
  const level = LEVELS[head?.[1] ?? 'ERROR'] ?? 'error';
  return { level, message: line.slice(head?.[0].length ?? 0) };
}
