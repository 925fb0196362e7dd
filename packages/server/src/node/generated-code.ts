/** Finds generated code on disk: the manifests that `choreo generate` leaves say which file has which handler. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { manifestPath, readManifest } from '@choreo/codegen';
import type { Manifest } from '@choreo/codegen';
import type { GeneratedPart } from '@choreo/language/lsp';
import type { CancellationToken, Location } from 'vscode-languageserver';
import type { RequestHandlers } from '../start-server.ts';

/** No workspace is searched deeper than this. */
const deepest = 12;

interface GeneratedFolder {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** `foldersOf`: URIs of the folders to search. By default, those of the workspace. */
export function implementationsIn(foldersOf?: () => readonly string[]): RequestHandlers {
  return (_connection, { shared, choreo }) => {
    const workspace = (): readonly string[] =>
      (shared.workspace.WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => uri);
    choreo.lsp.ImplementationProvider.find = async (parts, cancel) => {
      const folders = (foldersOf ?? workspace)().filter(uri => uri.startsWith('file:'));
      const generated = await Promise.all(folders.map(folder => search(fileURLToPath(folder), deepest, cancel)));
      return placesIn(generated.flat(), parts);
    };
  };
}

/** Code of packages and hidden folders is not searched, nor what is inside a generated project. Sorted by folder. */
async function search(folder: string, levels: number, cancel: CancellationToken): Promise<readonly GeneratedFolder[]> {
  if (levels === 0 || cancel.isCancellationRequested) return [];
  // A folder that cannot be read has nothing to go to.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (entries.some(entry => entry.name === manifestPath && entry.isFile())) {
    const text = await readFile(join(folder, manifestPath), 'utf8').catch(() => '');
    const manifest = readManifest(text);
    if (manifest) return [{ folder, manifest }];
  }
  const inside = entries
    .filter(entry => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted();
  return (await Promise.all(inside.map(name => search(join(folder, name), levels - 1, cancel)))).flat();
}

async function placesIn(
  generated: readonly GeneratedFolder[],
  parts: readonly GeneratedPart[],
): Promise<readonly Location[]> {
  const files = parts.flatMap(part => generated.flatMap(({ folder, manifest }) => filesOf(folder, manifest, part)));
  const places = await Promise.all([...new Set(files)].map(placeIn));
  return places.flatMap(place => place ?? []);
}

function filesOf(folder: string, { choreography, files }: Manifest, part: GeneratedPart): readonly string[] {
  if (choreography !== part.choreography) return [];
  const isPart = ({ owner, service, handlerOf }: NonNullable<ReturnType<Manifest['files']['get']>>): boolean =>
    part.handlerOf === undefined
      ? owner === 'generated' && service === part.service && handlerOf === undefined
      : handlerOf === part.handlerOf;
  return [...files].flatMap(([path, entry]) => (isPart(entry) ? [join(folder, path)] : []));
}

/** The name of the first constant that the file exports: the handler, or the service. The file may be edited, or gone. */
async function placeIn(path: string): Promise<Location | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/);
  const isService = path.endsWith('.gen.ts');
  const exported = isService
    ? /^(export const )([\p{L}\p{N}_$]+) = defineService\(/u
    : /^(export const )([\p{L}\p{N}_$]+)/u;
  const line = lines.findIndex(one => exported.test(one));
  const [, before = '', name = ''] = exported.exec(lines[line] ?? '') ?? [];
  const start = { line: Math.max(line, 0), character: before.length };
  const range = { start, end: { line: start.line, character: start.character + name.length } };
  return { uri: pathToFileURL(path).href, range };
}
