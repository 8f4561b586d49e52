import { ConfigurationTarget, type Disposable, Uri, commands, window, workspace } from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import { OwnersRequest } from '../messages';
import { reveal } from '../reveal';
import type { Session } from '../session';
import { registerBadges } from './badges';
import { ChangesTree, type Line } from './changes';
import { LiveText } from './live';
import { type Branch, ModelTree } from './model';
import { choicesOf } from './owners';

/** What is ended with what owns it. */
type Owned = Pick<Disposable, 'dispose'>;

/** The views of the activity bar: the model, and what is different from the live one. */
export class Trees implements Disposable {
  readonly #model: ModelTree;
  readonly #changes: ChangesTree;
  readonly #live: LiveText;
  readonly #session: Session<ClientLink>;
  readonly #owned: Owned[];

  constructor(session: Session<ClientLink>) {
    this.#session = session;
    this.#model = new ModelTree(session);
    this.#live = new LiveText(session);
    this.#changes = new ChangesTree(session, (message, count) => {
      view.message = message ?? '';
      view.badge = { value: count, tooltip: 'Changes against live' };
    });
    const view = window.createTreeView('datasurface.changes', { treeDataProvider: this.#changes });
    this.#owned = [
      view,
      window.createTreeView('datasurface.model', {
        treeDataProvider: this.#model,
        showCollapseAll: true,
      }),
      this.#live,
      registerBadges(),
      ...this.#commands(),
    ];
  }

  /** The model is another one. */
  modelChanged(): void {
    this.#model.refresh();
  }

  /** What is different from the live model is another thing. */
  changesChanged(): void {
    this.#changes.refresh();
    this.#live.refresh();
  }

  dispose(): void {
    for (const own of this.#owned) {
      own.dispose();
    }
  }

  /** Lets one choose where changes are taken to come from, and keeps it with the workspace. */
  async #actAs(): Promise<void> {
    const { owners } = await ask(this.#session, OwnersRequest, {});
    const chosen = await window.showQuickPick(choicesOf(owners), {
      title: 'Act As',
      placeHolder: 'Where your changes come from',
      matchOnDetail: true,
    });
    if (chosen) {
      await workspace
        .getConfiguration('datasurface')
        .update('actingAs', chosen.repository || undefined, ConfigurationTarget.Workspace);
    }
  }

  #commands(): Disposable[] {
    return [
      commands.registerCommand('datasurface.revealObject', ({ report: { place } }: Branch) =>
        place ? reveal(place) : undefined,
      ),
      commands.registerCommand('datasurface.showUses', async ({ report: { place } }: Branch) => {
        if (place) {
          await reveal(place);
          await commands.executeCommand('editor.action.referenceSearch.trigger');
        }
      }),
      commands.registerCommand('datasurface.revealChange', (line: Line) =>
        line.kind === 'change' ? reveal(line.change) : undefined,
      ),
      commands.registerCommand('datasurface.compareWithLive', async (line?: Line) => {
        const file =
          line?.kind === 'change'
            ? Uri.parse(line.change.file)
            : window.activeTextEditor?.document.uri;
        if (file) {
          await this.#live.compare(file);
        }
      }),
      commands.registerCommand('datasurface.peekLiveDefinition', async () => {
        if (window.activeTextEditor) {
          await this.#live.peek(window.activeTextEditor);
        }
      }),
      commands.registerCommand('datasurface.actAs', () => this.#actAs()),
      commands.registerCommand('datasurface.fetchLive', () => commands.executeCommand('git.fetch')),
    ];
  }
}
