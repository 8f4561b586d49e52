import { type Disposable, type ExtensionContext, commands, window, workspace } from 'vscode';
import { type ClientLink, openLink } from './client';
import { registerExplain } from './explain';
import { Indicator } from './indicator';
import { hasModel, onModelMayAppear } from './models';
import { registerLenses } from './lenses';
import { PipelinePanels } from './panel';
import { Session } from './session';
import { Trees } from './trees';

let session: Session<ClientLink> | undefined;

/** Starts the server where there is a model, and otherwise waits for one or for a command. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('DataSurface', { log: true });
  const indicator = new Indicator();
  const own = new Session<ClientLink>({
    open: (closed) =>
      openLink(context.extensionPath, log, {
        closed,
        modelChanged: () => {
          panels.refresh();
          trees.modelChanged();
        },
        changesChanged: () => {
          panels.refreshCompared();
          trees.changesChanged();
        },
        status: (status) => {
          indicator.show({ kind: 'running', status });
        },
      }),
    show: (state) => {
      if (state.kind === 'starting') {
        panels.forget();
      }
      if (state.kind === 'failed') {
        trees.modelChanged();
        trees.changesChanged();
      }
      indicator.show(state);
    },
    alarm: (message) => {
      void alarm(message);
    },
    log,
  });
  session = own;
  const panels = new PipelinePanels(context.extensionUri, own);
  const trees = new Trees(own);

  const startIfModel = async (): Promise<void> => {
    if (!own.started && (await hasModel())) {
      await commands.executeCommand('setContext', 'datasurface.hasModel', true);
      await own.start();
    }
  };

  context.subscriptions.push(
    log,
    indicator,
    panels,
    trees,
    ...registerExplain(own),
    registerLenses(),
    commands.registerCommand('datasurface.restart', () => own.restart('command')),
    commands.registerCommand('datasurface.showLogs', () => {
      log.show();
    }),
    ...restartOnSettings(own),
    ...onModelMayAppear(() => void startIfModel()),
  );
  await startIfModel();
}

/** Ends the server before the editor goes away. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}

/** Settings that a running server cannot take over; it asks for the others itself. */
function restartOnSettings(own: Session<ClientLink>): Disposable[] {
  return [
    workspace.onDidChangeConfiguration((event) => {
      if (own.started && event.affectsConfiguration('datasurface.path')) {
        void own.restart('settings');
      }
    }),
  ];
}

async function alarm(message: string): Promise<void> {
  const chosen = await window.showErrorMessage(message, 'Show Logs', 'Restart');
  if (chosen === 'Show Logs') {
    await commands.executeCommand('datasurface.showLogs');
  } else if (chosen === 'Restart') {
    await commands.executeCommand('datasurface.restart');
  }
}
