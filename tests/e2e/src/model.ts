import { cp } from 'node:fs/promises';
import { join } from 'node:path';

/** A copy of a sample model, to be edited at will. */
export async function copyModel(models: string, name: string, to: string): Promise<string> {
  const folder = join(to, name);
  await cp(join(models, name), folder, { recursive: true });
  return folder;
}
