import type { Spec } from '../spec.ts';
import { until } from '../until.ts';

/** From a consumer's sink to the dataset's producer, and from there to all its consumers. */
export const followTheData: Spec = {
  name: 'follow-the-data',
  model: 'atlas',
  async run({ editor, picture }) {
    await editor.open('team_care.py');
    await editor.status(/no problems/);

    // The cursor stands in the name of the dataset.
    await editor.select('DatasetSink("Passengers", "acc');
    const card = await editor.hover(() => editor.boxOf('accounts'), /Passengers/);
    await card.getByText('passenger_no').first().waitFor();
    await picture('hover');

    await until('the producer', async () => {
      await editor.page.keyboard.press('F12');
      await editor.tab('team_ticketing.py').waitFor({ timeout: 3_000 });
      return true;
    });
    await picture('producer');

    const peek = editor.page.locator('.peekview-widget');
    await until('the consumers', async () => {
      // There is one only: other ways of asking lead there at once.
      await editor.command('Peek References');
      await peek.getByText('team_care.py').first().waitFor({ timeout: 3_000 });
      return true;
    });
    await picture('consumers');

    await editor.page.keyboard.press('Escape');
    await peek.waitFor({ state: 'hidden' });
    // A source has nothing upstream; downstream there is the transformer that reads it.
    await editor.command('Peek Call Hierarchy');
    await peek.getByText("No callers of 'accounts'").waitFor();
    await peek.getByRole('button', { name: /outgoing/i }).click();
    await peek.locator('.monaco-list-row').getByText('Journey_Masking').first().waitFor();
    await picture('lineage');
  },
};
