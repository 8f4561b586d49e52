import {
  type Disposable,
  EventEmitter,
  Location,
  Range,
  type TextEditor,
  Uri,
  commands,
  window,
  workspace,
} from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import { LiveDefinitionRequest, LiveTextRequest } from '../messages';
import type { Session } from '../session';

const SCHEME = 'datasurface-live';

/** A file as it is in the live model. Its path is what editors show of it, so that it says so. */
function live(file: Uri): Uri {
  const path = workspace.asRelativePath(file, false).replace(/^\/+/, '');
  return Uri.from({
    scheme: SCHEME,
    path: `/live/${path}`,
    query: encodeURIComponent(file.toString()),
  });
}

/** Shows files as they are in the live model, which cannot be changed here. */
export class LiveText implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #shown = new Set<string>();
  readonly #session: Session<ClientLink>;
  readonly #listeners: Pick<Disposable, 'dispose'>[];

  constructor(session: Session<ClientLink>) {
    this.#session = session;
    const provideTextDocumentContent = async (uri: Uri): Promise<string> => {
      this.#shown.add(uri.toString());
      const { text, problem } = await ask(session, LiveTextRequest, {
        textDocument: { uri: decodeURIComponent(uri.query) },
      });
      if (text === null && problem !== undefined) {
        void window.showInformationMessage(problem);
      }
      return text ?? '';
    };
    this.#listeners = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent,
      }),
    ];
  }

  /** The live model is another one. */
  refresh(): void {
    for (const uri of this.#shown) {
      this.#changed.fire(Uri.parse(uri));
    }
  }

  /** Shows what is different in a file. */
  async compare(file: Uri): Promise<void> {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    await commands.executeCommand('vscode.diff', live(file), file, `${name} (live ↔ here)`);
  }

  /** Shows, in place, how the live model defines what the cursor is at. */
  async peek({ document, selection }: TextEditor): Promise<void> {
    const { places, problem } = await ask(this.#session, LiveDefinitionRequest, {
      textDocument: { uri: document.uri.toString() },
      position: selection.active,
    });
    const found = places.map(
      ({ file, range: { start, end } }) =>
        new Location(
          live(Uri.parse(file)),
          new Range(start.line, start.character, end.line, end.character),
        ),
    );
    if (found.length === 0) {
      void window.showInformationMessage(problem ?? 'The live model does not define it.');
      return;
    }
    await commands.executeCommand(
      'editor.action.peekLocations',
      document.uri,
      selection.active,
      found,
      'peek',
    );
  }

  dispose(): void {
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }
}
