import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What decides which program is started. */
export interface Places {
  /** The setting `datasurface.path`, empty where it is not set. */
  configured: string;
  /** Where the extension is installed. */
  extension: string;
  /** The first workspace folder. */
  folder: string | undefined;
  home: string;
  platform: NodeJS.Platform;
  /** Whether this is a file that can be started. */
  runnable: (path: string) => boolean;
}

/** The program to start, or why there is none. */
export type Located = { command: string } | { problem: string };

/** Finds the configured server, or the one that comes with the extension. */
export function locateServer(places: Places): Located {
  const configured = places.configured.trim();
  if (configured !== '') {
    const command = expand(configured, places);
    return places.runnable(command)
      ? { command }
      : { problem: `The setting datasurface.path names no program: ${command}` };
  }
  const name = places.platform === 'win32' ? 'datasurface-ls.exe' : 'datasurface-ls';
  const command = join(places.extension, 'bundled', name);
  return places.runnable(command)
    ? { command }
    : {
        problem:
          'This build of the extension comes without a server for your platform. ' +
          'Install datasurface-ls and set datasurface.path.',
      };
}

function expand(path: string, { home, folder }: Places): string {
  const atHome = /^~(?=$|[/\\])/.test(path) ? home + path.slice(1) : path;
  return atHome.replaceAll('${workspaceFolder}', folder ?? '');
}

/** Places on this machine. */
export function placesHere(
  configured: string,
  extension: string,
  folder: string | undefined,
): Places {
  return {
    configured,
    extension,
    folder,
    home: homedir(),
    platform: process.platform,
    runnable: isRunnable,
  };
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A server process, from its start to its end. */
export class ServerProcess {
  #child: ChildProcess | undefined;

  constructor(
    private readonly command: string,
    private readonly folder: string | undefined,
    private readonly log: (message: string) => void,
  ) {}

  /** Starts the process; it talks on its standard streams. */
  launch(): Promise<ChildProcess> {
    const child = spawn(this.command, ['server'], { cwd: this.folder, stdio: 'pipe' });
    const name = `${this.command} (process ${child.pid ?? '?'})`;
    this.#child = child;
    child.once('exit', (code, signal) => {
      this.log(`${name} ended with ${signal ?? `code ${code ?? '?'}`}.`);
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => {
        this.log(`${name} runs.`);
        resolve(child);
      });
    });
  }

  /** Waits for the process to end by itself, ends it when it does not, and waits for that. */
  async end(patienceMs: number): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(timer);
  }
}
