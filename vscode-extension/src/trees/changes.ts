import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';
import { ask } from '../ask';
import type { ClientLink } from '../client';
import type { ChangeReport, ModelChangesReport, PlanStepReport } from '../gen/protocol';
import { ChangesRequest } from '../messages';
import type { Session } from '../session';
import {
  type RegionChanges,
  besideOf,
  byRegion,
  counted,
  iconOf,
  labelOf,
  ownerText,
  summaryOf,
  verdictText,
} from './changeText';

/** A line of the tree. */
export type Line =
  | { kind: 'model'; model: ModelChangesReport }
  | { kind: 'region'; region: RegionChanges }
  | { kind: 'change'; change: ChangeReport }
  | { kind: 'consumer'; path: string }
  | { kind: 'plan'; steps: readonly PlanStepReport[] }
  | { kind: 'step'; step: PlanStepReport; at: number }
  | { kind: 'object'; path: string };

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** What is different from the live model: whose it is, whom it breaks, and how to bring it. */
export class ChangesTree implements TreeDataProvider<Line> {
  readonly #session: Session<ClientLink>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #told: (message: string | undefined, count: number) => void;

  /** `told` is given what is compared with what, and how many changes there are. */
  constructor(
    session: Session<ClientLink>,
    told: (message: string | undefined, count: number) => void,
  ) {
    this.#session = session;
    this.#told = told;
  }

  /** There is another answer. */
  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(above?: Line): Promise<Line[]> {
    return above ? below(above) : this.#models();
  }

  getTreeItem(line: Line): TreeItem {
    switch (line.kind) {
      case 'model':
        return modelItem(line.model);
      case 'region': {
        const { region } = line;
        const item = new TreeItem(region.region.path || 'Ecosystem', Expanded);
        item.description = ownerText(region);
        item.iconPath = new ThemeIcon('repo');
        return item;
      }
      case 'change':
        return changeItem(line);
      case 'consumer': {
        const item = new TreeItem(line.path, None);
        item.description = 'consumer';
        item.iconPath = new ThemeIcon('arrow-right');
        return item;
      }
      case 'plan': {
        const item = new TreeItem(counted(line.steps.length, 'pull request'), Expanded);
        item.description = 'in this order';
        item.iconPath = new ThemeIcon('git-pull-request');
        return item;
      }
      case 'step': {
        const item = new TreeItem(`${line.at}. ${line.step.as}`, Collapsed);
        item.description = counted(line.step.changes.length, 'change');
        return item;
      }
      case 'object':
        return new TreeItem(line.path, None);
    }
  }

  async #models(): Promise<Line[]> {
    // The view may be open before there is anything to show: it starts no server.
    if (!this.#session.started) {
      return [];
    }
    const { models } = await ask(this.#session, ChangesRequest, {});
    const count = models.reduce((sum, { changes }) => sum + changes.length, 0);
    const [only] = models;
    this.#told(only && models.length === 1 ? summaryOf(only) : undefined, count);
    return only && models.length === 1
      ? ofModel(only)
      : models.map((model) => ({ kind: 'model', model }));
  }
}

function below(line: Line): Line[] {
  switch (line.kind) {
    case 'model':
      return ofModel(line.model);
    case 'region':
      return line.region.changes.map((change) => ({ kind: 'change', change }));
    case 'change':
      return line.change.breaking
        ? line.change.consumers.map((path) => ({ kind: 'consumer', path }))
        : [];
    case 'plan':
      return line.steps.map((step, index) => ({ kind: 'step', step, at: index + 1 }));
    case 'step':
      return line.step.changes.map((path) => ({ kind: 'object', path }));
    case 'consumer':
    case 'object':
      return [];
  }
}

/** The regions of a model, and the way there where it takes several steps. */
function ofModel({ changes, plan }: ModelChangesReport): Line[] {
  const regions = byRegion(changes).map((region): Line => ({ kind: 'region', region }));
  return plan.length > 1 ? [...regions, { kind: 'plan', steps: plan }] : regions;
}

function modelItem(model: ModelChangesReport): TreeItem {
  const name = workspace.asRelativePath(Uri.parse(model.entry));
  const item = new TreeItem(name, model.changes.length > 0 ? Expanded : None);
  item.description = verdictText(model.verdict);
  item.tooltip = summaryOf(model);
  item.iconPath = new ThemeIcon('globe');
  return item;
}

function changeItem(line: { kind: 'change'; change: ChangeReport }): TreeItem {
  const { change } = line;
  const opens = change.breaking && change.consumers.length > 0;
  const item = new TreeItem(labelOf(change), opens ? Collapsed : None);
  const [icon, color] = iconOf(change);
  item.iconPath = new ThemeIcon(icon, new ThemeColor(color));
  item.description = besideOf(change);
  item.contextValue = 'change';
  const tooltip = new MarkdownString();
  tooltip.appendText(`${change.object}: ${besideOf(change)}\n`);
  if (change.allowed === false) {
    tooltip.appendText(`It belongs to ${change.owner ?? 'somebody else'}.`);
  }
  item.tooltip = tooltip;
  if (change.file !== '') {
    item.command = {
      command: 'datasurface.revealChange',
      title: 'Go to Change',
      arguments: [line],
    };
  }
  return item;
}
