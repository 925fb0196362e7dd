/** The bundles that ship: what each is made from, and for where. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';
import { unlessFresh } from './stamp.mjs';

// Names are kept, so that stack traces in reports are readable.
// `module` first: some packages' `main` cannot be bundled.
const forNode = {
  platform: 'node',
  mainFields: ['module', 'main'],
  format: 'cjs',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
};
const forBrowser = { platform: 'browser', target: 'es2022', minify: true };

export const bundles = [
  {
    name: 'extension',
    entry: 'packages/extension/src/node/main.ts',
    output: 'dist/extension/main.cjs',
    options: { ...forNode, external: ['vscode'] },
  },
  { name: 'server', entry: 'packages/server/src/node/main.ts', output: 'dist/server/main.cjs', options: forNode },
  {
    name: 'verification worker',
    entry: 'packages/server/src/node/verification-worker.ts',
    output: 'dist/server/verification-worker.cjs',
    options: forNode,
  },
  {
    name: 'webview',
    entry: 'packages/extension/src/webview/main.ts',
    output: 'dist/webview/main.js',
    options: { ...forBrowser, format: 'iife' },
  },
  { name: 'cli', entry: 'packages/cli/src/main.ts', output: 'dist/cli/choreo.cjs', options: forNode },
  // Replace the verification worker if a test needs a verification that does not end by itself.
  ...['endless', 'leaping'].map(name => ({
    name: `${name} worker`,
    entry: `packages/server/test/support/${name}-worker.ts`,
    output: `dist/test/${name}-worker.cjs`,
    options: forNode,
  })),
  {
    name: 'vscode-suite',
    entry: 'packages/extension/test/vscode/suite.ts',
    output: 'dist/test/suite.cjs',
    options: { ...forNode, minifySyntax: false, minifyWhitespace: false, external: ['vscode'] },
  },
];

/** Makes the bundles that are not up to date, all or those with these names; returns the names of what it made. */
export async function makeBundles(names = bundles.map(({ name }) => name)) {
  const asked = bundles.filter(({ name }) => names.includes(name));
  const made = await Promise.all(
    asked.map(async ({ name, entry, output, options }) => {
      const outfile = join(root, output);
      const settings = { entry, output, options };
      const ran = await unlessFresh(name, { outputs: [outfile], settings }, async () => {
        const { metafile } = await build({
          ...options,
          absWorkingDir: root,
          entryPoints: [entry],
          outfile,
          bundle: true,
          sourcemap: 'linked',
          metafile: true,
          logLevel: 'warning',
          legalComments: 'none',
        });
        return Object.keys(metafile.inputs).map(input => join(root, input));
      });
      return ran ? name : undefined;
    }),
  );
  return made.filter(name => name !== undefined);
}
