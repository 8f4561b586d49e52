import { randomBytes } from 'node:crypto';
import {
  type Disposable,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  commands,
  window,
} from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import { PipelineGraphRequest } from '../messages';
import { reveal } from '../reveal';
import type { Session } from '../session';
import type { FromPanel, Pipelines, ToPanel } from './messages';
import { page } from './page';

const VIEW = 'datasurface.pipelines';

/** The panel of inferred pipelines: one, brought to the front when asked for again. */
export class PipelinePanel implements Disposable {
  readonly #extension: Uri;
  readonly #session: Session<ClientLink>;
  #panel: WebviewPanel | undefined;
  #known: Pipelines | undefined;
  #files = new Map<string, string>();
  #asking: Promise<void> | undefined;
  #askAgain = false;
  readonly #listeners: Disposable[];

  constructor(extension: Uri, session: Session<ClientLink>) {
    this.#extension = extension;
    this.#session = session;
    this.#listeners = [
      commands.registerCommand('datasurface.showPipelines', () => {
        this.show();
      }),
      window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: (panel) => {
          this.#panel?.dispose();
          this.#fill(panel);
          return Promise.resolve();
        },
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#tellCursor(textEditor);
      }),
    ];
  }

  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const panel = window.createWebviewPanel(
      VIEW,
      'Inferred Pipelines',
      { viewColumn: ViewColumn.Beside, preserveFocus: false },
      { retainContextWhenHidden: true },
    );
    this.#fill(panel);
  }

  /** Puts the page into a panel, a new one or one that outlived its window. */
  #fill(panel: WebviewPanel): void {
    const folder = Uri.joinPath(this.#extension, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const resource = (name: string): string =>
      panel.webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) {
        this.#panel = undefined;
        this.#known = undefined;
      }
    });
    panel.webview.onDidReceiveMessage((message: FromPanel) => {
      this.#take(message);
    });
    panel.webview.html = page({
      source: panel.webview.cspSource,
      script: resource('webview.js'),
      style: resource('webview.css'),
      nonce: randomBytes(16).toString('base64url'),
    });
  }

  /** The model is another one: what is shown is asked for again. */
  refresh(): void {
    if (!this.#panel) {
      return;
    }
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = this.#ask().finally(() => {
      this.#asking = undefined;
      if (this.#askAgain) {
        this.#askAgain = false;
        this.refresh();
      }
    });
  }

  /** Another server runs: its revisions have nothing to do with those of the one before. */
  forget(): void {
    this.#known = undefined;
    this.refresh();
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }

  #take(message: FromPanel): void {
    switch (message.kind) {
      case 'ready':
      case 'retry':
        this.#known = undefined;
        this.#post({ kind: 'loading' });
        this.refresh();
        break;
      case 'reveal':
        void reveal(message.place);
        break;
    }
  }

  async #ask(): Promise<void> {
    try {
      const params = this.#known ? { revision: this.#known.revision } : {};
      const report = await ask(this.#session, PipelineGraphRequest, params);
      if (!report.unchanged) {
        const { revision, graphs, absences } = report;
        this.#known = { revision, graphs, absences };
        this.#files = spellings(this.#known);
        this.#post({ kind: 'pipelines', pipelines: this.#known });
      }
      for (const editor of window.visibleTextEditors.slice(0, 1)) {
        this.#tellCursor(editor);
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#known = undefined;
      this.#post({ kind: 'problem', message });
    }
  }

  #tellCursor({ document, selection: { active } }: TextEditor): void {
    const file = this.#files.get(document.uri.toString());
    if (file === undefined) {
      return;
    }
    const { line, character } = active;
    this.#post({ kind: 'cursor', file, line, character });
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }
}

/** The server's spelling of the files in the pipelines, by that of the editor. */
function spellings({ graphs }: Pipelines): Map<string, string> {
  const files = new Set(
    graphs.flatMap(({ nodes }) =>
      nodes.flatMap(({ file, origins }) => [file, ...origins.map((origin) => origin.file)]),
    ),
  );
  files.delete('');
  return new Map([...files].map((file) => [Uri.parse(file).toString(), file]));
}
