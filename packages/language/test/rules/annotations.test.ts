/** Annotations that do not exist, or are not written so. */
import { describe, expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';

async function findings(annotation: string): Promise<string[]> {
  const text = `${annotation} event Placed { key orderId: uuid }\nactor C { emits Placed }\nservice S { on Placed }\n`;
  const checked = await checkTexts([{ uri: 'file:///a.choreo', text }]);
  return checked.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, message, span: { range } }) => {
      const underlined = text.split('\n')[range.start.line]?.slice(range.start.character, range.end.character);
      return `${code} ${underlined}: ${message}`;
    }),
  );
}

describe('an annotation', () => {
  test.each([
    ['@deprected("use X")', 'unknown-name deprected: There is no annotation `@deprected`. Did you mean `@deprecated`?'],
    ['@alow("event-name", "why")', 'unknown-name alow: There is no annotation `@alow`. Did you mean `@allow`?'],
    ['@min("a")', 'syntax-error @min("a"): `@min` has the wrong arguments. Write it like `@min(0)`.'],
    ['@owner', 'syntax-error @owner: `@owner` has the wrong arguments. Write it like `@owner("team")`.'],
    ['@pii(true)', 'syntax-error @pii(true): `@pii` has the wrong arguments. Write it like `@pii`.'],
  ])('%s', async (annotation, expected) => {
    expect(await findings(annotation)).toContain(expected);
  });

  test.each(['@owner("team")', '@version("2.1.0")', '@type("com.acme.placed.v1")', '@pii'])(
    '%s is fine',
    async known => {
      expect(await findings(known)).toEqual([]);
    },
  );
});
