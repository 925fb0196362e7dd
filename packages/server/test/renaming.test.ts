/** Renaming over files, from every kind of place: what changes. */
import { describe, expect, test } from 'vitest';
import { TestEditor } from './support/editor.ts';
import { billing, events, marking, refusal, renamed, services } from './support/renaming.ts';

test('a reaction can be called by any word of the language', async () => {
  const text =
    'event A\nevent B\nservice S {\n  a: on A ->\n    B\n  <|>undo: on B\n}\nscenario "s" { choose S.undo -> nothing }';
  const plain = text.replace('<|>', '');
  for (const word of ['cancel', 'on', 'state', 'true'])
    expect(await renamed({ 'a.choreo': text }, word)).toEqual({ 'a.choreo': plain.replaceAll('undo', word) });
  const back = { 'a.choreo': text.replace('<|>', '').replaceAll('undo', 'cancel').replace('S.cancel', 'S.<|>cancel') };
  expect(await renamed(back, 'undo')).toEqual({ 'a.choreo': plain });
});

test('an event is renamed where entries answer it', async () => {
  const files = {
    'a.choreo': 'choreography S\nevent <|>A { key id: uuid }\nevent B',
    'b.choreo': 'choreography S\nactor User { emits A, B? after B or A }\nservice T { on A -> B after 1h }',
  };
  expect((await renamed(files, 'Asked'))['b.choreo']).toBe(files['b.choreo'].replaceAll(/\bA\b/g, 'Asked'));
  const place = {
    ...files,
    'a.choreo': files['a.choreo'].replace('<|>', ''),
    'b.choreo': marking(files['b.choreo'], 'A }'),
  };
  expect((await renamed(place, 'Asked'))['a.choreo']).toBe(files['a.choreo'].replace('<|>A', 'Asked'));
});

test('an enum is renamed where a state has its type, and its values where states begin with them', async () => {
  const files = {
    'a.choreo': 'choreography S\nenum <|>Patron { Ann, Bob }\nevent A',
    'b.choreo':
      'choreography S\nservice T {\n  state a: Patron?\n  state b: Patron = Ann\n  state c: only\n  on A when a == Ann and c == only -> set b = Patron.Ann\n}',
  };
  expect((await renamed(files, 'Reader'))['b.choreo']).toBe(files['b.choreo'].replaceAll('Patron', 'Reader'));
  const value = { ...files, 'a.choreo': files['a.choreo'].replace('<|>', '').replace('Ann', '<|>Ann') };
  expect((await renamed(value, 'Eve'))['b.choreo']).toBe(files['b.choreo'].replaceAll('Ann', 'Eve'));
  const state = 'event A\nservice S {\n  state p: idle | <|>held = held\n  on A when p == held\n}';
  expect(await renamed({ 'a.choreo': state }, 'kept')).toEqual({
    'a.choreo': state.replace('<|>', '').replaceAll('held', 'kept'),
  });
});

test('what a condition of a property or a scenario names', async () => {
  const files = {
    'a.choreo': `choreography S
event A
enum Patron { Ann, Bob }
service Desk {
  state phase: idle | held
  state holder: Patron?
  on A when phase == idle -> set phase = held & set holder = Ann
}`,
    'b.choreo': `choreography S
property "p" {
  at rest Desk.phase == held and Desk.holder in [Ann, Bob] if A
  at all times Desk.phase != held or Desk.phase == idle
}
scenario "s" {
  given A
  expect at rest Desk.phase == held
}`,
  };
  const expectRenamed = async (place: string, from: string, to: string): Promise<void> => {
    const word = new RegExp(`\\b${from}\\b`, 'g');
    const expected = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, text.replaceAll(word, to)] as const),
    );
    const holding = Object.entries(files).filter(([, text]) => text.includes(place));
    for (const [file, text] of holding)
      expect(await renamed({ ...files, [file]: marking(text, place) }, to)).toEqual(expected);
  };
  await expectRenamed('Desk {', 'Desk', 'Counter');
  await expectRenamed('Desk.phase == held and', 'Desk', 'Counter');
  await expectRenamed('phase:', 'phase', 'mode');
  await expectRenamed('phase != held', 'phase', 'mode');
  await expectRenamed('held\n', 'held', 'kept');
  await expectRenamed('held or', 'held', 'kept');
  await expectRenamed('Ann, Bob]', 'Ann', 'Eve');
});

