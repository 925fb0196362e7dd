/** What the editor offers, over files: asked for through LSP, with the cursor at `<|>`. */
import { describe, expect, test } from 'vitest';
import { TestEditor } from './support/editor.ts';

const events = `choreography Shop
/** A basket was submitted. */
event OrderPlaced { key orderId: uuid  total: Money }
event OrderPaid { key orderId: uuid }
type Money { amount: decimal  currency: Currency }
enum Currency { EUR, USD }
actor Customer { emits OrderPlaced receives OrderPaid }
`;

async function open(files: Record<string, string>): Promise<TestEditor> {
  return TestEditor.open({ 'events.choreo': events, ...files });
}

describe('completion', () => {
  const labels = async (text: string) => {
    const editor = await open({ 'a.choreo': `choreography Shop\n${text}` });
    return (await editor.complete('a.choreo')).map(({ label }) => label);
  };

  test('offers events of other files where a reaction needs one', async () => {
    expect(await labels('service S { on <|> }')).toEqual(['OrderPlaced', 'OrderPaid']);
    expect(await labels('service S { on Order<|> }')).toEqual(['OrderPlaced', 'OrderPaid']);
    expect(await labels('service S { on OrderPlaced -> <|> }')).toEqual(
      expect.arrayContaining(['OrderPaid', 'nothing', 'set', 'cancel']),
    );
  });

  test('offers the members of a service, and no words that could only name fields', async () => {
    const offered = await labels('service S {\n  <|>\n}');
    expect(offered).toEqual(expect.arrayContaining(['on', 'state', 'every', 'emits']));
    expect(offered).not.toContain('scenario');
  });

  test('offers fields, states and values in guards', async () => {
    const guard = await labels('service S { state paid: boolean on OrderPlaced when <|> -> OrderPaid }');
    expect(guard).toEqual(expect.arrayContaining(['total', 'orderId', 'paid', 'not']));
    expect(await labels('service S { on OrderPlaced when total.<|> -> OrderPaid }')).toEqual(['amount', 'currency']);
    expect(await labels('service S { on OrderPlaced when total.currency == <|> -> OrderPaid }')).toEqual(
      expect.arrayContaining(['EUR', 'USD']),
    );
  });

  test('offers the codes of rules in `@allow`', async () => {
    const codes = await labels('@allow("<|>');
    expect(codes).toEqual(expect.arrayContaining(['unhandled-event', 'stuck-join', 'property-violated']));
    expect(codes).not.toContain('allow-unused');
    expect(codes).not.toContain('syntax-error');
    expect(await labels('@allow("stuck-j<|>", "why")\nservice S {}')).toContain('stuck-join');
    expect(await labels('@allow("stuck-join", "<|>")')).not.toContain('stuck-join');
  });

  test('offers declarations in an empty file', async () => {
    const editor = await open({ 'a.choreo': '<|>' });
    const offered = (await editor.complete('a.choreo')).map(({ label }) => label);
    expect(offered).toEqual(expect.arrayContaining(['choreography', 'event', 'service', 'actor']));
  });
});

describe('going to definitions and references', () => {
  test('a message over files', async () => {
    const editor = await open({ 'a.choreo': 'choreography Shop\nservice S { on Order<|>Placed -> OrderPaid }' });
    expect(await editor.definition('a.choreo')).toEqual(['events.choreo:3:7']);
    expect(await editor.references('a.choreo')).toEqual(['a.choreo:2:16', 'events.choreo:3:7', 'events.choreo:7:24']);
  });

  test('a field and an enum value from a guard', async () => {
    const guard = (condition: string) =>
      `choreography Shop\nservice S { on OrderPlaced when ${condition} -> OrderPaid }`;
    const field = await open({ 'a.choreo': guard('total.cur<|>rency == EUR') });
    expect(await field.definition('a.choreo')).toEqual(['events.choreo:5:31']);
    const value = await open({ 'a.choreo': guard('total.currency == E<|>UR') });
    expect(await value.definition('a.choreo')).toEqual(['events.choreo:6:17']);
  });
});

