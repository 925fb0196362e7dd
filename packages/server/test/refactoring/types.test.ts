/** Extracting types and bases, and inlining them. */
import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.ts';
import { chosen, expectRefactored, offered, refactored } from '../support/refactoring.ts';

const shop = (placed: string, type: string, guard: string) => `choreography Shop
event Placed { key orderId: uuid  ${placed}  note?: string }
${type}event Taken { key orderId: uuid }
actor Customer { emits Placed }
service Payments {
  charge: on Placed when ${guard} -> Taken
}
`;
const story = (given: string) => `choreography Shop
scenario "s" {
  given Placed { ${given} }
}
`;

test('fields become a type, and what reads and gives them follows', async () => {
  const before = {
    'a.choreo': shop('<|>amount: decimal  currency: string<|>', '', 'amount > 5 and Placed.currency == "EUR"'),
    'b.choreo': story('amount: 6, note: "n", currency: "EUR"'),
  };
  const after = {
    'a.choreo': shop(
      'details: PlacedDetails',
      'type PlacedDetails { amount: decimal  currency: string }\n',
      'details.amount > 5 and Placed.details.currency == "EUR"',
    ),
    'b.choreo': story('details: { amount: 6, currency: "EUR" }, note: "n"'),
  };
  expect(await refactored(before, 'Extract 2 fields to a new type')).toEqual(after);
  const back = { ...after, 'a.choreo': after['a.choreo'].replace('details: P', 'det<|>ails: P') };
  expect(await refactored(back, 'Inline `PlacedDetails` into `Placed`')).toEqual({
    'a.choreo': before['a.choreo'].replaceAll('<|>', ''),
    'b.choreo': story('amount: 6, currency: "EUR", note: "n"'),
  });
});

test('fields on lines of their own keep their comments and annotations', async () => {
  const before = `event Placed {
  key orderId: uuid
  /** What it costs. */
  @min(0)
  <|>amount: decimal // with tax
  currency: string<|>

  note?: string
}

actor Customer { emits Placed }
`;
  const after = `event Placed {
  key orderId: uuid
  details: PlacedDetails

  note?: string
}

type PlacedDetails {
  /** What it costs. */
  @min(0)
  amount: decimal // with tax
  currency: string
}

actor Customer { emits Placed }
`;
  await expectRefactored(before, /^Extract/, after);
  await expectRefactored(
    after.replace('type PlacedDetails', 'type Placed<|>Details'),
    'Inline `PlacedDetails` into `Placed`',
    before.replaceAll('<|>', ''),
  );
});

test('what has to stay a field of its own', async () => {
  const extracts = (text: string) => offered(text, 'refactor.extract');
  expect(await extracts('event A { <|>key id: uuid<|>  a: int }')).toEqual([
    'Extract `id` to a new type: `id` is a key, and keys are fields of the message itself.',
  ]);
  expect(await extracts('event A { <|>a: int<|> }\nevent B\nservice S { on B -> A { a: 5 } }')).toEqual([
    'Extract `a` to a new type: `a` is given at a.choreo:3, where a field of a type cannot be given.',
  ]);
  expect(await extracts('event A { <|>a: int<|> }\nevent B { a: int }\nservice S { on A -> B { ... } }')).toEqual([
    'Extract `a` to a new type: The field `a` of `A` and the field `a` of `B` (a.choreo:2) are read or copied as one field.',
    'Extract a base of `A` and `B`',
  ]);
  const inlines = (text: string) => offered(text, 'refactor.inline');
  const type = 'type T { a: int }\n';
  expect(await inlines(`${type}event A { t<|>?: T }`)).toEqual([
    'Inline `T` into `A`: `t` may be missing as a whole, which its fields could not say.',
  ]);
  expect(await inlines(`${type}event A { t<|>: T  a: int }`)).toEqual([
    'Inline `T` into `A`: `A` has `a` already. Rename one of the two first.',
  ]);
  expect(await inlines(`${type}event A { t<|>: T  u: T }\nservice S { on A when t == u }`)).toEqual([
    'Inline `T` into `A`: `t` is read as a whole, which its fields cannot be.',
  ]);
  expect(await inlines(`${type}event A { t<|>: T[] }`)).toEqual([]);
});