describe('a choreography', () => {
  const files = {
    'billing.choreo': billing,
    'more.choreo': 'choreography Billing\nevent Settled extends Billing.Invoiced',
    'shop.choreo':
      'choreography Shop uses Billing\nevent Sold extends Billing.Invoiced { in: Billing.Currency }\nservice Sales { on Billing.Invoiced when Billing.Invoiced.total.amount > 5 -> Sold }',
  };
  const expected = {
    'billing.choreo': billing.replace('Billing', 'Invoicing'),
    'more.choreo': 'choreography Invoicing\nevent Settled extends Invoicing.Invoiced',
    'shop.choreo':
      'choreography Shop uses Invoicing\nevent Sold extends Invoicing.Invoiced { in: Invoicing.Currency }\nservice Sales { on Invoicing.Invoiced when Invoicing.Invoiced.total.amount > 5 -> Sold }',
  };

  test.each([
    ['more.choreo', 'Billing\n'],
    ['shop.choreo', 'Billing\n'],
    ['shop.choreo', 'Billing.Invoiced {'],
    ['shop.choreo', 'Billing.Currency'],
    ['shop.choreo', 'Billing.Invoiced when'],
    ['shop.choreo', 'Billing.Invoiced.total'],
  ] as const)('from %s, before %j: headers, `uses` and all that stands before a dot', async (file, before) => {
    const at = { ...files, [file]: marking(files[file], before) };
    expect(await renamed(at, 'Invoicing')).toEqual(expected);
  });

  test('with the cursor behind the name', async () => {
    const at = { ...files, 'shop.choreo': files['shop.choreo'].replace('on Billing', 'on Billing<|>') };
    expect(await renamed(at, 'Invoicing')).toEqual(expected);
  });

  test('its definition and references are those places too', async () => {
    const editor = await TestEditor.open({
      ...files,
      'shop.choreo': marking(files['shop.choreo'], 'Billing.Currency'),
    });
    expect(await editor.definition('shop.choreo')).toEqual(['billing.choreo:1:14']);
    expect(await editor.references('shop.choreo')).toHaveLength(8);
    expect(await editor.highlights('shop.choreo')).toEqual(['1:24', '2:20', '2:43', '3:20', '3:42']);
  });

  test('never to another one’s name', async () => {
    const at = { ...files, 'billing.choreo': marking(billing, 'Billing') };
    expect(await refusal(at, 'Shop')).toMatch(
      /^The choreography `Shop` \(\w+\.choreo:1\) already has this name: files with the same choreography name belong together, so the two would be merged\. Choose another/,
    );
  });

  test('that has no header has the name of its file', async () => {
    const alone = { 'alone.choreo': 'event Started\nservice S { on <|>alone.Started }' };
    expect(await refusal(alone, 'other')).toBe(
      'The choreography `alone` is named after its file. Rename the file, or name it in a header: `choreography alone`.',
    );
  });
});

describe('names in payloads', () => {
  const story = `choreography Shop
scenario "s" {
  given OrderPlaced {
    total: { amount: 5 }, reason: Fraud, lines: [{ count: 1, cause: Fraud }], extra: { total: { cause: Unknown } },
  }
}
`;
  const given = (before: string) => ({ 'story.choreo': marking(story, before) });

  test.each(['total:', 'amount:', 'reason:', 'count:', 'cause: Fraud', 'cause: Unknown'])(
    'an entry is its field, everywhere: `%s`',
    async before => {
      const name = before.split(':')[0] ?? '';
      const changed = await renamed(given(before), 'renamed');
      expect(changed['events.choreo']).toBe(events.replace(new RegExp(`\\b${name}:`), 'renamed:'));
      const isField = new RegExp(`\\b${name}:(?! \\{ cause)`, 'g');
      expect(changed['story.choreo']).toBe(story.replace(isField, 'renamed:'));
    },
  );

  test('a word is its enum value', async () => {
    const changed = await renamed(given('Fraud }]'), 'Theft');
    expect(changed).toEqual({
      'events.choreo': events.replace('Fraud', 'Theft'),
      'story.choreo': story.replaceAll('Fraud', 'Theft'),
    });
  });

  test('from the declarations, the fields and words of payloads are renamed too', async () => {
    const field = await renamed({ 'events.choreo': marking(events, 'amount'), 'story.choreo': story }, 'value');
    expect(field['story.choreo']).toBe(story.replace('amount', 'value'));
    expect(field['services.choreo']).toContain('when total.value > 5');
    const value = await renamed({ 'events.choreo': marking(events, 'Unknown'), 'story.choreo': story }, 'None');
    expect(value['story.choreo']).toBe(story.replace('Unknown', 'None'));
  });

  test('fields that are inherited', async () => {
    const changed = await renamed(
      {
        'a.choreo':
          'choreography Shop\nevent Late extends OrderPlaced\nscenario "s" { given Late { <|>reason: Fraud } }',
      },
      'why',
    );
    expect(changed['events.choreo']).toContain('why: Reason');
    expect(changed['a.choreo']).toContain('given Late { why: Fraud }');
  });

  test('going to the definition, references and highlights agree', async () => {
    const editor = await TestEditor.open({ 'events.choreo': events, 'services.choreo': services, ...given('amount') });
    expect(await editor.definition('story.choreo')).toEqual(['events.choreo:6:14']);
    expect(await editor.references('story.choreo')).toEqual([
      'events.choreo:6:14',
      'services.choreo:4:37',
      'story.choreo:4:14',
    ]);
    expect(await editor.highlights('story.choreo')).toEqual(['4:14']);
    expect(await editor.hover('story.choreo')).toContain('amount: decimal');
    const word = await TestEditor.open({ 'events.choreo': events, ...given('Fraud }]') });
    expect(await word.definition('story.choreo')).toEqual(['events.choreo:7:15']);
    expect(await word.highlights('story.choreo')).toEqual(['4:35', '4:69']);
  });

  test('the key of a map and what nothing declares are no names', async () => {
    expect(await refusal(given('total: { cause'), 'x')).toBe(
      '`total` has no declaration, so it cannot be renamed. Change it here instead.',
    );
    const unknown = { 'a.choreo': 'choreography Shop\nscenario "s" { given OrderPlaced { <|>nothere: 1 } }' };
    expect(await refusal(unknown, 'x')).toContain('`nothere` has no declaration');
  });
});

