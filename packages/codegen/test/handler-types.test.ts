/** What a handler may return is a matter of types: here are handlers that must compile, and handlers that must not. */
import { beforeAll, expect, test } from 'vitest';
import { generate } from '../src/index.ts';
import { parseOne } from './support/models.ts';
import { createWorkshop, type Diagnostic } from './support/workshop.ts';

const shop = `
choreography Shop
event Placed { key id: uuid  total: decimal  note?: string }
event Taken { key id: uuid  amount: decimal }
event Failed { key id: uuid  reason: Reason }
event Held { key id: uuid }
event Part { key id: uuid  number: int }
event Late { key id: uuid  by: duration }
event Dialled { key id: uuid  key call: uuid }
event Called { key call: uuid }
enum Reason { Declined, Fraud }
actor User { emits Placed, Dialled, Called  receives Taken, Failed, Held, Part*, Late }
service Payments by id {
  state open: boolean
  charge: on Placed -> Taken & Held | Failed
  parts: on Taken -> Part+
  maybe: on Held -> Part? & Late*
  note: on Failed -> set open = true
  settle: on Placed { when total > 100 -> Failed else -> Held }
  join: on Taken and Held within 5m else Late at most 2 times else Failed -> Part
  either: on Taken or Failed -> Held
  dialled: on Dialled
  called: on Called when open -> Failed
}
`;

/** Each is a body for \`export const handler: Type = …\`; those with a message must fail with it. */
const handlers: readonly { readonly type: string; readonly code: string; readonly error?: RegExp }[] = [
  // Exactly one alternative, all of its parts.
  { type: 'ChargeHandler', code: 'async (placed, { emit }) => emit.TakenAndHeld({ Taken: { amount: placed.total } })' },
  {
    type: 'ChargeHandler',
    code: "(placed, { emit }) => (placed.note === 'x' ? emit.Failed({ reason: 'Fraud' }) : emit.TakenAndHeld({ Taken: { amount: '1' } }))",
  },
  { type: 'ChargeHandler', code: 'async (_placed, { emit }) => emit.Held()', error: /Property 'Held' does not exist/ },
  { type: 'ChargeHandler', code: 'async (_placed, { emit }) => emit.TakenAndHeld({})', error: /'Taken' is missing/ },
  {
    type: 'ChargeHandler',
    code: 'async (_placed, { emit }) => emit.TakenAndHeld({ Taken: {} })',
    error: /'amount' is missing/,
  },
  {
    type: 'ChargeHandler',
    code: "async (_placed, { emit }) => emit.Failed({ reason: 'Bored' })",
    error: /"Bored"' is not assignable|'"Bored"'/,
  },
  {
    type: 'ChargeHandler',
    code: "async (_placed, { emit }) => emit.Failed({ reason: 'Fraud', extra: 1 })",
    error: /'extra' does not exist/,
  },
  {
    type: 'ChargeHandler',
    code: "async (_placed, { emit }) => emit.Failed({ reason: 'Fraud', id: 'other' })",
    error: /'id' does not exist/,
  },
  {
    type: 'ChargeHandler',
    code: "async (_placed, { emit }) => [emit.Failed({ reason: 'Fraud' }), emit.Failed({ reason: 'Fraud' })]",
    error: /not assignable/,
  },
  { type: 'ChargeHandler', code: 'async () => undefined', error: /not assignable/ },
  { type: 'ChargeHandler', code: 'async () => ({ Failed: { reason: "Fraud" } })', error: /not assignable/ },
  {
    type: 'ChargeHandler',
    code: "async (_placed, { emit }) => { if (Math.random() > 0.5) return emit.Failed({ reason: 'Fraud' }); }",
    error: /Not all code paths return a value|lacks ending return|not assignable/,
  },
  {
    type: 'ChargeHandler',
    code: 'async (placed, { emit }) => emit.TakenAndHeld({ Taken: { amount: placed.missing } })',
    error: /'missing' does not exist/,
  },
  // `+` needs one at least, `*` takes any number, `?` may be left out.
  { type: 'PartsHandler', code: 'async (_taken, { emit }) => emit.Part([{ number: 1 }, { number: 2 }])' },
  { type: 'PartsHandler', code: 'async (_taken, { emit }) => emit.Part([])', error: /not assignable/ },
  {
    type: 'PartsHandler',
    code: 'async (_taken, { emit }) => emit.Part({ number: 1 })',
    error: /not assignable|does not exist/,
  },
  { type: 'MaybeHandler', code: 'async (_held, { emit }) => emit.PartAndLate({ Late: [] })' },
  {
    type: 'MaybeHandler',
    code: "async (_held, { emit }) => emit.PartAndLate({ Part: { number: 1 }, Late: [{ by: 'PT1M' }] })",
  },
  {
    type: 'MaybeHandler',
    code: 'async (_held, { emit }) => emit.PartAndLate({ Part: { number: 1 } })',
    error: /'Late' is missing/,
  },
  // What emits nothing returns nothing, and state is not the handler's to set.
  { type: 'NoteHandler', code: 'async (failed, { state }) => { void [failed.reason, state.open]; }' },
  { type: 'NoteHandler', code: 'async () => 5', error: /not assignable/ },
  { type: 'NoteHandler', code: 'async (_failed, { state }) => { state.open = true; }', error: /read-only/ },
  { type: 'NoteHandler', code: 'async (_failed, context) => { void context.emit; }', error: /'emit' does not exist/ },
  // A way for each branch, and none too many.
  {
    type: 'SettleHandler',
    code: "{ Failed: async (_placed, { emit }) => emit.Failed({ reason: 'Fraud' }), Held: async (_placed, { emit }) => emit.Held() }",
  },
  {
    type: 'SettleHandler',
    code: "{ Failed: async (_placed, { emit }) => emit.Failed({ reason: 'Fraud' }) }",
    error: /'Held' is missing/,
  },
  {
    type: 'SettleHandler',
    code: '{ Failed: async (_placed, { emit }) => emit.Held(), Held: async (_placed, { emit }) => emit.Held() }',
    error: /'Held' does not exist/,
  },
  {
    type: 'SettleHandler',
    code: 'async (_placed, { emit }) => emit.Held()',
    error: /missing the following properties|not assignable|implicitly has an 'any'/,
  },
  // Joins see all of their messages; when they give up, those that came.
  {
    type: 'JoinHandler',
    code: "{ handle: async (joined, { emit }) => emit.Part({ number: joined.Taken.amount.length + joined.Held.id.length }), timedOut: async (waited, { emit }) => emit.Late({ by: waited.arrived.Taken?.amount ?? waited.first.data.id }), exhausted: async (_joined, { emit }) => emit.Failed({ reason: 'Fraud' }) }",
  },
  {
    type: 'JoinHandler',
    code: "{ handle: async (_joined, { emit }) => emit.Part({ number: 1 }), timedOut: async (waited, { emit }) => emit.Late({ by: waited.arrived.Taken.amount }), exhausted: async (_joined, { emit }) => emit.Failed({ reason: 'Fraud' }) }",
    error: /possibly 'undefined'/,
  },
  { type: 'JoinHandler', code: '{ handle: async (_joined, { emit }) => emit.Part({ number: 1 }) }', error: /timedOut/ },
  // Where a link leads to the instance, its key is known: it is not the handler's to give.
  {
    type: 'CalledHandler',
    code: "async (called, { emit, key }) => emit.Failed({ reason: key.id === called.call ? 'Fraud' : 'Declined' })",
  },
  {
    type: 'CalledHandler',
    code: "async (_called, { emit }) => emit.Failed({ reason: 'Fraud', id: 'other' })",
    error: /'id' does not exist/,
  },
  {
    type: 'CalledHandler',
    code: "async (_called, { emit, key }) => { void key.call; return emit.Failed({ reason: 'Fraud' }); }",
    error: /'call' does not exist/,
  },
  // `or`: told apart by the name of the message.
  {
    type: 'EitherHandler',
    code: "async (trigger, { emit }) => { void (trigger.message === 'Failed' ? trigger.data.reason : trigger.data.amount); return emit.Held(); }",
  },
  {
    type: 'EitherHandler',
    code: 'async (trigger, { emit }) => { void trigger.data.reason; return emit.Held(); }',
    error: /'reason' does not exist/,
  },
];

