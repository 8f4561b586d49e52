import assert from 'node:assert/strict';
import { serversIn } from '../servers.ts';
import type { Spec } from '../spec.ts';
import { until } from '../until.ts';

/** The server process dies, and everything is as it was. */
export const killedServer: Spec = {
  name: 'killed-server',
  model: 'starter',
  async run({ editor, folder, picture }) {
    await editor.open('eco.py');
    await editor.replace('DatasetSink("Lending", "loans")', 'DatasetSink("Lending", "loanz")');
    const before = await editor.problems('one', (rows) =>
      rows.some((row) => row.includes('unknown-dataset')),
    );

    for (const round of [1, 2]) {
      const [server, ...others] = await serversIn(folder);
      assert.ok(server !== undefined, 'no server runs');
      assert.deepEqual(others, [], 'more than one server runs');
      process.kill(server, 'SIGKILL');
      await until('another server runs', async () => {
        const [next] = await serversIn(folder);
        return next !== undefined && next !== server;
      });
      const after = await editor.problems('as before', (rows) => same(rows, before));
      assert.deepEqual(after, before);
      await editor.squiggleUnder('loanz');
      assert.deepEqual(await editor.toasts(), [], 'the user was alarmed');
      await picture(`back-${round}`);
    }

    // What is shown comes from the new server: it follows the text.
    await editor.replace('loanz', 'loans');
    await editor.noSquiggles();
    await editor.problems('none', (rows) => rows.length === 0);
  },
};

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((row, n) => row === b[n]);
}
