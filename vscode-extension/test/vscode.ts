// The little of the editor's API that the unit tests meet.

export enum LanguageStatusSeverity {
  Information = 0,
  Warning = 1,
  Error = 2,
}

export interface FakeItem {
  id: string;
  text?: string;
  detail?: string;
  severity?: LanguageStatusSeverity;
  busy?: boolean;
  command?: { command: string };
  disposed: boolean;
  dispose: () => void;
}

/** What the code under test did, and what it will be told. */
export const editor = {
  items: [] as FakeItem[],
  commands: new Map<string, (...args: unknown[]) => unknown>(),
  executed: [] as unknown[][],
  settings: new Map<string, unknown>(),
  files: [] as unknown[],
  created: [] as (() => void)[],
  reset(): void {
    this.items = [];
    this.commands.clear();
    this.executed = [];
    this.settings.clear();
    this.files = [];
    this.created = [];
  },
};

const nothing = { dispose: () => undefined };

export const languages = {
  createLanguageStatusItem: (id: string): FakeItem => {
    const item: FakeItem = {
      id,
      disposed: false,
      dispose: () => {
        item.disposed = true;
      },
    };
    editor.items.push(item);
    return item;
  },
};

export const commands = {
  registerCommand: (name: string, run: (...args: unknown[]) => unknown) => {
    editor.commands.set(name, run);
    return nothing;
  },
  executeCommand: (...args: unknown[]) => {
    editor.executed.push(args);
    return Promise.resolve();
  },
};

export const window = {
  createOutputChannel: () => ({
    ...nothing,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    show: () => undefined,
  }),
  showErrorMessage: () => Promise.resolve(undefined),
  registerWebviewPanelSerializer: () => nothing,
  createTreeView: () => ({ ...nothing }),
  registerFileDecorationProvider: () => nothing,
  onDidChangeTextEditorSelection: () => nothing,
  visibleTextEditors: [],
};

export const workspace = {
  workspaceFolders: [{ uri: { scheme: 'file', fsPath: '/models' } }],
  getConfiguration: () => ({
    get: (key: string, otherwise: unknown) => editor.settings.get(key) ?? otherwise,
  }),
  findFiles: () => Promise.resolve(editor.files),
  createFileSystemWatcher: () => ({
    ...nothing,
    onDidCreate: (callback: () => void) => {
      editor.created.push(callback);
      return nothing;
    },
  }),
  onDidChangeConfiguration: () => nothing,
  onDidChangeWorkspaceFolders: () => nothing,
  registerTextDocumentContentProvider: () => nothing,
};

export class EventEmitter {
  readonly event = (): typeof nothing => nothing;
  fire(): void {
    editor.executed.push(['fire']);
  }
  dispose(): void {
    nothing.dispose();
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