describe('hover', () => {
  test('tells what a message is, where it comes from and where it goes', async () => {
    const editor = await open({ 'a.choreo': 'choreography Shop\nservice S { pay: on Order<|>Placed -> OrderPaid }' });
    expect(await editor.hover('a.choreo')).toBe(
      [
        '```choreo',
        'event OrderPlaced { key orderId: uuid  total: Money }',
        '```',
        '',
        'A basket was submitted.',
        '',
        '- Emitted by `Customer`',
        '- Handled by `S.pay`',
      ].join('\n'),
    );
  });
});

describe('hover on a service', () => {
  const text = (by: string) => `choreography Shop
event Placed { key orderId: uuid }
event Asked { key orderId: uuid  key intentId: uuid }
event Taken { key intentId: uuid }
service <|>Orders${by} {
  state paid: boolean
  on Placed -> Asked
  on Taken when not paid -> set paid = true
}`;

  test('says by which key it keeps its state, and what leads there', async () => {
    const editor = await open({ 'a.choreo': text(' by orderId') });
    expect((await editor.hover('a.choreo'))?.split('\n').slice(-3)).toEqual([
      'Keeps its state by `orderId`.',
      '',
      '- `Asked` links `intentId` to it',
    ]);
    const shared = await open({ 'a.choreo': text(' by nothing') });
    expect(await shared.hover('a.choreo')).toContain('Keeps one state for all cases.');
  });
});

test('hover tells what a message answers, and what answers it', async () => {
  const text = (cursor: string) =>
    `event A\nevent B\nevent C\nactor User { emits A, B after A or C, C? after A receives C }\nservice S { on B -> A }`.replace(
      cursor,
      `${cursor.slice(0, -1)}<|>${cursor.slice(-1)}`,
    );
  const editor = await TestEditor.open({ 'a.choreo': text('after A') });
  expect((await editor.hover('a.choreo'))?.split('\n').slice(-2)).toEqual([
    '- Emitted by `User`, `S.onB`',
    '- Handled by `User` with `B`, `User` with `C`',
  ]);
  await editor.type('a.choreo', text('emits A, B'));
  expect((await editor.hover('a.choreo'))?.split('\n').slice(-2)).toEqual([
    '- Emitted by `User` after `A` or `C`',
    '- Handled by `S.onB`',
  ]);
});

describe('hover on contents', () => {
  const shop = (emission: string, entry = 'OrderPlaced') => `choreography Retry
event Failed { key jobId: uuid  attempt: int  reason: string }
/** It waits for a worker. */
event Queued {
  key jobId: uuid
  /** Counted from 1. */
  @min(1) attempt: int
  reason: string
  note?: string
}
actor Client { emits ${entry} }
service S { on Failed -> ${emission} }`;

  test('a message tells what is given, what is copied and what stays open', async () => {
    const editor = await TestEditor.open({ 'a.choreo': shop('Qu<|>eued { ..., attempt: attempt + 1 } after 10m') });
    expect((await editor.hover('a.choreo'))?.split('\n').slice(-5)).toEqual([
      '- Emitted by `S.onFailed`',
      '',
      '- Given here: `attempt: attempt + 1`',
      '- From the trigger: `jobId`, `reason`',
      '- Left to the handler: `note`',
    ]);
  });

  test('a field tells its type and documentation', async () => {
    const editor = await TestEditor.open({ 'a.choreo': shop('Queued { ..., att<|>empt: attempt + 1 }') });
    expect(await editor.hover('a.choreo')).toContain('```choreo\nattempt: int\n```\n\nCounted from 1.');
  });

  test('an entry leaves the rest open', async () => {
    const editor = await TestEditor.open({ 'a.choreo': shop('nothing', 'Que<|>ued { attempt: 1 }') });
    expect((await editor.hover('a.choreo'))?.split('\n').slice(-2)).toEqual([
      '- Given here: `attempt: 1`',
      '- Left open: `jobId`, `reason`, `note`',
    ]);
  });
});

