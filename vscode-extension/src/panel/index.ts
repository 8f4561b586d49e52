import {
  type Disposable,
  type TextEditor,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  commands,
  window,
} from 'vscode';
import type { ClientLink } from '../client';
import type { Session } from '../session';
import { PipelinePanel } from './panel';

const VIEW = 'datasurface.pipelines';

/** The panels of inferred pipelines. */
export class PipelinePanels implements Disposable {
  readonly #extension: Uri;
  readonly #session: Session<ClientLink>;
  readonly #panels: PipelinePanel[] = [];
  readonly #listeners: Disposable[];

  constructor(extension: Uri, session: Session<ClientLink>) {
    this.#extension = extension;
    this.#session = session;
    this.#listeners = [
      commands.registerCommand('datasurface.showPipelines', () => {
        this.show();
      }),
      commands.registerCommand('datasurface.showMorePipelines', () => {
        this.#open();
      }),
      window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: (panel) => {
          this.#take(panel);
          return Promise.resolve();
        },
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#tellCursor(textEditor);
      }),
    ];
  }

  /** Brings a panel to the front; opens the first. */
  show(): void {
    const [first] = this.#panels;
    if (first) {
      first.reveal();
    } else {
      this.#open();
    }
  }

  /** The model is another one, or what it is compared with: what is shown is asked for again. */
  refresh(): void {
    for (const panel of this.#panels) {
      panel.refresh();
    }
  }

  /** What models are compared with may be another one. */
  refreshCompared(): void {
    for (const panel of this.#panels.filter(({ isComparing }) => isComparing)) {
      panel.refresh();
    }
  }

  /** Another server runs: its revisions have nothing to do with those of the one before. */
  forget(): void {
    for (const panel of this.#panels) {
      panel.forget();
    }
  }

  dispose(): void {
    for (const panel of [...this.#panels]) {
      panel.dispose();
    }
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }

  #open(): void {
    const panel = window.createWebviewPanel(
      VIEW,
      'Inferred Pipelines',
      { viewColumn: ViewColumn.Beside, preserveFocus: false },
      { retainContextWhenHidden: true },
    );
    this.#take(panel);
  }

  /** Fills a panel, a new one or one that outlived its window. */
  #take(webview: WebviewPanel): void {
    const panel = new PipelinePanel(this.#extension, this.#session, webview);
    this.#panels.push(panel);
    webview.onDidDispose(() => {
      this.#panels.splice(this.#panels.indexOf(panel), 1);
    });
  }

  #tellCursor(editor: TextEditor): void {
    for (const panel of this.#panels) {
      panel.tellCursor(editor);
    }
  }
}
