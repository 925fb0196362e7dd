/** Builds everything into dist/, skipping what is up to date. `npm run build`. */
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeBundles } from './tool/bundles.mjs';
import { withAbsence } from './tool/honest-types.mjs';
import { root } from './tool/root.mjs';
import { run } from './tool/run.mjs';
import { unlessFresh } from './tool/stamp.mjs';

const start = performance.now();
const done = [];

const language = join(root, 'packages', 'language');
const generated = ['ast.ts', 'grammar.ts', 'module.ts'].map(file => join(language, 'src', 'generated', file));
const grammarRan = await unlessFresh(
  'grammar',
  { outputs: generated, settings: 'langium generate, with absence' },
  async () => {
    await run('langium', ['generate', '--file', 'langium-config.json'], { cwd: language, quiet: true });
    const [ast] = generated;
    await writeFile(ast, withAbsence(await readFile(ast, 'utf8')));
    const types = join(root, 'scripts', 'tool', 'honest-types.mjs');
    return [join(language, 'langium-config.json'), join(language, 'src', 'choreo.langium'), types];
  },
);
if (grammarRan) done.push('grammar');

const embed = join(root, 'scripts', 'embed-runtime.mjs');
if (existsSync(embed)) {
  const ran = await unlessFresh('embedded-runtime', { outputs: [], settings: '' }, async () => {
    await run('node', [embed], { quiet: true });
    const sources = join(root, 'packages', 'runtime', 'src');
    const files = await readdir(sources, { recursive: true, withFileTypes: true });
    return [embed, ...files.filter(file => file.isFile()).map(file => join(file.parentPath, file.name))];
  });
  if (ran) done.push('embedded runtime');
}

done.push(...(await makeBundles()));
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(done.length > 0 ? `Built ${done.join(', ')} in ${seconds} s.` : `Everything is up to date (${seconds} s).`);
