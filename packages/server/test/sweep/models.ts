/** The models whose every slip is tried: the examples, the corpus, and what the pages show. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Model {
  readonly name: string;
  /** Texts by file name. */
  readonly files: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const read = (path: string): string => readFileSync(path, 'utf8');
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder)).filter(name => name.endsWith(ending));

export function sweptModels(): Model[] {
  const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }): Model => {
      const folder = `examples/${name}`;
      const files = namesIn(folder, '.choreo').map(file => [file, read(join(root, folder, file))] as const);
      return { name: folder, files: Object.fromEntries(files) };
    });
  const corpus = namesIn('packages/language/test/corpus', '.choreo').map((file): Model => ({
    name: `corpus/${file}`,
    files: { [file]: read(join(root, 'packages/language/test/corpus', file)) },
  }));
  const pages = [
    'README.md',
    ...['docs', 'docs/rules'].flatMap(folder => namesIn(folder, '.md').map(name => `${folder}/${name}`)),
  ];
  const blocks = pages.flatMap(page =>
    [...read(join(root, page)).matchAll(/^```choreo[^\n]*\n([\s\S]*?)^```$/gm)].map(([, text = ''], index): Model => ({
      name: `${page}#${index + 1}`,
      files: { 'example.choreo': text },
    })),
  );
  return [...examples, ...corpus, ...blocks];
}