test('a type that others have stays', () =>
  expectRefactored(
    'type T { a: int }\nevent A { t<|>: T }\nevent B { t: T }\nservice S { on A when t.a > 1\n  on B when t.a > 1 }\n',
    'Inline `T` into `A`',
    'type T { a: int }\nevent A { a: int }\nevent B { t: T }\nservice S { on A when a > 1\n  on B when t.a > 1 }\n',
  ));

test('comments of fields are kept, on lines of their own', () =>
  expectRefactored(
    'type T {\n  /** How much. */\n  a: int\n}\nevent A { key id: uuid  t<|>: T  b: int }\n',
    'Inline `T` into `A`',
    'event A {\n  key id: uuid\n  /** How much. */\n  a: int\n  b: int\n}\n',
  ));

test('fields that several have become a base', async () => {
  const before = `event OrderPlaced { <|>key orderId: uuid  at: datetime<|>  total: int }
event OrderPaid {
  key orderId: uuid
  at: datetime

  amount: int
}
event OrderLost { key orderId: uuid  at: datetime }
event Other { key orderId: uuid }
`;
  const after = `event OrderPlaced extends OrderBase { total: int }
type OrderBase { key orderId: uuid  at: datetime }
event OrderPaid extends OrderBase {
  amount: int
}
event OrderLost extends OrderBase
event Other { key orderId: uuid }
`;
  await expectRefactored(before, 'Extract a base with 2 fields of `OrderPlaced`, `OrderPaid` and `OrderLost`', after);
  await expectRefactored(
    after.replace('type Order', 'type <|>Order'),
    'Inline `OrderBase` into `OrderPlaced`, `OrderPaid` and `OrderLost`',
    `event OrderPlaced { key orderId: uuid  at: datetime  total: int }
event OrderPaid {
  key orderId: uuid
  at: datetime
  amount: int
}
event OrderLost { key orderId: uuid  at: datetime }
event Other { key orderId: uuid }
`,
  );
});

test('what is inlined extends something itself, or is a message', () =>
  expectRefactored(
    'type T { a: int }\nevent A extends T {\n  b: int\n}\nevent <|>B extends A { c: int }\n',
    'Inline `A` into `B`',
    'type T { a: int }\nevent A extends T {\n  b: int\n}\nevent B extends T {\n  b: int\n  c: int\n}\n',
  ));

test('each step has a label', async () => {
  const [{ edit }] = await chosen(
    { 'a.choreo': 'event A { <|>a: int<|> }\nservice S { on A when a > 1 }\n' },
    /^Extract/,
  );
  expect(Object.values(edit?.changeAnnotations ?? {}).map(({ label }) => label)).toEqual([
    'Add the type ADetails',
    'Use it in A',
    'Read its fields from details',
  ]);
});

test('the author is asked for a better name, where the editor can do that', async () => {
  const text = 'event B { x: int }\nevent A { <|>x: int  a: int<|> }\nservice S { on A when a > 1 }\n';
  const [{ command, edit }, editor] = await chosen({ 'a.choreo': text }, /^Extract 2/, {
    refactoring: { renameAt: 'rename.here' },
  });
  const after = editor.applied(edit)['a.choreo'] ?? '';
  const [uri, { line, character }] = (command?.arguments ?? []) as [string, { line: number; character: number }];
  expect([command?.command, uri]).toEqual(['rename.here', 'file:///workspace/a.choreo']);
  expect(after.split('\n')[line]?.slice(character)).toBe('ADetails { x: int  a: int }');
});

test('an editor that cannot ask for the edits later gets them at once', async () => {
  const editor = await TestEditor.open({ 'a.choreo': 'event A { <|>x: int<|> }\n' }, { resolvesEdits: false });
  const [action] = await editor.refactorings('a.choreo');
  expect(editor.applied(action?.edit)).toEqual({
    'a.choreo': 'event A { details: ADetails }\ntype ADetails { x: int }\n',
  });
});

test('a text that has changed in the meantime is left alone', async () => {
  const editor = await TestEditor.open({ 'a.choreo': 'event A { <|>x: int<|> }\n' });
  const [action] = await editor.refactorings('a.choreo');
  await editor.type('a.choreo', 'event A\n');
  await expect(action && editor.resolved(action)).rejects.toThrow(
    'The text has changed since “Extract `x` to a new type” was offered.',
  );
});
