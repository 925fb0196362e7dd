/** Messages, types, enums and fields become data, with the places they were read from. */
import { builtinTypes, namesOf } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

describe('messages', () => {
  test('an event with fields', async () => {
    const { choreography, shown, errors } = await read(`
/**
 * A basket was submitted.
 *
 * Once per order.
 */
@owner("shop") @version("2.1.0")
event OrderPlaced {
  key orderId: uuid
  /** For the courier. */
  @pii note?: string
}`);
    expect(errors).toEqual([]);
    expect(shown(choreography.messages)).toEqual([
      {
        kind: 'event',
        id: 'OrderPlaced',
        name: 'OrderPlaced',
        choreography: 'model',
        doc: 'A basket was submitted.\n\nOnce per order.',
        annotations: [
          { name: 'owner', args: ['shop'], span: '@owner("shop")' },
          { name: 'version', args: ['2.1.0'], span: '@version("2.1.0")' },
        ],
        span: 'event OrderPlaced {\n  key orderId: uuid\n  /** For the courier. */\n  @pii note?: string\n}',
        nameSpan: 'OrderPlaced',
        fields: [
          {
            name: 'orderId',
            key: true,
            optional: false,
            type: { kind: 'builtin', name: 'uuid' },
            annotations: [],
            span: 'key orderId: uuid',
            nameSpan: 'orderId',
            typeSpan: 'uuid',
          },
          {
            name: 'note',
            key: false,
            optional: true,
            type: { kind: 'builtin', name: 'string' },
            doc: 'For the courier.',
            annotations: [{ name: 'pii', args: [], span: '@pii' }],
            span: 'note?: string',
            nameSpan: 'note',
            typeSpan: 'string',
          },
        ],
      },
    ]);
  });

  test('without a body, and as a command', async () => {
    const { choreography, shown } = await read('event Ping\ncommand Charge { amount: decimal }\nevent Empty {}');
    expect(shown(choreography.messages)).toMatchObject([
      { kind: 'event', id: 'Ping', fields: [], span: 'event Ping' },
      { kind: 'command', id: 'Charge', fields: [{ name: 'amount' }], span: 'command Charge { amount: decimal }' },
      { kind: 'event', id: 'Empty', fields: [] },
    ]);
  });

  test('extends an event, a command or a type; the fields of all are reached', async () => {
    const { choreography, shown, errors } = await read(`
type Base { key id: uuid  at: datetime }
event A extends Base { a: int }
event B extends A { at: date  b: int }
command C extends B
type D extends A { d: int }`);
    expect(errors).toEqual([]);
    const { messages, types, allFields } = namesOf(choreography);
    expect(shown([...messages.values()].map(({ base }) => base))).toEqual([
      { id: 'Base', span: 'Base' },
      { id: 'A', span: 'A' },
      { id: 'B', span: 'B' },
    ]);
    const fieldsOf = (id: string): string[] => {
      const declaration = messages.get(id) ?? types.get(id);
      if (!declaration || declaration.kind === 'enum') throw new Error(`${id} has no fields`);
      return allFields(declaration).map(({ name, type }) => `${name}: ${'name' in type ? type.name : ''}`);
    };
    expect(fieldsOf('C')).toEqual(['id: uuid', 'at: date', 'a: int', 'b: int']);
    expect(fieldsOf('D')).toEqual(['id: uuid', 'at: datetime', 'a: int', 'd: int']);
  });

  test('a cycle of extends is read, and ends', async () => {
    const { choreography } = await read('event A extends B { a: int }\nevent B extends A { b: int }');
    const { messages, allFields } = namesOf(choreography);
    const names = [...messages.values()].map(message =>
      allFields(message)
        .map(({ name }) => name)
        .sort(),
    );
    expect(names).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });
});

