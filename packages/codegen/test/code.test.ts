/** Names and texts of a model in code: nothing gets out of where it was put. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import { docComment, lineComment } from '../src/code/comment.ts';
import { array, call, object, render } from '../src/code/layout.ts';
import { memberAccess, propertyKey, quote } from '../src/code/quote.ts';
import { toFileName, createFileScope } from '../src/names/file-name.ts';
import { allot, createNameScope, toCamelCase, toIdentifier, toPascalCase } from '../src/names/identifier.ts';
import { arrow, isUsed } from '../src/service/arrow-code.ts';
import { hostileNames } from './support/hostile.ts';

const anything = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary' }), fc.string());

function evaluate(code: string): unknown {
  // The test is what this gives back.
  return new Function(`'use strict'; return (${code});`)();
}

test('a text is the same text as a literal', () => {
  fc.assert(
    fc.property(anything, text => {
      const literal = quote(text);
      expect(literal).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(evaluate(literal)).toBe(text);
    }),
    drawn(1),
  );
});

test('a name is a key of its own, never the prototype', () => {
  fc.assert(
    fc.property(anything, name => {
      const value = evaluate(`{ ${propertyKey(name)}: 1 }`) as Record<string, unknown>;
      expect(Object.keys(value)).toEqual([name]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(evaluate(`(x => ${memberAccess('x', name)})({ ${propertyKey(name)}: 7 })`)).toBe(7);
      expect(evaluate(`(x => ${memberAccess('x', name, true)})(undefined)`)).toBeUndefined();
    }),
    drawn(2),
  );
});

test('a comment ends where it is meant to, and directs nobody', () => {
  fc.assert(
    fc.property(anything, anything, (one, other) => {
      const comment = docComment(one, other);
      expect(evaluate(`${comment} 42`)).toBe(42);
      expect(comment.slice(0, -3)).not.toContain('*/');
      expect(comment).not.toMatch(/@ts-|\/\*.*\/\*/s);
      expect(evaluate(`${lineComment(one)}\n42`)).toBe(42);
    }),
    drawn(3),
  );
});

test('every name gets an identifier, and no two the same', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 30 }), names => {
      for (const convert of [toIdentifier, toCamelCase, toPascalCase]) {
        const allotted = allot(names, convert, createNameScope());
        const identifiers = [...allotted.values()];
        expect(new Set(identifiers).size).toBe(new Set(names).size);
        for (const identifier of identifiers)
          expect(evaluate(`(() => { const ${identifier} = 5; return ${identifier}; })()`)).toBe(5);
        // The order does not matter.
        expect(allot([...names].reverse(), convert, createNameScope())).toEqual(allotted);
      }
    }),
    drawn(4),
  );
});

test('ordinary names stay as they are', () => {
  expect(['OrderPlaced', 'URLChanged', 'URL', 'x'].map(toCamelCase)).toEqual(['orderPlaced', 'urlChanged', 'url', 'x']);
  expect(['charge', 'onOrderPlaced', 'Größe'].map(toPascalCase)).toEqual(['Charge', 'OnOrderPlaced', 'Größe']);
  expect(['class', 'then', 'Promise', 'await'].map(toIdentifier)).toEqual(['class_', 'then_', 'Promise_', 'await_']);
  expect(['OrderPlaced', 'onOrderPlaced', 'every1h', 'HTTPServer', 'Größe'].map(toFileName)).toEqual([
    'order-placed',
    'on-order-placed',
    'every1h',
    'http-server',
    'größe',
  ]);
});

test('file names are safe on every system, and no two the same on any', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 30 }), names => {
      const files = [...allot(names, toFileName, createFileScope()).values()];
      for (const file of files) {
        expect(file).toMatch(/^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}-]*$/u);
        expect(file).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i);
        expect(new TextEncoder().encode(file).length).toBeLessThan(255);
      }
      const folded = files.map(file => file.normalize('NFKC').toUpperCase().toLowerCase());
      expect(new Set(folded).size).toBe(new Set(names).size);
    }),
    drawn(5),
  );
});

test('lists stay on a line while they fit, and nest when they do not', () => {
  expect(render(object(['a: 1', 'b: 2']))).toBe('{ a: 1, b: 2 }');
  expect(render(object([]))).toBe('{}');
  const long = Array.from({ length: 12 }, (_, index) => `'element ${index}'`);
  expect(render(call('f', 'x', array(long)))).toBe(`f(x, [\n${long.map(item => `  ${item},`).join('\n')}\n])`);
  expect(render(object([['a: ', object(['b: 1'], true)]]))).toBe('{\n  a: {\n    b: 1,\n  },\n}');
});

test('parameters are declared where they are used', () => {
  const code = (body: string): string => render(arrow([{ name: 'order' }, { name: 'state' }], body));
  expect(code('order.id')).toBe('order => order.id');
  expect(code('state.paid')).toBe('(_order, state) => state.paid');
  expect(code("'state.paid'")).toBe("() => 'state.paid'");
  expect(isUsed('order', '({ ...order.lines })')).toBe(false);
  expect(isUsed('order', '(order?.lines)')).toBe(true);
  expect(isUsed('order', 'preorder.lines')).toBe(false);
  expect(isUsed('order', '{ order: 1 }')).toBe(false);
});