describe('renaming', () => {
  test('an event, in all files', async () => {
    const editor = await open({ 'a.choreo': 'choreography Shop\nservice S { on Order<|>Placed -> OrderPaid }' });
    const changed = await editor.rename('a.choreo', 'BasketSubmitted');
    expect(changed['a.choreo']).toContain('on BasketSubmitted -> OrderPaid');
    expect(changed['events.choreo']).toContain('event BasketSubmitted {');
    expect(changed['events.choreo']).toContain('emits BasketSubmitted receives');
  });

  test('carries along the names that unlabelled reactions take from it', async () => {
    const editor = await open({
      'a.choreo': 'choreography Shop\nservice S { on OrderPlaced or OrderPaid -> nothing }',
      'b.choreo':
        'choreography Shop\nscenario "s" { given Order<|>Placed choose S.onOrderPlacedOrOrderPaid -> nothing expect OrderPaid }',
    });
    const changed = await editor.rename('b.choreo', 'Bought');
    expect(changed['b.choreo']).toContain('given Bought choose S.onBoughtOrOrderPaid');
  });

  test('refuses what is no name', async () => {
    const editor = await open({ 'a.choreo': 'choreography Shop\nservice S { on Order<|>Placed -> OrderPaid }' });
    await expect(editor.rename('a.choreo', 'two words')).rejects.toThrow('is not a valid name');
    await expect(editor.rename('a.choreo', 'event')).rejects.toThrow('`event` is a keyword. Choose another name.');
  });

  test('lets a field take any word', async () => {
    const editor = await open({
      'a.choreo': 'choreography Shop\nservice S { on OrderPlaced when to<|>tal.amount > 5 -> OrderPaid }',
    });
    const changed = await editor.rename('a.choreo', 'event');
    expect(changed['a.choreo']).toContain('when event.amount > 5');
    expect(changed['events.choreo']).toContain('event: Money');
  });
});

describe('outline', () => {
  test('lists declarations with their members, also of a broken file', async () => {
    const editor = await open({
      'a.choreo':
        'choreography Shop\nservice S {\n  pay: on OrderPlaced -> OrderPaid\n  on OrderPaid\n  every 1h -> OrderPaid\n}\nservice T { on -> }\nevent Late',
    });
    const symbols = await editor.symbols('a.choreo');
    expect(symbols.map(({ name }) => name)).toEqual(['Shop', 'S', 'T', 'Late']);
    expect(symbols[1]?.children?.map(({ name, detail }) => [name, detail])).toEqual([
      ['pay', 'on OrderPlaced'],
      ['onOrderPaid', 'on OrderPaid'],
      ['every1h', undefined],
    ]);
  });
});

