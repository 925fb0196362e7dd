/** Finds the page about a code. The pages are installed beside the program. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shownPath } from '../input/shown-path.ts';

/** Relative to the working directory, like all paths in the output. */
export function createPages(): (code: string) => string | undefined {
  const folder = docsFolder();
  const known = new Map<string, string | undefined>();
  return code => {
    if (!known.has(code)) {
      const page = folder && join(folder, `${code}.md`);
      known.set(code, page && existsSync(page) ? shownPath(page) : undefined);
    }
    return known.get(code);
  };
}

function docsFolder(): string | undefined {
  const program = process.argv[1];
  if (program === undefined || !existsSync(program)) return undefined;
  for (let folder = dirname(realpathSync(program)); ; folder = dirname(folder)) {
    const docs = join(folder, 'docs', 'rules');
    if (existsSync(docs)) return docs;
    if (dirname(folder) === folder) return undefined;
  }
}
