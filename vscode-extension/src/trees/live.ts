import { type Disposable, EventEmitter, Uri, commands, window, workspace } from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import { LiveTextRequest } from '../messages';
import type { Session } from '../session';

const SCHEME = 'datasurface-live';

/** Shows files as they are in the live model, which cannot be changed here. */
export class LiveText implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #shown = new Set<string>();
  readonly #listeners: Pick<Disposable, 'dispose'>[];

  constructor(session: Session<ClientLink>) {
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
    const live = Uri.from({
      scheme: SCHEME,
      path: file.path,
      query: encodeURIComponent(file.toString()),
    });
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    await commands.executeCommand('vscode.diff', live, file, `${name} (live ↔ here)`);
  }

  dispose(): void {
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }
}
