import {
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  Uri,
  languages,
  workspace,
} from 'vscode';
import { DOCUMENTS } from './client';
import { type State, statusText } from './statusText';

const SEVERITIES = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

/** The language status item. It appears with the first state shown. */
export class Indicator implements Disposable {
  #item: LanguageStatusItem | undefined;

  show(state: State): void {
    this.#item ??= this.#create();
    const { text, detail, severity, busy } = statusText(state, (uri) =>
      workspace.asRelativePath(Uri.parse(uri)),
    );
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = SEVERITIES[severity];
    this.#item.busy = busy;
    this.#item.command =
      state.kind === 'failed'
        ? { command: 'datasurface.restart', title: 'Restart' }
        : { command: 'datasurface.showLogs', title: 'Show Logs' };
  }

  hide(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }

  dispose(): void {
    this.hide();
  }

  #create(): LanguageStatusItem {
    const item = languages.createLanguageStatusItem('datasurface.status', DOCUMENTS);
    item.name = 'DataSurface';
    return item;
  }
}
