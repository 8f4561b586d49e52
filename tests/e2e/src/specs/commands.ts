import assert from 'node:assert/strict';
import { serversIn } from '../servers.ts';
import type { Spec } from '../spec.ts';
import { until } from '../until.ts';

/** The commands do what their titles say. */
export const commands: Spec = {
  name: 'commands',
  model: 'starter',
  async run({ editor, folder, picture }) {
    await editor.open('eco.py');
    await editor.status(/no problems/);

    const [before] = await serversIn(folder);
    await editor.command('DataSurface: Restart Server');
    await until('another server runs, and only one', async () => {
      const [server, ...others] = await serversIn(folder);
      return server !== undefined && server !== before && others.length === 0;
    });
    await editor.status(/no problems/);

    await editor.command('DataSurface: Show Logs');
    await editor.page
      .locator('.output-view .view-line')
      .filter({ hasText: /Starting\sthe\sserver\s\(command\)/ })
      .first()
      .waitFor();
    await picture('logs');

    await editor.command('DataSurface: Explain Rule');
    await editor.pick('unknown-dataset');
    const preview = editor.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame');
    await preview.getByRole('heading', { level: 1 }).waitFor();
    await picture('rule');

    assert.deepEqual(await editor.toasts(), [], 'the user was alarmed');
  },
};