describe('reactions', () => {
  const story = `choreography Shop
scenario "s" {
  choose Warehouse.onOrderPaid -> OrderShipped
  choose Warehouse.onOrderPaid -> OrderShipped
}
`;

  test('one without a label is given it, and back', async () => {
    const files = {
      'events.choreo': events,
      'services.choreo': services,
      'story.choreo': marking(story, 'onOrderPaid'),
    };
    const editor = await TestEditor.open(files);
    const changed = await editor.rename('story.choreo', 'pack');
    expect(changed).toEqual({
      'services.choreo': services.replace('  on OrderPaid', '  pack: on OrderPaid'),
      'story.choreo': story.replaceAll('onOrderPaid', 'pack'),
    });
    for (const [name, text] of Object.entries(changed)) await editor.type(name, text);
    editor.moveTo('services.choreo', editor.text('services.choreo').indexOf('pack:'));
    expect(await editor.rename('services.choreo', 'onOrderPaid')).toEqual({
      'services.choreo': services,
      'story.choreo': story,
    });
  });

  test('a comment between label and reaction stays', async () => {
    const changed = await renamed(
      { 'a.choreo': 'choreography Shop\nservice S { <|>pay /* at once */ : on OrderPaid }' },
      'onOrderPaid',
    );
    expect(changed['a.choreo']).toBe('choreography Shop\nservice S { onOrderPaid /* at once */ : on OrderPaid }');
  });

  test('one with annotations is given its label behind them', async () => {
    const changed = await renamed(
      {
        'a.choreo':
          'choreography Shop\nservice S { @owner("on") on OrderPaid }\nscenario "s" { choose S.<|>onOrderPaid -> nothing }',
      },
      'pay',
    );
    expect(changed['a.choreo']).toContain('@owner("on") pay: on OrderPaid }');
  });

  test('a name that another reaction has, with a label or without', async () => {
    const at = (label: string) => ({
      'a.choreo': `choreography Shop\nservice S { <|>${label}: on OrderPlaced  on OrderPaid  pay: on OrderShipped }`,
    });
    expect(await refusal(at('charge'), 'pay')).toContain('`S.pay` (a.choreo:2) already has this name');
    expect(await refusal(at('charge'), 'onOrderPaid')).toContain('`S.onOrderPaid` (a.choreo:2) already has this name');
  });

  test('an event whose new name would give two reactions one name', async () => {
    const at = { 'a.choreo': 'choreography Shop\nservice S { on <|>OrderPaid  onBought: on OrderPlaced }' };
    expect(await refusal(at, 'Bought')).toBe(
      'The reaction `S.onBought` (a.choreo:2) is in the way: `S.onOrderPaid`, which has no label, would be called `onBought` too. Choose another name, or give one of the two another label.',
    );
  });
});

