/** Example payloads pass their schemas: for random types with random limits, through the generated contracts themselves. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import {
  builtinTypes,
  type Choreography,
  type Field,
  type Message,
  type RecordType,
  type TypeRef,
} from '@choreo/model';
import { expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import { generate } from '../src/index.ts';
import { createNaming } from '../src/names/naming.ts';
import { textMatching } from '../src/sample/pattern-text.ts';
import { sampleFields, type SampleValue } from '../src/sample/plausible.ts';
import { annotation, declared, field, hostileNames } from './support/hostile.ts';

const patterns = [
  '^[A-Z]{2}-\\d{4}$',
  '^(a|b)+$',
  '[0-9a-f]{8}',
  '^\\w+@\\w+\\.[a-z]{2,3}$',
  '^x?y*z+$',
  '^[^a-z]{3,5}$',
  '\\.',
  '^\\u{1F642}$',
  '^(?:ab){2}(?<n>c)$',
  '^$',
  '.',
];
/** What a payload can hold; and half a surrogate pair is lost by the test runner's own compiler. */
const ownable = hostileNames.filter(name => name !== '__proto__' && !/\p{Cs}/u.test(name));
const names = ['orderId', 'amount', 'quantity', 'currency', 'email', 'note', 'createdAt', 'lines', 'tags', ...ownable];

const builtin = fc.constantFrom(...builtinTypes).map((name): TypeRef => ({ kind: 'builtin', name }));
const recordIds = ['RecordA', 'RecordB', 'RecordC'];
const type: fc.Arbitrary<TypeRef> = fc.letrec<{ type: TypeRef }>(tie => ({
  type: fc.oneof(
    { maxDepth: 2 },
    builtin,
    fc.constantFrom<TypeRef>(
      { kind: 'enum', id: 'Level' },
      ...recordIds.map((id): TypeRef => ({ kind: 'record', id })),
    ),
    tie('type').map((element): TypeRef => ({ kind: 'array', element })),
    tie('type').map((value): TypeRef => ({ kind: 'map', value })),
  ),
})).type;

const limit = fc.oneof(fc.integer({ min: -20, max: 40 }), fc.double({ min: -20, max: 40, noNaN: true }));
const anyField: fc.Arbitrary<Field> = fc
  .record({
    name: fc.constantFrom(...names),
    type,
    optional: fc.boolean(),
    min: fc.option(limit, { nil: undefined }),
    max: fc.option(limit, { nil: undefined }),
    pattern: fc.option(fc.constantFrom(...patterns), { nil: undefined, freq: 3 }),
  })
  .map(({ name, type: fieldType, optional, min, max, pattern }) =>
    field(name, fieldType, {
      optional,
      annotations: [
        ...(min === undefined ? [] : [annotation('min', min)]),
        ...(max === undefined ? [] : [annotation('max', max)]),
        ...(pattern === undefined ? [] : [annotation('pattern', pattern)]),
      ],
    }),
  );
const fields = fc.uniqueArray(anyField, { selector: ({ name }) => name, maxLength: 6 });

function choreographyOf(payloads: readonly (readonly Field[])[], records: readonly (readonly Field[])[]): Choreography {
  return {
    name: 'Random',
    files: [],
    headers: [],
    messages: payloads.map((own, index): Message => ({
      ...declared(`M${index}`),
      kind: 'event',
      id: `M${index}`,
      choreography: 'Random',
      fields: own,
    })),
    types: [
      {
        ...declared('Level'),
        kind: 'enum',
        id: 'Level',
        choreography: 'Random',
        values: hostileNames.map(name => declared(name)),
      },
      ...recordIds.map((id, index): RecordType => ({
        ...declared(id),
        kind: 'record',
        id,
        choreography: 'Random',
        fields: records[index] ?? [],
      })),
    ],
    participants: [],
    channels: [],
    properties: [],
    scenarios: [],
    used: { messages: [], types: [] },
  };
}

const folder = fileURLToPath(new URL('.out/plausible/', import.meta.url));

test('every example that is given passes its schema', async () => {
  rmSync(folder, { recursive: true, force: true });
  let given = 0;
  let impossible = 0;
  const rounds = fc.sample(
    fc.tuple(fc.array(fields, { minLength: 30, maxLength: 30 }), fc.tuple(fields, fields, fields)),
    drawn(42, 25),
  );
  for (const [round, [payloads, records]] of rounds.entries()) {
    const choreography = choreographyOf(payloads, records);
    const naming = createNaming(choreography);
    for (const { path, contents } of generate(choreography).files) {
      const target = join(folder, String(round), path);
      mkdirSync(join(target, '..'), { recursive: true });
      writeFileSync(target, contents);
    }
    const contracts = (await import(join(folder, String(round), 'src/contracts.gen.ts'))) as Record<
      string,
      { readonly schema: Schema }
    >;
    for (const message of choreography.messages) {
      const sample = sampleFields(naming.names.allFields(message), naming);
      if ('impossible' in sample) {
        impossible++;
        continue;
      }
      given++;
      const payload: unknown = JSON.parse(JSON.stringify(plain(sample.value)));
      const result = contracts[message.id]?.schema.safeParse(payload);
      const limits = message.fields.map(({ name, annotations }) => [name, ...annotations.map(({ args }) => args[0])]);
      expect(result?.error?.issues ?? [], JSON.stringify([round, limits, payload])).toEqual([]);
      expect(result?.success).toBe(true);
    }
  }
  // Limits that nothing can keep are drawn too, but they must stay the exception.
  expect(given).toBeGreaterThan(impossible);
});

interface Schema {
  safeParse(data: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly unknown[] } };
}

function plain(value: SampleValue): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, inner]: [string, SampleValue]) => [name, plain(inner)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

test('a text for a pattern matches it, or there is none', () => {
  for (const source of patterns) {
    const found = textMatching({ source, flags: 'u' });
    expect(found, source).toMatch(new RegExp(source, 'u'));
  }
  expect(textMatching({ source: '^(?=x)x$', flags: 'u' })).toBeUndefined();
  expect(textMatching({ source: '^a{3}$', flags: 'u' }, 5)).toBeUndefined();
  expect(textMatching({ source: '^a+$', flags: 'u' }, 5, 9)).toMatch(/^a{5,9}$/);
});

test('plausible means plausible', async () => {
  const builtins = {
    orderId: 'uuid',
    currency: 'string',
    amount: 'decimal',
    quantity: 'int',
    email: 'email',
    sku: 'string',
  } as const;
  const choreography = choreographyOf(
    [Object.entries(builtins).map(([name, kind]) => field(name, { kind: 'builtin', name: kind }))],
    [],
  );
  const naming = createNaming(choreography);
  const [message] = choreography.messages;
  const sample = message && sampleFields(naming.names.allFields(message), naming);
  expect(sample && 'value' in sample && plain(sample.value)).toEqual({
    orderId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    currency: 'EUR',
    amount: '42.00',
    quantity: 2,
    email: 'ada@example.com',
    sku: 'SKU-1001',
  });
});
