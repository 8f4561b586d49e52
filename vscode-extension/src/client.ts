import { createInterface } from 'node:readline';
import { type LogOutputChannel, extensions, workspace } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State as ClientState,
  type StaticFeature,
} from 'vscode-languageclient/node';
import type { StatusReport } from './gen/protocol';
import { parseLogLine } from './logLine';
import {
  ChangesChangedNotification,
  ModelChangedNotification,
  StatusNotification,
  StatusRequest,
} from './messages';
import { decided } from './pythonFindings';
import { ServerProcess, locateServer, placesHere } from './server';
import type { Link } from './session';

/** The documents that can be part of a model by themselves. */
export const DOCUMENTS = [
  { scheme: 'file', language: 'python' },
  { scheme: 'file', pattern: '**/{*dsg_platform_mapping,primary_ingestion_platforms}.json' },
];

/** Files that a model may read while it runs: the server takes them while they are typed. */
const READ_BY_MODELS = [
  { scheme: 'file', pattern: '**/*.{cfg,csv,ini,json,toml,tsv,txt,yaml,yml}' },
];

/** Asks for the notifications and commands that a server sends only to clients which know them. */
const WANTED: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = {
      datasurface: {
        status: true,
        modelChanged: true,
        changesChanged: true,
        showReferences: true,
      },
    };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** A language client and the process it talks to. */
export interface ClientLink extends Link {
  readonly client: LanguageClient;
}

/** How long a server that was told to exit may take. */
const PATIENCE_MS = 2_000;

/** What a connection reports. */
export interface Events {
  closed: () => void;
  status: (status: StatusReport) => void;
  modelChanged: () => void;
  changesChanged: () => void;
}

/** Prepares a connection to a new server process. Throws when there is no server to start. */
export function openLink(extension: string, log: LogOutputChannel, events: Events): ClientLink {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
  const configured = workspace.getConfiguration('datasurface').get<string>('path', '');
  const located = locateServer(placesHere(configured, extension, folder));
  if ('problem' in located) {
    throw new Error(located.problem);
  }
  const server = new ServerProcess(located.command, folder, (message) => {
    log.info(message);
  });
  const client = new LanguageClient(
    'datasurface',
    'DataSurface',
    () => server.launch(),
    options(log, events),
  );
  client.registerFeature(WANTED);
  client.onNotification(StatusNotification, events.status);
  client.onNotification(ModelChangedNotification, events.modelChanged);
  client.onNotification(ChangesChangedNotification, events.changesChanged);

  let starting: Promise<void> | undefined;
  return {
    client,
    start: () => (starting = client.start().then(() => askStatus(client, events))),
    stop: async () => {
      const asked = client.state === ClientState.Running;
      if (asked) {
        await client.dispose().catch(() => undefined);
      }
      await server.end(asked ? PATIENCE_MS : 0);
      await starting?.catch(() => undefined);
    },
  };
}

/** The server tells when its status changes; what it is at first has to be asked. */
async function askStatus(client: LanguageClient, events: Events): Promise<void> {
  try {
    events.status(await client.sendRequest(StatusRequest, {}));
  } catch (error) {
    client.warn('The server does not tell its status.', error, false);
  }
}

function forServer(settings: unknown): unknown {
  return decided(settings, (extension) => extensions.getExtension(extension) !== undefined);
}

function options(log: LogOutputChannel, events: Events): LanguageClientOptions {
  return {
    documentSelector: [...DOCUMENTS, ...READ_BY_MODELS],
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => forServer(workspace.getConfiguration('datasurface')),
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) ? answers.map(forServer) : answers;
        },
      },
    },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        events.closed();
        return {
          action: CloseAction.DoNotRestart,
          message: 'The connection to the server closed.',
          handled: true,
        };
      },
    },
    stdioOptions: {
      stdout: () => undefined,
      stderr: (input) => {
        createInterface({ input }).on('line', (line) => {
          const { level, message } = parseLogLine(line);
          log[level](message);
        });
      },
    },
  };
}
