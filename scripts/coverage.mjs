/**
 * Line coverage of the unit tests by package, and the files of which less than `least` is covered. `npm run coverage`. Code that
 * runs in a browser, in VS Code or in a separate process is not counted.
 */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './tool/root.mjs';
import { run } from './tool/run.mjs';

/** In percent. */
const least = 85;
const folder = join(root, 'dist', 'coverage');

await run('vitest', [
  'run',
  '--coverage.enabled',
  '--coverage.provider=v8',
  '--coverage.include=packages/*/src/**/*.ts',
  '--coverage.exclude=**/generated/**',
  '--coverage.reporter=json-summary',
  `--coverage.reportsDirectory=${folder}`,
  ...process.argv.slice(2),
]);

const { total: _, ...files } = JSON.parse(await readFile(join(folder, 'coverage-summary.json'), 'utf8'));
const all = Object.entries(files).map(([path, { lines }]) => {
  const file = relative(root, path).replaceAll('\\', '/');
  return { file, name: file.split('/')[1], ...lines };
});
const percent = (covered, total) => (total === 0 ? 100 : (covered / total) * 100).toFixed(1).padStart(5);
console.log('\nLines covered, by package');
for (const [name, own] of Map.groupBy(all, one => one.name)) {
  const [covered, total] = ['covered', 'total'].map(key => own.reduce((sum, one) => sum + one[key], 0));
  console.log(`${percent(covered, total)} %  ${name} (${total} lines)`);
}
console.log(`\nFiles under ${least} %`);
for (const { file, covered, total } of all.filter(one => one.total > 0 && one.covered / one.total < least / 100)) {
  console.log(`${percent(covered, total)} %  ${file}`);
}
