import { expect, test } from 'vitest';
import { decided } from '../src/pythonFindings';

const pylance = (extension: string) => extension === 'ms-python.vscode-pylance';
const nothing = () => false;

test('auto leaves to another Python server what it says, too', () => {
  expect(decided({ exclude: ['a'] }, pylance)).toEqual({
    exclude: ['a'],
    pythonFindings: 'essential',
  });
  expect(decided({ pythonFindings: 'auto' }, nothing)).toEqual({ pythonFindings: 'all' });
});

test('what the user decides holds', () => {
  expect(decided({ pythonFindings: 'all' }, pylance)).toEqual({ pythonFindings: 'all' });
  expect(decided({ pythonFindings: 'essential' }, nothing)).toEqual({
    pythonFindings: 'essential',
  });
});

test('what is no settings passes unchanged', () => {
  expect(decided(null, pylance)).toBeNull();
  expect(decided('text', pylance)).toBe('text');
});
