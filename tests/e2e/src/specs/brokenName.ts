import assert from 'node:assert/strict';
import type { Spec } from '../spec.ts';

/** A sink's dataset name is broken and mended. */
export const brokenName: Spec = {
  name: 'broken-name',
  model: 'starter',
  async run({ editor, picture }) {
    await editor.open('eco.py');
    await editor.status(/no problems/);
    await picture('clean');

    await editor.replace('DatasetSink("Lending", "loans")', 'DatasetSink("Lending", "loanz")');
    await editor.squiggleUnder('loanz');
    await editor.problems('one, of the sink', (rows) =>
      rows.some((row) => row.includes('unknown-dataset') && row.includes('loanz')),
    );
    await editor.status(/1 error/);
    await picture('squiggle-and-problems');

    const hover = await editor.hover(() => editor.squiggleUnder('loanz'), /unknown-dataset/);
    const link = hover.getByRole('link', { name: 'unknown-dataset' });
    const target = (await link.getAttribute('data-href')) ?? (await link.getAttribute('href'));
    assert.match(target ?? '', /rules\.md#unknown-dataset$/);
    await picture('hover');

    await editor.goTo('unknown-dataset', 'eco.py');
    const fix = await editor.fixes('Change to `loans`');
    await picture('quick-fix');
    await fix.click();
    await editor.noSquiggles();
    await editor.problems('none', (rows) => rows.length === 0);
    await editor.status(/no problems/);
    await picture('mended');
  },
};
