/** Turns names from a model into names of files and folders that are safe on every system. */
import { createNameScope, type NameScope } from './identifier.ts';

const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
const longest = 60;

/** `OrderPlaced` becomes `order-placed`: letters and digits of any script, and single hyphens. */
export function toFileName(name: string): string {
  const kebab = name
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
  const short = [...kebab].slice(0, longest).join('').replace(/-+$/, '');
  if (short === '') return 'unnamed';
  return devices.test(short) ? `${short}-name` : short;
}

/** On many disks, names that differ only in case or in the encoding of accents are the same file. */
export function createFileScope(taken: Iterable<string> = []): NameScope {
  const scope = createNameScope(taken, name => name.normalize('NFKC').toUpperCase().toLowerCase());
  return scope;
}
