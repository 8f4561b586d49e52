import { Range, TextEditorRevealType, Uri, ViewColumn, window } from 'vscode';
import type { PositionRange } from './gen/protocol';

/** A place in a file; `file` is a URI. */
export interface Place {
  file: string;
  range: PositionRange;
}

/** Selects a place in the editor that shows its file, else in a new one. */
export async function reveal({ file, range: { start, end } }: Place): Promise<void> {
  const range = new Range(start.line, start.character, end.line, end.character);
  const uri = Uri.parse(file);
  const shown = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const viewColumn = shown?.viewColumn ?? ViewColumn.One;
  const editor = await window.showTextDocument(uri, { viewColumn, selection: range });
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
