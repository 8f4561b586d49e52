import type { FromPanel } from '../panel/messages';

interface Host {
  postMessage(message: FromPanel): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();

/** Tells the editor something. */
export function tell(message: FromPanel): void {
  host.postMessage(message);
}
