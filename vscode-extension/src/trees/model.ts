import {
  type CancellationToken,
  EventEmitter,
  MarkdownString,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import { HoverRequest, MarkupContent } from 'vscode-languageclient/node';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import type { BranchReport } from '../gen/protocol';
import { ModelTreeRequest } from '../messages';
import type { Session } from '../session';
import { badged } from './badges';
import { besideOf, iconOf, idOf } from './branch';

/** A line of the tree, which knows the lines above it. */
export interface Branch {
  readonly id: string;
  readonly report: BranchReport;
}

/** The models as a tree: who owns what, who consumes it, and which platform serves whom. */
export class ModelTree implements TreeDataProvider<Branch> {
  readonly #session: Session<ClientLink>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(session: Session<ClientLink>) {
    this.#session = session;
  }

  /** What is in sight is asked for again. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(above?: Branch): Promise<Branch[]> {
    // The view may be open before there is anything to show: it starts no server.
    if (!this.#session.started) {
      return [];
    }
    const below = above && {
      root: above.report.root,
      below: {
        kind: above.report.kind,
        names: above.report.names,
        ...(above.report.environment !== undefined && { environment: above.report.environment }),
      },
    };
    const { branches } = await ask(this.#session, ModelTreeRequest, below ?? {});
    const seen = new Map<string, number>();
    return branches.map((report) => {
      const id = idOf(report, above?.id ?? '');
      // Two objects of one name are a mistake of the model, and two lines.
      const before = seen.get(id) ?? 0;
      seen.set(id, before + 1);
      return { id: before === 0 ? id : `${id} ${before}`, report };
    });
  }

  getTreeItem({ id, report }: Branch): TreeItem {
    const collapsed =
      report.kind === 'ecosystem'
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed;
    const state = report.expandable ? collapsed : TreeItemCollapsibleState.None;
    const item = new TreeItem(report.label, state);
    item.id = id;
    item.iconPath = new ThemeIcon(iconOf(report));
    item.description = besideOf(report);
    item.resourceUri = badged(id, report);
    item.contextValue = report.place ? 'placed' : 'nowhere';
    if (report.place) {
      item.command = {
        command: 'datasurface.revealObject',
        title: 'Go to Definition',
        arguments: [{ id, report }],
      };
    }
    return item;
  }

  /** What hovering the name in the text would say. */
  async resolveTreeItem(
    item: TreeItem,
    { report: { place } }: Branch,
    token: CancellationToken,
  ): Promise<TreeItem> {
    const link = place && (await this.#session.ready());
    if (link) {
      const params = { textDocument: { uri: place.file }, position: place.range.start };
      const hover = await link.client.sendRequest(HoverRequest.type, params, token);
      if (hover && MarkupContent.is(hover.contents)) {
        item.tooltip = new MarkdownString(hover.contents.value);
      }
    }
    return item;
  }
}
