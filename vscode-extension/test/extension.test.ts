import { readFileSync } from 'node:fs';
import type { ExtensionContext } from 'vscode';
import { beforeEach, expect, test, vi } from 'vitest';
import { LanguageStatusSeverity, editor } from './vscode';

const started = vi.hoisted(() => ({ count: 0 }));

vi.mock('vscode-languageclient/node', () => ({
  NotificationType: vi.fn(),
  RequestType: vi.fn(),
  LanguageClient: vi.fn(),
}));
vi.mock('../src/client', () => ({
  DOCUMENTS: [],
  openLink: () => {
    started.count += 1;
    return { start: () => Promise.resolve(), stop: () => Promise.resolve() };
  },
}));

const { activate, deactivate } = await import('../src/extension');
const { Indicator } = await import('../src/indicator');

interface Manifest {
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, unknown> };
  };
}

const manifest = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as Manifest;

function activated(): Promise<void> {
  const context = { subscriptions: [], extensionPath: '/ext' } as unknown as ExtensionContext;
  return activate(context);
}

beforeEach(() => {
  editor.reset();
  started.count = 0;
});

test('the commands registered are the commands announced', async () => {
  await activated();
  const announced = manifest.contributes.commands.map(({ command }) => command);
  // What only lenses run is no command for people.
  const forLenses = ['datasurface.showReferences'];
  expect([...editor.commands.keys()].sort()).toEqual([...announced, ...forLenses].sort());
});

test('settings that a workspace may not decide untrusted exist', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(restrictedConfigurations).toEqual(['datasurface.path']);
  expect(Object.keys(manifest.contributes.configuration.properties)).toEqual(
    expect.arrayContaining(restrictedConfigurations),
  );
});

test('nothing starts or shows where there is no model', async () => {
  await activated();
  expect(started.count).toBe(0);
  expect(editor.items).toEqual([]);
});

test('a model starts the server', async () => {
  editor.files = ['eco.py'];
  await activated();
  expect(started.count).toBe(1);
  await deactivate();
});

test('a model named in the settings starts the server', async () => {
  editor.settings.set('entryPoints', ['main.py']);
  await activated();
  expect(started.count).toBe(1);
});

test('a model that appears later starts the server', async () => {
  await activated();
  editor.files = ['eco.py'];
  for (const callback of editor.created) {
    callback();
  }
  await vi.waitFor(() => {
    expect(started.count).toBe(1);
  });
});

test('a command starts the server without a model', async () => {
  await activated();
  await editor.commands.get('datasurface.restart')?.();
  expect(started.count).toBe(1);
});

test('the status item shows what the state says', () => {
  const indicator = new Indicator();
  indicator.show({ kind: 'failed', message: 'why' });
  expect(editor.items[0]).toMatchObject({
    text: 'DataSurface: stopped',
    severity: LanguageStatusSeverity.Error,
    command: { command: 'datasurface.restart' },
  });
  indicator.show({ kind: 'starting' });
  expect(editor.items).toHaveLength(1);
  expect(editor.items[0]).toMatchObject({
    busy: true,
    command: { command: 'datasurface.showLogs' },
  });
  indicator.dispose();
  expect(editor.items[0]?.disposed).toBe(true);
});
