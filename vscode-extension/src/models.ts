import { type Disposable, workspace } from 'vscode';

const ENTRY = '**/eco.py';

/** Folders that hold other people's code. */
const FOREIGN = '**/{node_modules,site-packages,.venv,venv,.git}/**';

/** Whether a workspace folder holds a model, or the settings name one. */
export async function hasModel(): Promise<boolean> {
  const named = workspace.workspaceFolders?.some(
    ({ uri }) =>
      workspace.getConfiguration('datasurface', uri).get<string[]>('entryPoints', []).length > 0,
  );
  return named === true || (await workspace.findFiles(ENTRY, FOREIGN, 1)).length > 0;
}

/** Calls back when what {@link hasModel} says may have become true. */
export function onModelMayAppear(callback: () => void): Disposable[] {
  const watcher = workspace.createFileSystemWatcher(ENTRY, false, true, true);
  return [
    watcher,
    watcher.onDidCreate(callback),
    workspace.onDidChangeWorkspaceFolders(callback),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('datasurface.entryPoints')) {
        callback();
      }
    }),
  ];
}
