// Bundles the extension into dist/, with the licences of what went into the bundle.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const production = process.argv.includes('--production');

rmSync('dist', { recursive: true, force: true });

/** Hands over a script as text, for a worker that is made from it. */
const workerSource = {
  name: 'worker-source',
  setup(plugin) {
    plugin.onResolve({ filter: /^elk-worker:source$/ }, () => ({
      path: join(import.meta.dirname, 'node_modules/elkjs/lib/elk-worker.min.js'),
      namespace: 'text',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'text' }, ({ path }) => ({
      contents: readFileSync(path, 'utf8'),
      loader: 'text',
    }));
  },
};

const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  metafile: true,
  logLevel: 'warning',
};
const bundles = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
  }),
  build({
    ...shared,
    entryPoints: { webview: 'src/webview/main.tsx' },
    outdir: 'dist',
    platform: 'browser',
    target: 'chrome122',
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
    plugins: [workerSource],
  }),
]);

/** The licence that is made use of where there is a choice. */
const TAKEN_UNDER = { elkjs: 'EPL-2.0' };

const packages = new Set(
  bundles
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .flatMap((path) => {
      const found = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
      return found ? [found[1]] : [];
    }),
);
const notices = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version, license, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const source = typeof repository === 'string' ? repository : repository?.url;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  const taken = TAKEN_UNDER[name];
  const under = taken ? `${license}, taken under ${taken}` : license;
  return `${name} ${version} (${under})\nSource code: ${source}\n\n${text}\n`;
});
writeFileSync('dist/NOTICE.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
