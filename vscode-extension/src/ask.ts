import type { RequestType } from 'vscode-languageclient/node';
import type { ClientLink } from './client';
import type { Session } from './session';

/** Asks the server, which is started for it if nobody did. Rejects where there is none. */
export async function ask<P, R>(
  session: Session<ClientLink>,
  type: RequestType<P, R, void>,
  params: P,
): Promise<R> {
  await session.start();
  const link = await session.ready();
  if (!link) {
    throw new Error('The DataSurface server is not running.');
  }
  return link.client.sendRequest<R>(type.method, params);
}
