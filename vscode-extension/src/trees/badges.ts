import {
  type Disposable,
  FileDecoration,
  type FileDecorationProvider,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { BranchReport } from '../gen/protocol';
import { problemsText } from './branch';

const SCHEME = 'datasurface-object';

/** An address that says how many findings there are: the editor asks for a badge by address. */
export function badged(id: string, { errors, warnings }: BranchReport): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}`, query: JSON.stringify({ errors, warnings }) });
}

/** Draws how many findings there are beside what they are about. */
export function registerBadges(): Disposable {
  const provider: FileDecorationProvider = { provideFileDecoration: decoration };
  return window.registerFileDecorationProvider(provider);
}

function decoration({ scheme, query }: Uri): FileDecoration | undefined {
  if (scheme !== SCHEME) {
    return undefined;
  }
  const found = JSON.parse(query) as { errors: number; warnings: number };
  const count = found.errors > 0 ? found.errors : found.warnings;
  if (count === 0) {
    return undefined;
  }
  const color = found.errors > 0 ? 'list.errorForeground' : 'list.warningForeground';
  return new FileDecoration(
    count > 9 ? '9+' : String(count),
    problemsText(found),
    new ThemeColor(color),
  );
}
