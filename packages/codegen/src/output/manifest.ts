/** Records what `choreo generate` wrote last time, to recognize edited and orphaned files. */
import type { GeneratedProject } from '../project.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const manifestPath = 'choreo.gen.json';

export interface Manifest {
  readonly choreography: string;
  readonly files: ReadonlyMap<string, ManifestEntry>;
}

export interface ManifestEntry {
  readonly owner: 'generated' | 'user';
  readonly service?: string;
  readonly handlerOf?: string;
  /** The hash of the written content, for generated files only. */
  readonly hash?: string;
}

/** Ignores line breaks, since version control may change them. */
export function hashOf(contents: string): string {
  return bytesToHex(sha256(utf8ToBytes(normalized(contents))));
}

export function normalized(contents: string): string {
  return contents.replaceAll('\r\n', '\n');
}

export function manifestOf(project: GeneratedProject): Manifest {
  return {
    choreography: project.choreography,
    files: new Map(
      project.files.map(({ path, owner, service, handlerOf, contents }) => [
        path,
        {
          owner,
          ...(service !== undefined && { service }),
          ...(handlerOf !== undefined && { handlerOf }),
          ...(owner === 'generated' && { hash: hashOf(contents) }),
        },
      ]),
    ),
  };
}

export function formatManifest({ choreography, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ generator: 'choreo', version: 1, choreography, files: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}

/** Undefined if the text is not a manifest of Choreo. */
export function readManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value['generator'] !== 'choreo' || value['version'] !== 1) return undefined;
  const { choreography, files } = value;
  if (typeof choreography !== 'string' || !isObject(files)) return undefined;
  const entries = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(files)) {
    const read = readEntry(entry);
    // Choreo never writes a path outside the folder.
    if (read && isSafePath(path)) entries.set(path, read);
  }
  return { choreography, files: entries };
}

/** Whether a path is relative, with `/`, and stays in the folder. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return !/[\\:\0]/.test(path) && parts.every(part => part !== '' && part !== '.' && part !== '..');
}

function readEntry(entry: unknown): ManifestEntry | undefined {
  if (!isObject(entry)) return undefined;
  const { owner, service, handlerOf, hash } = entry;
  if (owner !== 'generated' && owner !== 'user') return undefined;
  return {
    owner,
    ...(typeof service === 'string' && { service }),
    ...(typeof handlerOf === 'string' && { handlerOf }),
    ...(typeof hash === 'string' && { hash }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
