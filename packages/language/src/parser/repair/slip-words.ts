/** What is said of a slip where the parser's own words are about another place, or are too general. */
import type { Repair } from './search.ts';
import { isFixedType, isWordType } from './token-line.ts';
import type { TokenLine } from './token-line.ts';

/** What is reported of slips of this kind, whatever the parser says. */
export function ownWords(repair: Repair, line: TokenLine): string | undefined {
  const { from, to, kind, written, error } = repair;
  const [{ type = '', image: meant = '' } = {}] = written;
  switch (kind) {
    case 'duration':
      return `A duration is one word: write \`${meant}\` instead of \`${imageOf(line, from, to)}\`.`;
    case 'mixed':
      return 'A trigger cannot mix `and` and `or`. Write two reactions.';
    case 'swapped':
      return `\`${line.image(from)}\` and \`${line.image(from + 1)}\` are in the wrong order. Swap them.`;
    case 'foreign':
      return foreign(repair, line);
    case 'missing':
      if (type === ':' && line.image(from) === 'on' && to === from) {
        return `\`:\` is missing after the label \`${line.image(from - 1)}\`: \`${line.image(from - 1)}: on …\`.`;
      }
      if (type === '}') return unclosed(line, from);
      if (type === '{' && (from < error || line.isFirstOfLine(from)))
        return `\`{\` is missing after \`${line.image(from - 1)}\`.`;
      return undefined;
    case 'surplus':
      return line.image(from) === line.image(from - 1) && from !== repair.noticed
        ? `\`${line.image(from)}\` appears twice. Remove one of the two.`
        : undefined;
    case 'misspelt':
    case 'unquoted':
    case 'reserved':
    case 'wrong':
    case 'unreadable':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** What the parser's words do not fit. */
function foreign(repair: Repair, line: TokenLine): string | undefined {
  const { from, to, written } = repair;
  const meant = written[0]?.image ?? '';
  const image = imageOf(line, from, to);
  let first = from;
  while (!line.isFirstOfLine(first) && !['{', '}'].includes(line.image(first - 1))) first--;
  const labelled = line.image(first + 1) === ':' ? first + 2 : first;
  const begin = line.image(labelled);
  const isInTrigger =
    begin === 'on' && !line.tokens.slice(labelled, from).some(token => ['->', 'when', '{'].includes(token.image));
  if (isInTrigger && image === ',') {
    return 'Do not use `,` in a trigger. Join its events with `or` if one is enough, with `and` if all are needed.';
  }
  if (begin === 'state' && meant === '|') return `Separate the values of a state with \`|\`, not with \`${image}\`.`;
  if (/^[a-z]+$/i.test(image) && isWordType(meant))
    return `\`${image}\` means nothing here. Did you mean \`${meant}\`?`;
  if (repair.noticed !== from) return `Write \`${meant}\` here instead of \`${image}\`.`;
  const isSign = !isWordType(image) && isWordType(meant);
  return isSign || ['=>', '=', ',', 'and', 'or', '|', '&'].includes(image)
    ? undefined
    : `Write \`${meant}\` here instead of \`${image}\`.`;
}

/** In place of what the parser says, which is about another place. */
export function wordsFor(repair: Repair, line: TokenLine, said: string): string {
  const { from, to, kind, written } = repair;
  const image = imageOf(line, from, to);
  const [{ type = '', image: meant = '' } = {}] = written;
  const previous = line.image(from - 1);
  const what = isFixedType(type) ? `\`${type}\`` : (named[type] ?? 'something else');
  switch (kind) {
    case 'misspelt': {
      const begins = /^`.*` does not begin[^.]*\./.exec(said)?.[0];
      return `${begins?.startsWith(`\`${image}\``) ? begins : `\`${image}\` means nothing here.`} Did you mean \`${meant}\`?`;
    }
    case 'missing':
      if (from === repair.noticed) return said;
      return previous === ''
        ? `Expected ${what} before \`${line.image(from)}\`.`
        : `Expected ${what} after \`${previous}\`.`;
    case 'unquoted':
      return type === 'STRING' ? `\`${image}\` must be in double quotes.` : `\`${image}\` must not be in quotes.`;
    case 'foreign':
      return `Write \`${meant}\` here instead of \`${image}\`.`;
    case 'wrong':
      return `\`${image}\` cannot stand here. Expected ${what}.`;
    case 'surplus':
      return `\`${image}\` cannot stand here. Remove it.`;
    case 'reserved':
      return `\`${image}\` is a keyword and cannot be a name here. Choose another name.`;
    case 'duration':
    case 'mixed':
    case 'swapped':
    case 'unreadable':
      return `\`${line.image(from)}\` cannot stand here.`;
    default:
      return kind satisfies never;
  }
}

function imageOf(line: TokenLine, from: number, to: number): string {
  const parts = line.tokens.slice(from, to);
  return parts
    .map(
      (token, index) =>
        (index > 0 && (parts[index - 1]?.endOffset ?? 0) + 1 < token.startOffset ? ' ' : '') + token.image,
    )
    .join('');
}

const named: Readonly<Record<string, string>> = {
  ID: 'a name',
  STRING: 'a string in double quotes',
  NUMBER: 'a number',
  DURATION: 'a duration such as `30m`',
};

function unclosed(line: TokenLine, at: number): string {
  const opener = line.openBefore(at, line.declarationBefore(at));
  if (opener === undefined) return '`}` is missing.';
  let first = opener;
  while (!line.isFirstOfLine(first)) first--;
  const words = line.tokens.slice(first, opener).map(({ image }) => image);
  const shown =
    words.length === 0 || words.length > 6 ? `on line ${line.at(opener)?.startLine}` : `after \`${words.join(' ')}\``;
  return `\`}\` is missing: the block ${shown} is not closed.`;
}
