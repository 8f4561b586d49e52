import { expect, test } from 'vitest';
import { codeOfPage, pageOf, pagePath, problemPage } from '../src/rulePage';

const RULE = { code: 'unknown-dataset', group: 'references', severity: 'error', title: 'T' };

test('the path of a page leads back to its code', () => {
  expect(codeOfPage(pagePath('unknown-dataset'))).toBe('unknown-dataset');
});

test('the page is shown as the server sent it', () => {
  expect(pageOf('unknown-dataset', [{ ...RULE, page: '# P\n' }])).toBe('# P\n');
});

test('a rule without a page shows its title', () => {
  expect(pageOf('unknown-dataset', [RULE])).toBe('# unknown-dataset\n\nT\n');
});

test('a code that the server does not know is said to be unknown', () => {
  expect(pageOf('no-such', [RULE])).toContain('no such rule');
});

test('a server that does not answer is quoted', () => {
  expect(problemPage('x', new Error('not running'))).toBe('# x\n\nnot running\n');
});
