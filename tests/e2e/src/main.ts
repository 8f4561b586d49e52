// Runs the specs, one after the other, in a workbench that is already there.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { Editor } from './editor.ts';
import { copyModel } from './model.ts';
import type { Spec } from './spec.ts';
import { brokenName } from './specs/brokenName.ts';
import { brokenPolicy } from './specs/brokenPolicy.ts';
import { changes } from './specs/changes.ts';
import { commands } from './specs/commands.ts';
import { followTheData } from './specs/followTheData.ts';
import { killedServer } from './specs/killedServer.ts';
import { pipelines } from './specs/pipelines.ts';

const SPECS: Spec[] = [
  brokenName,
  brokenPolicy,
  followTheData,
  killedServer,
  commands,
  pipelines,
  changes,
];

const OUT = join(import.meta.dirname, '..', 'out');

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Options {
  /** Address of the workbench. */
  address: string;
  /** The browser's program. */
  chromium: string;
  /** Where the sample models are. */
  models: string;
  /** Where copies of them go. */
  state: string;
}

function options(): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { address: text, chromium: text, models: text, state: text },
  });
  const { address, chromium, models, state } = values;
  if (!address || !chromium || !models || !state) {
    throw new Error('needed: --address URL --chromium FILE --models FOLDER --state FOLDER');
  }
  return { address, chromium, models, state };
}

async function runSpec(browser: Browser, spec: Spec, { address, models, state }: Options) {
  const folder = await copyModel(models, spec.model, join(state, spec.name));
  await spec.prepare?.(folder);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const picture = async (name: string) => {
    await page.screenshot({ path: join(OUT, `${spec.name}-${name}.png`) });
  };
  try {
    await page.goto(`${address}?folder=${encodeURIComponent(folder)}`);
    await spec.run({ editor: new Editor(page), folder, picture });
  } catch (error) {
    await picture('failed').catch(() => undefined);
    throw error;
  } finally {
    await page.close();
  }
}

/** Why something failed, from the outer reason to the inner one. */
function reasons(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nbecause: ${reasons(error.cause)}`;
}

async function main(): Promise<boolean> {
  const given = options();
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const browser = await chromium.launch({ executablePath: given.chromium, args: CHROMIUM });
  let failed = 0;
  for (const spec of SPECS) {
    const started = Date.now();
    const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
    try {
      await runSpec(browser, spec, given);
      console.log(`ok    ${spec.name} (${seconds()} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${spec.name} (${seconds()} s)\n${reasons(error)}`);
    }
  }
  await browser.close();
  console.log(`e2e: ${SPECS.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

process.exitCode = (await main()) ? 0 : 1;