describe('types of fields', () => {
  test.each(builtinTypes.map(name => [name]))('%s', async name => {
    const { choreography, errors } = await read(`event E { x: ${name} }`);
    expect(errors).toEqual([]);
    expect(choreography.messages[0]?.fields[0]?.type).toEqual({ kind: 'builtin', name });
  });

  test.each([
    ['Money', { kind: 'record', id: 'Money' }],
    ['Problem', { kind: 'enum', id: 'Problem' }],
    ['Money[]', { kind: 'array', element: { kind: 'record', id: 'Money' } }],
    ['int[][]', { kind: 'array', element: { kind: 'array', element: { kind: 'builtin', name: 'int' } } }],
    ['map<Money>', { kind: 'map', value: { kind: 'record', id: 'Money' } }],
    [
      'map<map<int>[]>[]',
      {
        kind: 'array',
        element: {
          kind: 'map',
          value: { kind: 'array', element: { kind: 'map', value: { kind: 'builtin', name: 'int' } } },
        },
      },
    ],
    ['model.Money', { kind: 'record', id: 'Money' }],
  ])('%s', async (type, expected) => {
    const { choreography, shown } = await read(
      `choreography model\nevent E { x: ${type} }\ntype Money { amount: decimal }\nenum Problem { A }`,
    );
    const field = choreography.messages[0]?.fields[0];
    expect(field?.type).toEqual(expected);
    expect(shown(field?.typeSpan)).toBe(type);
  });

  test('one that does not exist is reported, and known to be unresolved', async () => {
    const { choreography, errors } = await read('event E { x: Monye[] }');
    expect(choreography.messages[0]?.fields[0]?.type).toEqual({
      kind: 'array',
      element: { kind: 'unresolved', name: 'Monye' },
    });
    expect(errors).toEqual([
      'unknown-name «Monye»: There is no type or enum `Monye`. Declare it, or use a built-in type.',
    ]);
  });
});

test('records and enums', async () => {
  const { choreography, shown, errors } = await read(`
/** What it costs. */ type Money { @min(-1.5) @max(9) amount: decimal }
@deprecated("use Reason") enum Problem { /** No money. */ CardDeclined, @deprecated Fraud, }
enum None {}`);
  expect(errors).toEqual([]);
  expect(shown(choreography.types)).toMatchObject([
    {
      kind: 'record',
      id: 'Money',
      doc: 'What it costs.',
      fields: [
        {
          annotations: [
            { name: 'min', args: [-1.5] },
            { name: 'max', args: [9] },
          ],
        },
      ],
    },
    {
      kind: 'enum',
      id: 'Problem',
      annotations: [{ name: 'deprecated', args: ['use Reason'] }],
      span: 'enum Problem { /** No money. */ CardDeclined, @deprecated Fraud, }',
      values: [
        { name: 'CardDeclined', doc: 'No money.', span: 'CardDeclined', nameSpan: 'CardDeclined' },
        { name: 'Fraud', annotations: [{ name: 'deprecated', args: [] }], span: 'Fraud' },
      ],
    },
    { kind: 'enum', id: 'None', values: [] },
  ]);
});

test('arguments of annotations are texts, numbers and truths', async () => {
  const { choreography } = await read('@pattern("^\\\\d+\\"$") @x(1, -2.5, true, false, "") event E');
  expect(choreography.messages[0]?.annotations.map(({ name, args }) => [name, args])).toEqual([
    ['pattern', ['^\\d+"$']],
    ['x', [1, -2.5, true, false, '']],
  ]);
});

describe('documentation', () => {
  test.each([
    ['/** One line. */ event E', 'One line.'],
    ['/**\n * Two\n * lines.\n */\n@owner("x")\nevent E', 'Two\nlines.'],
    ['/**\nNo stars.\n*/ event E', 'No stars.'],
    ['/* Not for readers. */ event E', undefined],
    ['// Nor this.\nevent E', undefined],
    ['/** Of another. */ event D\nevent E', undefined],
    ['/***/ event E', undefined],
    ['/** **/ event E', undefined],
  ])('%j', async (text, doc) => {
    const { choreography } = await read(text);
    expect(choreography.messages.find(({ name }) => name === 'E')?.doc).toBe(doc);
  });

  test('stands before a participant, a reaction, a state, a channel, a property, a scenario and the header', async () => {
    const { choreography } = await read(`
/** h */ choreography Shop
event A
/** s */ service S { /** r */ on A  /** v */ state v: boolean }
/** c */ channel c { carries A }
/** p */ property "p" { never A }
/** q */ scenario "q" { never A }`);
    expect([
      choreography.headers[0]?.doc,
      choreography.participants[0]?.doc,
      choreography.participants[0]?.reactions[0]?.doc,
      choreography.participants[0]?.states[0]?.doc,
      choreography.channels[0]?.doc,
      choreography.properties[0]?.doc,
      choreography.scenarios[0]?.doc,
    ]).toEqual(['h', 's', 'r', 'v', 'c', 'p', 'q']);
  });
});
