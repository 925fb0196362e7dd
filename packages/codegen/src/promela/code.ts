/** Statements of Promela as lines, and the few shapes that they are put together in. */

/** Lines of whole statements, each ended by a semicolon. */
export type Code = readonly string[];

export function indented(code: Code, by = '  '): string[] {
  return code.map(line => (line === '' ? line : by + line));
}

/** What runs when `when` holds; always possible without it. */
export interface Way {
  readonly when?: string;
  readonly code: Code;
}

/** One of the ways is taken; where several can be, any. Blocks where none can. */
export function choice(ways: readonly Way[]): Code {
  const distinct = [...new Map(ways.map(way => [`${way.when ?? ''}\n${way.code.join('\n')}`, way])).values()];
  const [only] = distinct;
  if (only && distinct.length === 1 && only.when === undefined) return only.code;
  return ['if', ...distinct.flatMap(wayLines), 'fi;'];
}

/** The lines of one option of an `if` or `do`. */
export function wayLines({ when, code }: Way): string[] {
  // An option that begins with an `if` would take over the `else` of that one, and Spin allows but one.
  const isOpen = code.length === 0 || (when === undefined && code[0] === 'if');
  const body = isOpen ? ['skip;', ...code] : code;
  const [first = 'skip;', ...rest] = body;
  if (when === undefined) return [`:: ${first}`, ...indented(rest, '   ')];
  if (body.length === 1) return [`:: ${when} -> ${first}`];
  return [`:: ${when} ->`, ...indented(body, '   ')];
}

/** `then` where the condition holds, otherwise `otherwise`. */
export function either(condition: string, then: Code, otherwise: Code = []): Code {
  return choice([
    { when: condition, code: then },
    { when: 'else', code: otherwise },
  ]);
}

/** A text that may stand in a comment, on one line. */
export function comment(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return `/* ${line.replaceAll('*/', '* /').replaceAll('/*', '/ *')} */`;
}

/** Spin reads no longer texts than some thousand letters. */
const longest = 500;

/** A line to print; only plain letters, since neither Spin nor C agree on others. */
export function said(text: string): string {
  return `"${text
    .slice(0, longest)
    .replace(/[^ -~]/g, '_')
    .replace(/[\\"%']/g, '_')}\\n"`;
}
