import assert from 'node:assert/strict';
import { cloned, git } from '../git.ts';
import type { Spec } from '../spec.ts';
import { until } from '../until.ts';

/** What a pull request would be told, while the change is typed. */
export const changes: Spec = {
  name: 'changes',
  model: 'starter',
  prepare: (folder) => cloned(folder, 'lantern-city/library-model', 'circulation_edit'),
  async run({ editor, folder, picture }) {
    const rows = (view: string) =>
      editor.page.locator(`.pane:has(.pane-header[aria-label*="${view}"]) .monaco-list-row`);
    await editor.open('eco.py');
    await editor.status(/no problems/);
    await editor.page.locator('.activitybar').getByRole('tab', { name: 'DataSurface' }).click();
    const team = rows('Model').filter({ hasText: 'circulation' });
    await until('the team is in the tree', async () => {
      const zone = rows('Model').filter({ hasText: 'city' }).first();
      if (!(await team.first().isVisible())) {
        await zone.click({ timeout: 5_000 });
        await editor.page.keyboard.press('ArrowRight');
      }
      return team.first().isVisible();
    });
    await picture('tree');

    // The team's own, and the library's.
    await editor.replace('DDLColumn("returned_on", Date()),', '');
    await editor.problems('the consumers that break', (all) =>
      all.some((row) => row.includes('removed-data') && row.includes('OverdueNotices')),
    );
    await editor.replace('Machines below the town hall', 'Machines in the attic');
    await editor.problems('whose the change is', (all) =>
      all.some((row) => row.includes('not-authorized') && row.includes('main_edit')),
    );
    const changed = rows('Changes against Live');
    await changed.filter({ hasText: 'not yours' }).first().waitFor();
    await changed.filter({ hasText: 'breaks' }).first().waitFor();
    await picture('changes');

    // Whoever owns the library may do the one, and not the other.
    await git(folder, 'checkout', '--quiet', '-b', 'main_edit');
    await editor.problems('verdicts follow the branch', (all) => {
      const refused = all.filter((row) => row.includes('not-authorized'));
      return refused.length === 1 && refused.some((row) => row.includes('returned_on'));
    });
    await changed.filter({ hasText: 'not yours' }).filter({ hasText: 'circulation' }).waitFor();
    await picture('other-branch');

    // With the eyes of another owner, whatever is checked out.
    await editor.command('DataSurface: Act As…');
    await picture('owners');
    await editor.pick('circulation_edit');
    await editor.problems('verdicts follow whom one acts as', (all) => {
      const refused = all.filter((row) => row.includes('not-authorized'));
      return refused.length === 1 && refused.some((row) => row.includes('main_edit'));
    });

    // What the live model says of what the cursor is at, without leaving the text.
    await editor.select('DDLColumn("lent_on');
    await editor.command('DataSurface: Peek Live Definition');
    const peeked = editor.page.locator('.peekview-widget .preview .view-line');
    await peeked.filter({ hasText: 'returned_on' }).first().waitFor();
    await picture('peeked');
    await editor.page.keyboard.press('Escape');

    // The list may be another one between the two, and then nothing is hovered over.
    await until('the comparison is opened', async () => {
      const row = changed.filter({ hasText: 'breaks' }).first();
      await row.hover({ timeout: 5_000 });
      const button = row.getByRole('button', { name: 'Compare with Live Model' });
      await button.click({ timeout: 5_000 });
      return true;
    });
    await editor.page.locator('.monaco-diff-editor .line-delete').first().waitFor();
    await picture('compared');
    assert.deepEqual(await editor.toasts(), [], 'the user was alarmed');
  },
};