describe('fields that share a name', () => {
  test('a key is one in all messages that have it', async () => {
    const changed = await renamed({ 'events.choreo': marking(events, 'orderId: uuid }\nevent OrderShipped') }, 'id');
    expect(changed).toEqual({ 'events.choreo': events.replaceAll('orderId', 'id') });
  });

  test('also where another choreography lends it, and where a message forgot to say `key`', async () => {
    const files = {
      'billing.choreo': 'choreography Billing\nevent Asked { orderId: uuid }',
      'shop.choreo': 'choreography Shop uses Billing',
      'events.choreo': marking(events, 'orderId'),
    };
    const changed = await renamed(files, 'id');
    expect(changed['billing.choreo']).toContain('Asked { id: uuid }');
  });

  test('what one name reads of either of two events', async () => {
    const changed = await renamed(
      {
        'a.choreo': `choreography Shop
event A { size: int  other: int }
event B { size: int }
event C { size: int }
service S { on A or B when <|>size > 5 }`,
      },
      'amount',
    );
    expect(changed['a.choreo']).toBe(`choreography Shop
event A { amount: int  other: int }
event B { amount: int }
event C { size: int }
service S { on A or B when amount > 5 }`);
  });

  test('`by` and `ordered by`', async () => {
    const text = `choreography Shop
event A { place: int }
event B { place: int }
event C { place: int }
service S { on A and B by place within 1m else nothing }
channel c { carries B, C ordered by <|>place }
service T by place { emits A  on B }
service U by nothing { on B }`;
    const changed = await renamed({ 'a.choreo': text }, 'where');
    expect(changed['a.choreo']).toBe(text.replace('<|>', '').replaceAll('place', 'where'));
  });

  test('what emissions give and read, and what `...` copies', async () => {
    const text = `choreography Shop
event A { <|>size: int  other: int }
event B { size: int  other: int }
event C { size: int  given: int }
actor U { emits A { size: 1 } }
service S { on A -> B { ..., other: size } | C { size: 2, given: size + 1 } }`;
    const changed = await renamed({ 'a.choreo': text }, 'amount');
    expect(changed['a.choreo']).toBe(`choreography Shop
event A { amount: int  other: int }
event B { amount: int  other: int }
event C { size: int  given: int }
actor U { emits A { amount: 1 } }
service S { on A -> B { ..., other: amount } | C { size: 2, given: amount + 1 } }`);
  });

  test('one declared again where it would be inherited', async () => {
    const text = 'choreography Shop\ntype Base { a: int }\nevent E extends Base { <|>a: int }';
    const changed = await renamed({ 'a.choreo': text }, 'b');
    expect(changed['a.choreo']).toBe('choreography Shop\ntype Base { b: int }\nevent E extends Base { b: int }');
  });

  test('a key with the name of another key', async () => {
    const at = { 'events.choreo': events, 'a.choreo': 'choreography Shop\nevent Asked { key <|>askId: uuid }' };
    expect(await refusal(at, 'orderId')).toMatch(
      /^The field `orderId` of `Order\w+` \(events\.choreo:\d\) already has this name\. Keys with the same name are one key in all messages/,
    );
  });
});

describe('whatever else is in the file', () => {
  test('a declaration of a broken file is renamed, and its uses in others', async () => {
    const changed = await renamed(
      {
        'a.choreo': 'choreography Shop\nevent <|>Late { }\nservice S { on -> }\nservice T { on Late -> Late\nscenario',
      },
      'Delayed',
    );
    expect(changed['a.choreo']).toBe(
      'choreography Shop\nevent Delayed { }\nservice S { on -> }\nservice T { on Delayed -> Delayed\nscenario',
    );
  });

  test('annotations, keywords and numbers are no names', async () => {
    for (const text of ['@own<|>er("x") event E', 'ev<|>ent E', 'service S { every 1<|>h -> OrderPaid }']) {
      const editor = await TestEditor.open({ 'events.choreo': events, 'a.choreo': `choreography Shop\n${text}` });
      expect(await editor.renamable('a.choreo')).toBeUndefined();
    }
  });

  test('letters beyond ASCII, with the cursor before and behind the name', async () => {
    for (const text of ['event <|>Übergabe', 'event Übergabe<|>', 'event Gru<|>ß']) {
      const changed = await renamed({ 'a.choreo': `choreography Shop\n${text} { }` }, 'Ärger');
      expect(changed['a.choreo']).toBe('choreography Shop\nevent Ärger { }');
    }
  });

  test('a name that stays is no change', async () => {
    expect(await renamed({ 'events.choreo': marking(events, 'OrderPaid') }, 'OrderPaid')).toEqual({});
  });
});