const workshop = createWorkshop('types');
let diagnostics: readonly Diagnostic[] = [];

beforeAll(async () => {
  const choreography = await parseOne(shop);
  workshop.add('shop', generate(choreography));
  for (const [index, { type, code }] of handlers.entries()) {
    const path = `shop/src/services/payments/case-${index}.ts`;
    workshop.write(
      path,
      `import type { ${type} } from './payments.gen.ts';\nexport const handler: ${type} = ${code};\n`,
    );
  }
  await addEvolution();
  diagnostics = await workshop.compile();
});

function errorsOf(path: string): string {
  return diagnostics
    .filter(({ file }) => file === path)
    .map(({ code, message }) => `${code} ${message}`)
    .join('\n');
}

test('but for the cases, everything compiles', () => {
  const others = diagnostics.filter(({ file }) => !/case-\d+\.ts$|^(added|changed|removed)\//.test(file));
  expect(others).toEqual([]);
});

test.each(handlers.map(({ type, code, error }, index) => [`${type} = ${code}`, index, error] as const))(
  '%s',
  (_name, index, error) => {
    const errors = errorsOf(`shop/src/services/payments/case-${index}.ts`);
    expect(errors).toMatch(error ?? /^$/);
    expect(errors === '').toBe(error === undefined);
  },
);

/** Old handlers beside the modules of a model that went on. */
async function addEvolution(): Promise<void> {
  const before = await parseOne(shop);
  const variants = {
    added: shop.replace('note: on Failed', 'thank: on Part -> Held\n  note: on Failed'),
    changed: shop
      .replace('-> Taken & Held | Failed', '-> Taken | Failed')
      .replace('event Part { key id: uuid  number: int }', 'event Part { key id: uuid  number: int  of: int }'),
    removed: shop.replace('either: on Taken or Failed -> Held', ''),
  };
  for (const [name, text] of Object.entries(variants)) {
    const old = generate(before);
    const next = generate(await parseOne(text));
    const kept = old.files.filter(({ owner }) => owner === 'user');
    workshop.add(name, { ...next, files: [...kept, ...next.files.filter(({ owner }) => owner === 'generated')] });
  }
}

test('a new reaction does not compile until its handler is there', () => {
  const files = new Set(diagnostics.filter(({ file }) => file.startsWith('added/')).map(({ file }) => file));
  expect([...files]).toEqual(['added/src/services/payments/payments.gen.ts']);
  expect(errorsOf('added/src/services/payments/payments.gen.ts')).toMatch(/TS2307 Cannot find module '\.\/thank\.ts'/);
});

test('a changed outcome or payload does not compile in the handlers that it is about, and there alone', () => {
  const files = new Set(diagnostics.filter(({ file }) => file.startsWith('changed/')).map(({ file }) => file));
  expect([...files].sort()).toEqual(
    ['charge', 'join', 'maybe', 'parts'].map(name => `changed/src/services/payments/${name}.ts`),
  );
});

test('the handler of a reaction that is gone does not pass for one that runs', () => {
  const files = new Set(diagnostics.filter(({ file }) => file.startsWith('removed/')).map(({ file }) => file));
  expect([...files]).toEqual(['removed/src/services/payments/either.ts']);
});
