import type { Spec } from '../spec.ts';

/** A zone's policy is tightened, and the file of a team in another zone has the error. */
export const brokenPolicy: Spec = {
  name: 'broken-policy',
  model: 'atlas',
  async run({ editor, picture }) {
    await editor.open('zone_north.py');
    await editor.status(/no problems/);

    // Where the southern team keeps its copies of northern data.
    await editor.replace('LocationKey(AWS_STOCKHOLM),', '');
    await editor.problems('in the file of a southern team', (rows) =>
      ['team_revenue.py', 'location-not-allowed'].every((part) =>
        rows.some((row) => row.includes(part)),
      ),
    );
    await picture('problems');

    await editor.goTo('location-not-allowed', 'team_revenue.py');
    await editor.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await picture('other-team');

    await editor.open('zone_north.py');
    const neighbour = 'LocationKey(AWS_IRELAND),';
    await editor.replace(neighbour, `${neighbour} LocationKey(AWS_STOCKHOLM),`);
    await editor.problems('none', (all) => all.length === 0);
    await editor.status(/no problems/);
    await picture('mended');
  },
};
