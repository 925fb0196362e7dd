/** Statements that are needed in several places stand in the model once, under a name. */
import { indented } from './code.ts';
import type { Code } from './code.ts';
import type { Layout } from './layout.ts';

export interface Inlines {
  /** A call of the statements; made once for each key. */
  call(key: string, base: string, make: () => Code): Code;
  /** The definitions, each before its first use. */
  readonly lines: Code;
}

export function createInlines(layout: Layout): Inlines {
  const lines: string[] = [];
  const known = new Map<string, Code>();
  return {
    lines,
    call(key, base, make) {
      let call = known.get(key);
      if (!call) {
        const code = make();
        const name = code.length > 0 ? layout.macro(`inline ${key}`, base) : '';
        call = name === '' ? [] : [`${name}();`];
        known.set(key, call);
        if (name !== '') lines.push(`inline ${name}() {`, ...indented(code), '}', '');
      }
      return call;
    },
  };
}
