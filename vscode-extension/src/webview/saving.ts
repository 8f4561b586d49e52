import type { PipelineGraph } from '../gen/protocol';
import { type Colours, mermaidOf, svgOf } from '../panel/exports';
import type { Positions } from '../panel/layout';
import { tell } from './editor';

/** What a drawing can be saved as. */
export const FORMATS = ['SVG', 'PNG', 'Mermaid', 'JSON'] as const;

export type Format = (typeof FORMATS)[number];

/** Has the editor save what is drawn, in the colours of its theme. */
export async function save(
  format: Format,
  graph: PipelineGraph,
  positions: Positions,
): Promise<void> {
  const stem = [graph.platform, graph.environment].filter(Boolean).join('-');
  const file = (ending: string, content: string, isBase64 = false): void => {
    tell({ kind: 'save', file: { name: `${stem}.${ending}`, content, isBase64 } });
  };
  switch (format) {
    case 'SVG':
      file('svg', svgOf(graph, positions, themeColours()));
      break;
    case 'PNG':
      file('png', await png(svgOf(graph, positions, themeColours())), true);
      break;
    case 'Mermaid':
      file('mmd', mermaidOf(graph));
      break;
    case 'JSON':
      file('json', `${JSON.stringify(graph, undefined, 2)}\n`);
      break;
  }
}

function themeColours(): Colours {
  const style = getComputedStyle(document.body);
  const variable = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const names: Record<string, [string, string]> = {
    ingestion: ['charts-blue', '#1a85ff'],
    export: ['charts-green', '#388a34'],
    trigger: ['charts-yellow', '#bf8803'],
    transformer: ['charts-purple', '#652d90'],
    problem: ['editorError-foreground', '#c00'],
    unknown: ['descriptionForeground', '#717171'],
    added: ['gitDecoration-addedResourceForeground', '#1a7f37'],
    absent: ['editorWarning-foreground', '#9a6700'],
    removed: ['gitDecoration-deletedResourceForeground', '#c00'],
    changed: ['charts-orange', '#9a6700'],
  };
  return {
    paper: variable('editor-background', '#fff'),
    node: variable('editorWidget-background', '#f3f3f3'),
    text: variable('foreground', '#333'),
    line: variable('descriptionForeground', '#717171'),
    of: (name) => variable(...(names[name] ?? ['foreground', '#333'])),
  };
}

/** More than this no browser draws. */
const MOST_PIXELS = 16_000;

/** A drawing as PNG in base64, at twice its size where that can be done. */
async function png(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, MOST_PIXELS / image.width, MOST_PIXELS / image.height);
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('There is no canvas to draw on.');
  }
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  const [, content = ''] = canvas.toDataURL('image/png').split(',');
  return content;
}
