import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Places, locateServer, placesHere } from '../src/server';

function places(changed: Partial<Places>): Places {
  return {
    configured: '',
    extension: '/ext',
    folder: '/work space',
    home: '/home/me',
    platform: 'linux',
    runnable: () => true,
    ...changed,
  };
}

test('starts the bundled program', () => {
  expect(locateServer(places({}))).toEqual({ command: join('/ext', 'bundled', 'datasurface-ls') });
});

test('the bundled program has an extension on Windows', () => {
  expect(locateServer(places({ platform: 'win32' }))).toEqual({
    command: join('/ext', 'bundled', 'datasurface-ls.exe'),
  });
});

test.each([
  ['/opt/datasurface-ls', '/opt/datasurface-ls'],
  ['  /opt/datasurface-ls ', '/opt/datasurface-ls'],
  ['~/bin/datasurface-ls', '/home/me/bin/datasurface-ls'],
  ['~other/bin/datasurface-ls', '~other/bin/datasurface-ls'],
  ['${workspaceFolder}/bin/datasurface-ls', '/work space/bin/datasurface-ls'],
])('the setting %j names the program', (configured, command) => {
  expect(locateServer(places({ configured }))).toEqual({ command });
});

test('a setting that names no program is reported, not passed over', () => {
  const located = locateServer(places({ configured: '/nowhere', runnable: () => false }));
  expect(located).toEqual({ problem: expect.stringContaining('/nowhere') as string });
});

test('a build without a server says what to do', () => {
  const located = locateServer(places({ runnable: () => false }));
  expect(located).toEqual({ problem: expect.stringContaining('datasurface.path') as string });
});

test('a folder is not runnable, a program is', () => {
  const { runnable } = placesHere('', '/ext', undefined);
  expect(runnable(import.meta.dirname)).toBe(false);
  expect(runnable(join(import.meta.dirname, 'missing'))).toBe(false);
  expect(runnable(process.execPath)).toBe(true);
});
