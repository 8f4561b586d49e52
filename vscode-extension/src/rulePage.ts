import type { RuleReport } from './gen/protocol';

/** The path of a rule's virtual document; its last part titles the preview. */
export function pagePath(code: string): string {
  return `/${code}.md`;
}

/** The rule whose virtual document has this path. */
export function codeOfPage(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}

/** The page to show for a code, given what the server answered. */
export function pageOf(code: string, rules: readonly RuleReport[]): string {
  const rule = rules.find((candidate) => candidate.code === code);
  return rule?.page ?? `# ${code}\n\n${rule?.title ?? 'There is no such rule.'}\n`;
}

/** The page to show when the server did not answer. */
export function problemPage(code: string, error: unknown): string {
  return `# ${code}\n\n${error instanceof Error ? error.message : String(error)}\n`;
}
