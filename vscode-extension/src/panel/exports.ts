import type { GraphEdge, GraphNode, PipelineGraph } from '../gen/protocol';
import { captionOf, changeOf } from './graph';
import { type Ghost, ghostsOf } from './ghosts';
import { NODE_HEIGHT, NODE_WIDTH, type Positions } from './layout';

/** The colours of a drawing that leaves the editor. */
export interface Colours {
  paper: string;
  node: string;
  text: string;
  line: string;
  /** By kind and by state. */
  of: (name: string) => string;
}

const MARGIN = 20;

/** A graph as the drawing shows it, as SVG. */
export function svgOf(graph: PipelineGraph, positions: Positions, colours: Colours): string {
  const places = [...positions.values()];
  const left = Math.min(0, ...places.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...places.map(({ y }) => y)) - MARGIN;
  const width = Math.max(0, ...places.map(({ x }) => x + NODE_WIDTH)) + MARGIN - left;
  const height = Math.max(0, ...places.map(({ y }) => y + NODE_HEIGHT)) + MARGIN - top;
  const ghosts = ghostsOf(graph);
  const edges = [...graph.edges, ...leadingTo(ghosts)].map(({ from, to, state }) => {
    const [start, end] = [positions.get(from), positions.get(to)];
    if (!start || !end) {
      return '';
    }
    const [x1, y1] = [start.x + NODE_WIDTH, start.y + NODE_HEIGHT / 2];
    const [x2, y2] = [end.x, end.y + NODE_HEIGHT / 2];
    const bend = Math.max(30, Math.abs(x2 - x1) / 2);
    const colour = state === 'ok' ? colours.line : colours.of(state);
    const dashes = state === 'unknown' ? ' stroke-dasharray="5 4"' : '';
    return `<path d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="${colour}"${dashes} marker-end="url(#end)"/>`;
  });
  const nodes = graph.nodes.map((node) => {
    const place = positions.get(node.id);
    return place ? nodeSvg(node, place, colours) : '';
  });
  const absent = ghosts.map((ghost) => {
    const place = positions.get(ghost.id);
    return place ? ghostSvg(ghost, place, colours) : '';
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colours.line}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...edges,
    ...nodes,
    ...absent,
    '</svg>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function nodeSvg(node: GraphNode, { x, y }: { x: number; y: number }, colours: Colours): string {
  const change = changeOf(node);
  const stroke = node.state === 'ok' ? colours.line : colours.of(node.state);
  const dashes =
    node.state === 'unknown' || node.state === 'removed' ? ' stroke-dasharray="5 4"' : '';
  const caption = change === null ? captionOf(node) : `${captionOf(node)} · ${change}`;
  return [
    `<g transform="translate(${x} ${y})"><title>${escaped(node.id)}</title>`,
    `<rect width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="4" fill="${colours.node}" stroke="${stroke}"${dashes}/>`,
    `<rect width="5" height="${NODE_HEIGHT}" rx="2" fill="${colours.of(node.kind)}"/>`,
    `<text x="14" y="23" font-size="11" fill="${colours.text}">${escaped(cut(caption, 34))}</text>`,
    `<text x="14" y="43" fill="${colours.text}">${escaped(cut(node.label, 29))}</text></g>`,
  ].join('');
}

/** Something missing: an outline of what would be there. */
function ghostSvg(
  { caption, label, absence }: Ghost,
  { x, y }: { x: number; y: number },
  colours: Colours,
): string {
  return [
    `<g transform="translate(${x} ${y})"><title>${escaped(absence.message)}</title>`,
    `<rect width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="4" fill="none" stroke="${colours.of('absent')}" stroke-dasharray="2 4"/>`,
    `<text x="14" y="23" font-size="11" fill="${colours.text}">${escaped(cut(caption, 34))}</text>`,
    `<text x="14" y="43" fill="${colours.text}">${escaped(cut(label, 29))}</text></g>`,
  ].join('');
}

/** The edges that what is missing would have. */
function leadingTo(ghosts: readonly Ghost[]): GraphEdge[] {
  return ghosts.flatMap(({ id, after }) =>
    after.map((from) => ({ from, to: id, state: 'unknown' as const })),
  );
}

/** A graph in the language of Mermaid. */
export function mermaidOf(graph: PipelineGraph): string {
  const ghosts = ghostsOf(graph);
  const names = new Map([...graph.nodes, ...ghosts].map(({ id }, at) => [id, `n${at}`]));
  const nodes = graph.nodes.map((node) => {
    const change = changeOf(node);
    const said = change === null ? captionOf(node) : `${captionOf(node)} (${change})`;
    const mark = node.state === 'ok' ? '' : `:::${node.state}`;
    return `  ${names.get(node.id)}["${quoted(said)}<br/>${quoted(node.label)}"]${mark}`;
  });
  const absent = ghosts.map(
    ({ id, caption, label }) =>
      `  ${names.get(id)}["${quoted(caption)}<br/>${quoted(label)}"]:::absent`,
  );
  const edges = [...graph.edges, ...leadingTo(ghosts)].flatMap(({ from, to, state }) => {
    const [start, end] = [names.get(from), names.get(to)];
    const arrow = state === 'unknown' || state === 'removed' ? '-.->' : '-->';
    return start && end ? [`  ${start} ${arrow} ${end}`] : [];
  });
  const classes = [
    'problem stroke:#c00,stroke-width:2px',
    'unknown stroke-dasharray:4 3',
    'added stroke:#1a7f37,stroke-width:3px',
    'removed stroke:#c00,stroke-dasharray:4 3',
    'changed stroke:#9a6700,stroke-width:3px',
    'absent fill:none,stroke-dasharray:2 4',
  ].map((line) => `  classDef ${line}`);
  return ['flowchart LR', ...nodes, ...absent, ...edges, ...classes, ''].join('\n');
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function quoted(text: string): string {
  return text.replace(/["#&<>`\\]/g, (c) => `#${c.charCodeAt(0)};`);
}
