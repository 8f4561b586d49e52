import { randomBytes } from 'node:crypto';
import { type TextEditor, Uri, type WebviewPanel, window, workspace } from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import type { PipelineGraphParams } from '../gen/protocol';
import { PipelineGraphRequest } from '../messages';
import { reveal } from '../reveal';
import type { Session } from '../session';
import { DEPTH } from './graph';
import type { FromPanel, NodeOf, Pipelines, SavedFile, ToPanel, View } from './messages';
import { page } from './page';
import { type Cursor, isSame, questionAbout, questionFor } from './questions';

/** Milliseconds until a moving cursor is followed in a graph that is there in part. */
const REST = 150;

/** One panel of inferred pipelines. */
export class PipelinePanel {
  readonly #session: Session<ClientLink>;
  readonly #panel: WebviewPanel;
  #view: View = { compare: false, search: '', depth: DEPTH, asList: false };
  #cursor: Cursor | undefined;
  #known: Pipelines | undefined;
  /** What was asked for what is known. */
  #asked: PipelineGraphParams | undefined;
  #asking: Promise<void> | undefined;
  #askAgain = false;
  /** Somebody has just asked what is different: of a large graph that is shown, not the cursor. */
  #isLookingForChanges = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(extension: Uri, session: Session<ClientLink>, panel: WebviewPanel) {
    this.#session = session;
    this.#panel = panel;
    const folder = Uri.joinPath(extension, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const resource = (name: string): string =>
      panel.webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
    panel.onDidDispose(() => {
      clearTimeout(this.#timer);
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

  get isComparing(): boolean {
    return this.#view.compare;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  /** Asks again for what is shown; while a question is on its way, after its answer. */
  refresh(): void {
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

  forget(): void {
    this.#known = undefined;
    this.#post({ kind: 'loading' });
    this.refresh();
  }

  tellCursor({ document, selection: { active } }: TextEditor): void {
    const { line, character } = active;
    if (document.uri.scheme !== 'file') {
      return;
    }
    const uri = document.uri.toString();
    this.#cursor = { uri, line, character };
    this.#postCursor();
    if (this.#known?.graphs.some(({ part }) => part !== undefined)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.refresh();
      }, REST);
    }
  }

  #take(message: FromPanel): void {
    switch (message.kind) {
      case 'ready':
        this.#view = message.view;
        this.forget();
        break;
      case 'retry':
        this.forget();
        break;
      case 'view':
        this.#isLookingForChanges = message.view.compare && !this.#view.compare;
        this.#view = message.view;
        this.refresh();
        break;
      case 'card':
        void this.#tellOf(message.of);
        break;
      case 'save':
        void save(message.file);
        break;
      case 'reveal':
        void reveal(message.place);
        break;
    }
  }

  async #ask(): Promise<void> {
    try {
      const known = this.#known;
      const params = this.#isLookingForChanges
        ? questionFor(this.#view, undefined, undefined)
        : questionFor(this.#view, this.#cursor, known);
      this.#isLookingForChanges = false;
      const isSameQuestion = this.#asked !== undefined && isSame(params, this.#asked);
      const revision = known && isSameQuestion ? { revision: known.revision } : {};
      const report = await ask(this.#session, PipelineGraphRequest, { ...params, ...revision });
      this.#asked = params;
      if (!report.unchanged) {
        const { graphs, absences, compared = [] } = report;
        this.#known = { revision: report.revision, graphs, absences, compared };
        this.#post({ kind: 'pipelines', pipelines: this.#known });
      }
      if (this.#cursor) {
        this.#postCursor();
      } else {
        for (const editor of window.visibleTextEditors.slice(0, 1)) {
          this.tellCursor(editor);
        }
      }
    } catch (error) {
      this.#known = undefined;
      this.#post({ kind: 'problem', message: reasonOf(error) });
    }
  }

  /** What there is to say of a node is asked for when somebody looks at it. */
  async #tellOf(of: NodeOf): Promise<void> {
    try {
      const params = questionAbout(of, this.#view.compare);
      const { graphs } = await ask(this.#session, PipelineGraphRequest, params);
      const own = graphs.find(({ environment }) => environment === of.environment);
      const node = own?.nodes.find(({ id }) => id === of.id);
      if (node) {
        this.#post({ kind: 'card', of, node });
      }
    } catch (error) {
      this.#post({ kind: 'problem', message: reasonOf(error) });
    }
  }

  #postCursor(): void {
    if (!this.#cursor) {
      return;
    }
    const { uri, line, character } = this.#cursor;
    const file = spellings(this.#known).get(uri);
    if (file !== undefined) {
      this.#post({ kind: 'cursor', file, line, character });
    }
  }

  #post(message: ToPanel): void {
    void this.#panel.webview.postMessage(message);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function save({ name, content, isBase64 }: SavedFile): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const suggested = folder && { defaultUri: Uri.joinPath(folder, name) };
  const target = await window.showSaveDialog(suggested);
  if (target) {
    await workspace.fs.writeFile(target, Buffer.from(content, isBase64 ? 'base64' : 'utf8'));
  }
}

/** The server's spelling of the files in the pipelines, by that of the editor. */
function spellings(known: Pipelines | undefined): Map<string, string> {
  const files = new Set(
    known?.graphs.flatMap(({ nodes }) =>
      nodes.flatMap(({ file, origins }) => [file, ...origins.map((origin) => origin.file)]),
    ),
  );
  files.delete('');
  return new Map([...files].map((file) => [Uri.parse(file).toString(), file]));
}
