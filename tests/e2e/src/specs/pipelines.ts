import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { cloned } from '../git.ts';
import type { Spec } from '../spec.ts';
import { until } from '../until.ts';

/** The inferred pipelines, beside the model that they follow from. */
export const pipelines: Spec = {
  name: 'pipelines',
  model: 'starter',
  prepare: (folder) => cloned(folder, 'lantern-city/library-model', 'circulation_edit'),
  async run({ editor, picture }) {
    await editor.open('eco.py');
    await editor.status(/no problems/);
    await editor.command('DataSurface: Show Inferred Pipelines');

    const panel = editor.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame');
    const step = (id: string) => panel.locator(`[data-node="${id}"]`);
    await step('Export/Shelf/OverdueNotices container/Lending/loans').waitFor();
    const steps = panel.locator('.step');
    const edges = panel.locator('.react-flow__edge');
    const ids = await steps.evaluateAll((all) =>
      all.map((one) => one.getAttribute('data-node') ?? ''),
    );
    assert.ok(
      ids.some((id) => id.startsWith('Ingest/')),
      ids.join('\n'),
    );
    const before = { steps: ids.length, edges: await edges.count() };
    assert.ok(before.edges > 0, 'nothing leads anywhere');
    await picture('open');

    const [lending = ''] = ids.filter((id) => id.startsWith('Ingest/') && id.includes('Lending'));
    await step(lending).click();
    await editor.page.locator('.statusbar-item', { hasText: /selected/ }).waitFor();
    await picture('revealed');
    await until('the node of the cursor is marked', () =>
      step(lending).evaluate((one) => one.classList.contains('marked')),
    );

    const sink = 'DatasetSink("Lending", "loans"),';
    const added = step('Export/Shelf/OverdueNotices container/Catalogue/titles');
    const atRest = await placeOf(step(lending));
    await editor.replace(sink, `${sink} DatasetSink("Catalogue", "titles"),`);
    await added.waitFor();
    await until('an edge leads there', async () => (await edges.count()) === before.edges + 1);
    assert.equal(await placeOf(step(lending)), atRest, 'a node that stays was moved');
    await picture('typed');

    await panel.getByRole('button', { name: 'Changes' }).click();
    await until('what was typed is new against the live model', () =>
      added.evaluate((one) => one.classList.contains('added')),
    );
    await panel.getByText(/1 added, 0 removed/).waitFor();
    await step(lending).hover();
    const card = panel.getByRole('tooltip');
    await card.getByText(/Consumers: /).waitFor();
    await picture('beside-live');
    await editor.page.mouse.move(5, 5);
    await card.waitFor({ state: 'hidden' });

    await panel.getByRole('button', { name: 'Teams' }).click();
    await panel.locator('.box', { hasText: 'circulation' }).first().waitFor();
    await picture('teams');
    await panel.getByRole('button', { name: 'Teams' }).click();

    await panel.getByRole('button', { name: 'List' }).click();
    const items = panel.getByRole('list', { name: 'Pipeline nodes' }).getByRole('listitem');
    assert.equal(await items.count(), before.steps + 1);
    await picture('list');
    await panel.getByRole('button', { name: 'List' }).click();

    // What the panel shows outlives the window.
    await editor.page.keyboard.press('Control+s');
    // By its own command the workbench writes down what it knows before it goes; the browser's
    // reload does not wait for that.
    const loaded = editor.page.waitForEvent('load', { timeout: 60_000 });
    await editor.command('Developer: Reload Window');
    await loaded;
    const changes = panel.getByRole('button', { name: 'Changes' });
    await changes.waitFor({ timeout: 60_000 });
    assert.equal(await changes.getAttribute('aria-pressed'), 'true', 'a toggle was forgotten');
    await until('the same differences', () =>
      added.evaluate((one) => one.classList.contains('added')),
    );
    await picture('reloaded');

    // Nobody serves a group of this name, and nobody has the one that is served.
    await editor.command('View: Focus First Editor Group');
    await editor.replace('Demand', 'Backlog');
    const missing = panel.locator('.step.absent', { hasText: 'ShelfPlanning/Backlog' });
    await missing.waitFor();
    assert.match((await missing.getAttribute('title')) ?? '', /no platform serves/);
    await missing.click();
    await editor.page.locator('.statusbar-item', { hasText: /selected/ }).waitFor();
    await picture('missing');

    // Whatever the colours of the editor are.
    for (const [theme, body] of [
      ['Dark Modern', 'vscode-dark'],
      ['Dark High Contrast', 'vscode-high-contrast'],
      ['Light High Contrast', 'vscode-high-contrast-light'],
    ] as const) {
      await editor.command('Preferences: Color Theme');
      await editor.pick(theme);
      await panel.locator(`body.${body}`).waitFor();
      assert.ok(await missing.isVisible(), `nothing is missing in ${theme}`);
      await picture(theme.toLowerCase().replaceAll(' ', '-'));
    }
    assert.deepEqual(await editor.toasts(), [], 'the user was alarmed');
  },
};

/** Where a node is in the drawing, whatever part of that is in sight. */
async function placeOf(step: Locator): Promise<string> {
  return step.locator('xpath=..').evaluate((node) => (node as HTMLElement).style.transform);
}
