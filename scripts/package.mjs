/** Makes the .vsix: `npm run package`. Fails if something is missing or it is too large. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { listFiles, createVSIX } from '@vscode/vsce';
import { root } from './tool/root.mjs';
import { run } from './tool/run.mjs';

const MOST_BYTES = 4 * 1024 * 1024;

await run('node', ['scripts/build.mjs']);
const { name, version, main, icon, contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const present = new Set((await listFiles({ cwd: root, dependencies: false })).map(file => file.replaceAll('\\', '/')));
const needed = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs/images/preview.png',
  'dist/server/main.cjs',
  'dist/server/verification-worker.cjs',
  'dist/webview/main.js',
  main,
  icon,
  ...contributes.languages.flatMap(language => [language.configuration, language.icon.light, language.icon.dark]),
  ...contributes.grammars.map(({ path }) => path),
  ...contributes.jsonValidation.map(({ url }) => url),
  ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
].map(path => path.replace(/^\.\//, ''));
const missing = needed.filter(path => !present.has(path));
if (missing.length > 0) {
  console.error(`The package would lack ${missing.join(', ')}. Make them, or list them in .vscodeignore.`);
  process.exit(1);
}

const packagePath = join(root, 'dist', `${name}-${version}.vsix`);
await mkdir(join(root, 'dist'), { recursive: true });
// The pages and pictures that README.md links to are in the package, so its links stay as they are.
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = await stat(packagePath);
const megabytes = (size / 1024 / 1024).toFixed(2);
if (size > MOST_BYTES) {
  console.error(`${basename(packagePath)} has ${megabytes} MB; at most ${MOST_BYTES / 1024 / 1024} MB are allowed.`);
  process.exit(1);
}
console.log(`dist/${basename(packagePath)}: ${present.size} files, ${megabytes} MB`);
