import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git in a folder, as nobody in particular. */
export async function git(folder: string, ...args: string[]): Promise<void> {
  const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  await run('git', [...who, ...args], { cwd: folder });
}

/** Makes a folder a clone of a repository whose live branch `main` holds what is there. */
export async function cloned(folder: string, repository: string, branch: string): Promise<void> {
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message=What is live');
  await git(folder, 'remote', 'add', 'origin', `https://github.com/${repository}.git`);
  await git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git(folder, 'checkout', '--quiet', '-b', branch);
}
