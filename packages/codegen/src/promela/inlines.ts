/** Statements that are needed in several places stand in the model once, under a name. */
import { indented } from './code.ts';
import type { Code } from './code.ts';
import type { Layout } from './layout.ts';

/** In lines. Spin reads no inlines of more than some ten thousand letters. */
const long = 6;

export interface Inlines {
  /** A call of the statements; made once for each key. */
  call(key: string, base: string, make: () => Code): Code;
  /**
   * A call of these statements if they are long; made once for the same statements. They do not begin with an `if`, since an
   * option that begins with the call would take over its `else`.
   */
  shared(code: Code, base: string): Code;
  /** The definitions, each before its first use. */
  readonly lines: Code;
}

export function createInlines(layout: Layout): Inlines {
  const lines: string[] = [];
  const known = new Map<string, Code>();
  const call: Inlines['call'] = (key, base, make) => {
    let made = known.get(key);
    if (!made) {
      const code = make();
      const name = code.length > 0 ? layout.macro(`inline ${key}`, base) : '';
      made = name === '' ? [] : [`${name}();`];
      known.set(key, made);
      if (name !== '') lines.push(`inline ${name}() {`, ...indented(code), '}', '');
    }
    return made;
  };
  return {
    lines,
    call,
    shared: (code, base) =>
      code.length < long
        ? code
        : call(`shared ${code.join('\n')}`, base, () => (code[0] === 'if' ? ['skip;', ...code] : code)),
  };
}
