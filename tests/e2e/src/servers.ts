import { readdir, readlink } from 'node:fs/promises';
import { basename } from 'node:path';

/** Process ids of the language servers that run in a folder. */
export async function serversIn(folder: string): Promise<number[]> {
  const found = [];
  for (const entry of await readdir('/proc')) {
    if (/^\d+$/.test(entry)) {
      const place = await link(`/proc/${entry}/cwd`);
      const program = await link(`/proc/${entry}/exe`);
      if (place === folder && basename(program) === 'datasurface-ls') {
        found.push(Number(entry));
      }
    }
  }
  return found;
}

/** Where a link leads; nowhere if the process is gone. */
async function link(path: string): Promise<string> {
  try {
    return await readlink(path);
  } catch {
    return '';
  }
}
