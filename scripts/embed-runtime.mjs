/**
 * Writes the runtime's sources into codegen as strings, since a generated project gets its own copy of them. Build and
 * tests run this; what it writes is not committed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../packages/runtime/src/', import.meta.url);
const target = new URL('../packages/codegen/src/generated/', import.meta.url);

const files = readdirSync(source)
  .filter(name => name.endsWith('.ts'))
  .sort()
  .map(name => ({
    name: name.replace(/\.ts$/, '.gen.ts'),
    // Only the names of the files change: generated files end in `.gen.ts`.
    contents: readFileSync(new URL(name, source), 'utf8').replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.gen.ts'"),
  }));
if (files.length === 0) throw new Error(`No sources of the runtime in ${source.pathname}`);

const text = `/** The runtime's sources, as they are written into generated projects. Made by scripts/embed-runtime.mjs. */
export interface RuntimeSource {
  readonly name: string;
  readonly contents: string;
}

export const runtimeSources: readonly RuntimeSource[] = ${JSON.stringify(files, undefined, 2)};
`;
mkdirSync(target, { recursive: true });
const file = new URL('runtime-sources.ts', target);
let before;
try {
  before = readFileSync(file, 'utf8');
} catch {
  before = undefined;
}
if (before !== text) writeFileSync(file, text);