describe('quick fixes of unknown names', () => {
  const fixesFor = async (text: string) => {
    const editor = await open({ 'a.choreo': `choreography Shop\n${text}` });
    const fixes = await editor.fixes('a.choreo');
    return { editor, fixes, titles: fixes.map(({ title }) => title) };
  };

  test('take the name that was meant', async () => {
    const { editor, fixes, titles } = await fixesFor('service S { on OrderPlacd -> OrderPaid }');
    expect(titles).toEqual([
      'Change to `OrderPlaced`',
      'Change to `OrderPaid`',
      'Create event `OrderPlacd`',
      'Create command `OrderPlacd`',
    ]);
    expect(fixes[0]?.isPreferred).toBe(true);
    expect(editor.applied(fixes[0]?.edit)['a.choreo']).toBe(
      'choreography Shop\nservice S { on OrderPlaced -> OrderPaid }',
    );
  });

  test('declare it, so that the finding is gone', async () => {
    const { editor, fixes } = await fixesFor('service S {\n  on OrderPlaced -> Brandnew & set seen = true\n}\n');
    for (const title of ['Create event `Brandnew`', 'Create state `seen`']) {
      const again = (await editor.fixes('a.choreo')).find(fix => fix.title === title);
      await editor.type('a.choreo', editor.applied(again?.edit)['a.choreo'] ?? '');
    }
    expect(fixes.length).toBeGreaterThan(0);
    expect(editor.text('a.choreo')).toBe(
      'choreography Shop\n\nevent Brandnew { key orderId: uuid }\n\nservice S {\n  state seen: boolean\n  on OrderPlaced -> Brandnew & set seen = true\n}\n',
    );
    expect(editor.findings('a.choreo').filter(finding => finding.includes('unknown-name'))).toEqual([]);
  });

  test.each([
    ['when phase == idle -> set phase = busy', 'idle | busy'],
    ['when phase == done -> set phase = open', 'done | open'],
    ['-> set phase = busy', 'none | busy'],
    ['when phase in [idle, done] -> set phase = done', 'idle | done'],
    ['when phase -> set phase = false', 'boolean'],
  ])('declare a state with the values that `%s` needs', async (rest, type) => {
    const { editor } = await fixesFor(`service S {\n  on OrderPlaced ${rest}\n}\n`);
    const create = (await editor.fixes('a.choreo')).find(fix => fix.title === 'Create state `phase`');
    await editor.type('a.choreo', editor.applied(create?.edit)['a.choreo'] ?? '');
    expect(editor.text('a.choreo')).toContain(`  state phase: ${type}\n`);
    expect(editor.findings('a.choreo').filter(finding => /unknown|mismatch/.test(finding))).toEqual([]);
  });

  test.each([
    ['of the trigger', 'service S { on Placed -> Brandnew }', 'event Brandnew { key orderId: uuid }'],
    [
      'of the trigger, in a branch',
      'service S { on Placed { else -> Brandnew } }',
      'event Brandnew { key orderId: uuid }',
    ],
    [
      'of the trigger, behind a timeout',
      'service S { on Placed at most 2 times else Brandnew }',
      'event Brandnew { key orderId: uuid }',
    ],
    ['that all triggers share', 'service S { on Placed and Job -> Brandnew }', 'event Brandnew { key orderId: uuid }'],
    ['of the other triggers', 'service S { on Placed and Brandnew }', 'event Brandnew { key orderId: uuid }'],
    ['with all its fields', 'service S { on Job -> Brandnew }', 'event Brandnew { key orderId: uuid  key jobId: Id }'],
    ['that is inherited', 'service S { on Later -> Brandnew }', 'event Brandnew { key orderId: uuid }'],
    [
      'of the service, for a trigger',
      'service S by orderId { on Brandnew -> Placed }',
      'event Brandnew { key orderId: uuid }',
    ],
    [
      'of the service, for a schedule',
      'service S by orderId { on Placed every 1h -> Brandnew }',
      'event Brandnew { key orderId: uuid }',
    ],
    ['of what an entry answers', 'actor A { emits Brandnew after Placed }', 'event Brandnew { key orderId: uuid }'],
    ['of none where nothing says one', 'actor A { emits Brandnew }', 'event Brandnew'],
    ['of none with a service by nothing', 'service S by nothing { every 1h -> Brandnew }', 'event Brandnew'],
  ])('give it the key %s', async (_, text, declaration) => {
    const editor = await open({
      'a.choreo': `choreography Jobs\n${text}`,
      'b.choreo': `choreography Jobs
event Placed { key orderId: uuid  total: int }
event Later extends Placed
event Job { key orderId: uuid  key jobId: Id }
type Id { text: string }`,
    });
    for (const kind of ['event', 'command']) {
      const fix = (await editor.fixes('a.choreo')).find(({ title }) => title === `Create ${kind} \`Brandnew\``);
      expect(editor.applied(fix?.edit)['a.choreo']).toContain(`\n${declaration.replace('event', kind)}\n`);
    }
  });
});
