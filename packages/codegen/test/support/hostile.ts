/** A model whose every name and text tries to get out of where it is put. */
import type {
  Annotation,
  Choreography,
  Declaration,
  Expression,
  Field,
  Message,
  Outcome,
  Participant,
  Reaction,
  Span,
  TypeRef,
} from '@choreo/model';

export const nowhere: Span = {
  uri: 'file:///hostile.choreo',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

export const hostileNames: readonly string[] = [
  '*/',
  '*/ throw new Error("out"); /*',
  '${process.exit(9)}',
  '`',
  "'",
  '"',
  '\\',
  "\\'",
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'con',
  'CON',
  'nul',
  'aux',
  'com1',
  '../x',
  '..',
  '.',
  '/etc/passwd',
  'C:\\windows',
  'class',
  'default',
  'import',
  'await',
  'arguments',
  'eval',
  'state',
  'emit',
  'contracts',
  'z',
  'payload',
  'item',
  'handle',
  'timedOut',
  'a\nb',
  'a\r\n// b',
  'a\u2028b',
  'a\u2029b',
  '\u202Eabc',
  '\u0000',
  '\uD800',
  'é',
  'e\u0301',
  'É',
  '漢字',
  '🙂',
  '',
  ' ',
  '1abc',
  'OrderPlaced',
  'orderplaced',
  'ORDERPLACED',
  '@ts-nocheck',
  '# sourceMappingURL=x',
  '<script>',
  '-->',
  'index',
  'x'.repeat(300),
];

export function declared(
  name: string,
  rest: { readonly doc?: string; readonly annotations?: readonly Annotation[] } = {},
): Declaration {
  return { name, annotations: [], span: nowhere, nameSpan: nowhere, ...rest };
}

export function annotation(name: string, ...args: readonly (string | number | boolean)[]): Annotation {
  return { name, args, span: nowhere };
}

export function field(name: string, type: TypeRef, rest: Partial<Field> = {}): Field {
  return { ...declared(name), type, key: false, optional: false, typeSpan: nowhere, ...rest };
}

export const text: TypeRef = { kind: 'builtin', name: 'string' };

/** One reaction for each name, all of them in one flow, in two services and one external one. */
export function hostileModel(names: readonly string[] = hostileNames): Choreography {
  const choreography = names[1] ?? 'Hostile';
  const doc = names.join(' ');
  const messages = names.map((name, index): Message => ({
    ...declared(name, { doc, annotations: [annotation('deprecated', doc), annotation('owner', name)] }),
    kind: index % 2 === 0 ? 'event' : 'command',
    id: name,
    choreography,
    fields: [
      field('caseId', text, { key: true }),
      ...names
        .filter(other => other !== '__proto__')
        .map(other => field(other, text, { doc: other, optional: other.length > 3 })),
    ],
  }));
  const first = names[0] ?? '';
  const reactions = names.map((name, index): Reaction => {
    const next = names[index + 1];
    const guard: Expression = {
      kind: 'binary',
      operator: '!=',
      left: { kind: 'field', message: name, path: [first], span: nowhere },
      right: { kind: 'string', value: name, span: nowhere },
      span: nowhere,
    };
    return reactionTo([name], name, `p${index}`, {
      guard,
      doc: name,
      body: { kind: 'outcome', outcome: setting(name, first, outcomeOf(next === undefined ? [] : [next])) },
    });
  });
  const states = names.map(name => ({
    ...declared(name, { doc: name }),
    type: { kind: 'values' as const, values: names.map(value => ({ name: value, span: nowhere })) },
  }));
  const service = participant(first, 'service', {
    reactions: reactions.map(reaction => ({ ...reaction, participant: first })),
    states,
  });
  const join = reactionTo(names.slice(0, 3), 'join', 'join', {
    trigger: { kind: 'all', messages: names.slice(0, 3).map(message => ({ message, span: nowhere })), span: nowhere },
    within: {
      duration: { text: '1m', milliseconds: 60_000, span: nowhere },
      otherwise: outcomeOf([names.at(-1) ?? '']),
      span: nowhere,
    },
  });
  const others = names.slice(2).map((name, index) =>
    participant(name, index % 2 === 0 ? 'service' : 'external', {
      doc: name,
      reactions: index === 0 ? [join] : [reactionTo([first, name], name, name)],
      emits: [
        {
          message: name,
          multiplicity: 'optional',
          ...(index % 3 === 0 ? { after: [{ message: first, span: nowhere }] } : {}),
          span: nowhere,
          nameSpan: nowhere,
        },
      ],
    }),
  );
  const actor = participant('Somebody', 'actor', {
    emits: [{ message: first, multiplicity: 'one', span: nowhere, nameSpan: nowhere }],
    receives: [{ message: names.at(-1) ?? '', repeated: true, span: nowhere, nameSpan: nowhere }],
  });
  return {
    name: choreography,
    files: [],
    headers: [],
    messages,
    types: [
      {
        ...declared('Names', { doc }),
        kind: 'enum',
        id: 'Names',
        choreography,
        values: names.map(name => declared(name)),
      },
    ],
    participants: [service, ...others, actor],
    channels: [
      {
        ...declared(first),
        carries: messages.map(({ id }) => ({ message: id, span: nowhere })),
        address: doc,
        orderedBy: { field: first, span: nowhere },
      },
    ],
    properties: [],
    scenarios: [],
    used: { messages: [], types: [] },
  };
}

/** The same, with a state set to one of its values in each alternative. */
function setting(state: string, value: string, { alternatives, span }: Outcome): Outcome {
  const assignment = {
    kind: 'set',
    state,
    name: state,
    value: { kind: 'state-value', state, value, span: nowhere },
    span: nowhere,
    nameSpan: nowhere,
  } as const;
  return { span, alternatives: alternatives.map(one => ({ ...one, items: [...one.items, assignment] })) };
}

export function participant(name: string, kind: Participant['kind'], rest: Partial<Participant> = {}): Participant {
  return { ...declared(name), kind, states: [], reactions: [], schedules: [], emits: [], receives: [], ...rest };
}

export function reactionTo(
  messages: readonly string[],
  name: string,
  id: string,
  rest: Partial<Reaction> = {},
): Reaction {
  return {
    id,
    participant: '',
    name,
    annotations: [],
    span: nowhere,
    nameSpan: nowhere,
    headSpan: nowhere,
    trigger: {
      kind: messages.length > 1 ? 'any' : 'single',
      messages: messages.map(message => ({ message, span: nowhere })),
      span: nowhere,
    },
    idempotent: false,
    body: { kind: 'sink' },
    broken: false,
    ...rest,
  };
}

export function outcomeOf(...alternatives: readonly (readonly string[])[]): Outcome {
  return {
    span: nowhere,
    alternatives: alternatives.map(messages => ({
      span: nowhere,
      items: messages.map(message => ({
        kind: 'emit' as const,
        message,
        multiplicity: 'one' as const,
        span: nowhere,
        nameSpan: nowhere,
      })),
    })),
  };
}
