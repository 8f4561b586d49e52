import { type Disposable, type QuickPickItem, Uri, commands, window, workspace } from 'vscode';
import { ask } from './ask';
import type { ClientLink } from './client';
import type { ExplainReport, RuleReport } from './gen/protocol';
import { ExplainRequest } from './messages';
import { codeOfPage, pageOf, pagePath, problemPage } from './rulePage';
import type { Session } from './session';

const SCHEME = 'datasurface-rule';

/** Shows rule pages: as a document of their own, which the Markdown preview renders. */
export function registerExplain(session: Session<ClientLink>): Disposable[] {
  const rulesOf = (code?: string): Promise<ExplainReport> =>
    ask(session, ExplainRequest, code === undefined ? {} : { code });

  const explain = async (code?: unknown): Promise<void> => {
    const chosen =
      typeof code === 'string' ? code : await pick(rulesOf().then(({ rules }) => rules));
    if (chosen !== undefined) {
      const uri = Uri.from({ scheme: SCHEME, path: pagePath(chosen) });
      await commands.executeCommand('markdown.showPreview', uri);
    }
  };

  return [
    workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const code = codeOfPage(uri.path);
        try {
          const { rules } = await rulesOf(code);
          return pageOf(code, rules);
        } catch (error) {
          return problemPage(code, error);
        }
      },
    }),
    commands.registerCommand('datasurface.explainRule', explain),
  ];
}

async function pick(rules: Promise<RuleReport[]>): Promise<string | undefined> {
  const items = rules.then((all) => all.map(itemOf));
  const chosen = await window.showQuickPick(items, {
    title: 'DataSurface: Explain Rule',
    placeHolder: 'Code of a rule',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.label;
}

function itemOf({ code, group, severity, title }: RuleReport): QuickPickItem {
  return { label: code, description: `${group} · ${severity}`, detail: title };
}
