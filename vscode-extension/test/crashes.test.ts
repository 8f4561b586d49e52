import { expect, test } from 'vitest';
import { CrashBudget } from '../src/crashes';

const MINUTE = 60_000;

test('waits longer after each crash and gives up at the fifth', () => {
  const budget = new CrashBudget();
  const delays = [0, 1, 2, 3, 4].map((second) => budget.note(second * 1000));
  expect(delays).toEqual([250, 1000, 4000, 8000, undefined]);
});

test('crashes older than three minutes do not count', () => {
  const budget = new CrashBudget();
  const delays = [0, 1, 2, 3, 4, 5].map((minute) => budget.note(minute * MINUTE));
  expect(delays).toEqual([250, 1000, 4000, 4000, 4000, 4000]);
});

test('a reset forgives everything', () => {
  const budget = new CrashBudget();
  budget.note(0);
  budget.note(1);
  budget.reset();
  expect(budget.note(2)).toBe(250);
});
