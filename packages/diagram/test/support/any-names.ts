/** Names that nobody would use, made of what Mermaid, HTML and Markdown read as syntax. */
import fc from 'fast-check';
import { hostileNames } from './models.ts';

const pieces = [
  'end',
  '"',
  '`',
  '#',
  ';',
  '<b>',
  '&quot;',
  '\n',
  '%%',
  '--',
  '__',
  ']',
  '}',
  ')',
  '|',
  '@{',
  '\\',
  ':::',
];
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.array(fc.constantFrom(...pieces, 'a', ' ', '_', 'ﬂ°', '¶ß'), { maxLength: 6 }).map(parts => parts.join('')),
  fc.constantFrom(...hostileNames),
);
/** One to six different names. */
export const anyNames = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
