import type { FromPanel, View } from '../panel/messages';

/** What of the panel outlives a reload of the window. */
export interface Kept extends View {
  chosen: string;
  isNear: boolean;
  isGrouped: boolean;
}

interface Host {
  postMessage(message: FromPanel): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();

/** Tells the editor something. */
export function tell(message: FromPanel): void {
  host.postMessage(message);
}

/** What was kept before. */
export function kept(): Kept | undefined {
  return host.getState();
}

export function keep(state: Kept): void {
  host.setState(state);
}
