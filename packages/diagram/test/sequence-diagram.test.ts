/** The text of the picture of a run, and its data about each step. */
import type { Run } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import { describe, expect, test } from 'vitest';
import { compareRuns, sequenceDiagram } from '../src/index.ts';
import {
  actor,
  allOf,
  choreography,
  emit,
  event,
  giving,
  number,
  on,
  oneOf,
  service,
  set,
  usedEvent,
  yes,
} from './support/model.ts';
import { channelled, everything, orderFulfilment } from './support/models.ts';
import { play, playToEnd } from './support/runs.ts';

const orders = orderFulfilment();
const run = play(orders, [
  'Payments OrderPlaced > PaymentTaken',
  'Warehouse OrderPlaced > StockRejected',
  'Orders StockRejected > OrderCancelled',
  'Payments OrderCancelled',
  'Payments PaymentTaken',
]);

function linesOf(text: string, { first, last }: { readonly first: number; readonly last: number }): readonly string[] {
  return text
    .split('\n')
    .slice(first - 1, last)
    .map(line => line.trim());
}

/** A run in which the model's open entry comes so often. */
function withEntry(model: Choreography, message: string, count: number, steps = 10): Run {
  for (let seed = 1; seed < 100; seed++) {
    const found = playToEnd(model, { seed }, steps);
    if (found.entries.some(entry => entry.message === message && entry.count === count)) return found;
  }
  throw new Error(`${message} never comes ${count}×.`);
}

test('what an emission gives stands behind its message', () => {
  const model = choreography(
    'Spread',
    [
      actor('Clerk', { emits: ['Imported'], receives: ['Changed', 'Logged'] }),
      service('Mirror', [
        on('Imported', {
          label: 'spread',
          to: oneOf([
            giving(emit('Changed'), { rows: number(2) }, '...'),
            giving(emit('Logged', '5m'), { a: number(1), b: number(2), c: number(3) }),
          ]),
        }),
      ]),
    ],
    ['Imported', 'Changed', 'Logged'].map(name => event(name)),
  );
  const { text, steps } = sequenceDiagram(model, play(model, ['Mirror Imported']));
  const [step] = steps;
  expect(step?.title).toContain('spread → Changed { ..., rows: 2 }\nstarts timer Logged (5m)');
  expect(text).toContain('spread → Changed #123; ..., rows: 2 #125;');
});

describe('steps', () => {
  const { text, steps, lanes } = sequenceDiagram(orders, run);
  const drawn = steps.map(step => linesOf(text, step.lines));

  test('lanes stand in the order of their first part', () => {
    expect(lanes.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'actor Customer',
      'service Payments',
      'service Warehouse',
      'service Orders',
    ]);
    expect(lanes[1]?.span).toEqual(orders.participants.find(({ name }) => name === 'Payments')?.nameSpan);
  });

  test('a message is drawn where it is taken', () => {
    expect(drawn[0]).toEqual([
      'p__Customer->>p__Payments: 1. OrderPlaced',
      'Note over p__Payments: charge → PaymentTaken',
    ]);
    expect(steps.map(({ emittedIn }) => emittedIn)).toEqual([undefined, 0, 1, 2, 0]);
  });

  test('one that others have overtaken is dashed, and says where it was sent', () => {
    expect(steps.map(({ overtaken }) => overtaken)).toEqual([false, false, false, false, true]);
    expect(drawn[4]?.[0]).toBe('p__Payments-->>p__Payments: 5. PaymentTaken<br/>(sent in 1)');
  });

  test('one that nothing matches is crossed out', () => {
    expect(drawn[3]).toEqual([
      'p__Orders-xp__Payments: 4. OrderCancelled',
      'Note over p__Payments: no reaction matches: the message is dropped',
    ]);
  });

  test('what leaves goes to who receives it', () => {
    expect(drawn[2]?.[2]).toBe('p__Orders->>p__Customer: OrderCancelled');
  });

  test('state changes are said', () => {
    expect(drawn[4]?.[1]).toBe('Note over p__Payments: remember<br/>taken: false → true');
  });

  test('a click leads to the alternative that was taken, or to what fired, or to what names the message', () => {
    const reactions = orders.participants.flatMap(participant => participant.reactions);
    const charge = reactions.find(({ name }) => name === 'charge');
    const refund = reactions.find(({ name }) => name === 'refund');
    const taken = charge?.body.kind === 'outcome' ? charge.body.outcome.alternatives[0]?.span : undefined;
    expect(steps[0]?.places).toEqual([taken, charge?.headSpan]);
    expect(steps[3]?.places).toEqual([refund?.trigger.messages[0]?.span]);
  });

  test('the title says all of it', () => {
    expect(steps[4]?.title).toBe('5. PaymentTaken\n(sent in 1)\nremember\ntaken: false → true');
  });
});

describe('marks', () => {
  test('the first bad step stands in red, with the reason', () => {
    const { text, steps } = sequenceDiagram(orders, run, { bad: { step: 3, reason: 'The `refund` is lost.' } });
    const step = steps[3];
    expect(step && linesOf(text, step.lines)).toEqual([
      'rect rgba(229, 72, 77, 0.18)',
      'p__Orders-xp__Payments: 4. OrderCancelled',
      'Note over p__Payments: no reaction matches: the message is dropped',
      'Note over p__Customer,p__Orders: ✖ The refund is lost.',
      'end',
    ]);
    expect(steps.map(({ frame }) => frame)).toEqual([undefined, undefined, undefined, 0, undefined]);
  });

  test('the end can be what is bad', () => {
    const { text, ending } = sequenceDiagram(orders, run, { bad: { step: 5, reason: 'Nothing more happens.' } });
    expect(ending && linesOf(text, ending.lines).at(-2)).toBe(
      'Note over p__Customer,p__Orders: ✖ Nothing more happens.',
    );
    expect(ending?.frame).toBe(0);
  });

  test('to mark another step as current changes one line of the text for each', () => {
    const [one, other] = [1, 4].map(current => sequenceDiagram(orders, run, { current }).text.split('\n'));
    expect(one?.filter((line, index) => line !== other?.[index])).toHaveLength(2);
    const none = sequenceDiagram(orders, run, { framed: true }).text.split('\n');
    expect(none.filter((line, index) => line !== other?.[index])).toHaveLength(1);
  });

  test('the bad step can be the current one', () => {
    const { text } = sequenceDiagram(orders, run, { current: 3, bad: { step: 3, reason: 'Bad.' } });
    expect(text).toContain('rect rgba(229, 72, 77, 0.36)');
    expect(text).not.toContain('rgba(59, 130, 246');
  });

  test('a part of the run keeps all lanes and says nothing of the end', () => {
    const whole = sequenceDiagram(orders, run);
    const part = sequenceDiagram(orders, run, { upTo: 2 });
    expect(part.lanes).toEqual(whole.lanes);
    expect(part.steps).toEqual(whole.steps.slice(0, 2));
    expect(whole.text.startsWith(part.text)).toBe(true);
    expect(part.ending).toBeUndefined();
  });
});

describe('beginning and end', () => {
  test('what may come and does not', () => {
    const model = choreography(
      'Maybe',
      [
        actor('User', { emits: ['Placed', 'Withdrawn?'], receives: ['Done'] }),
        service('S', [on('Placed or Withdrawn', { to: oneOf('Done') })]),
      ],
      [event('Placed'), event('Withdrawn'), event('Done')],
    );
    const { text } = sequenceDiagram(model, withEntry(model, 'Withdrawn', 0));
    expect(text).toContain('Note over p__User,p__S: Withdrawn does not happen\n');
    expect(text).toMatch(/: Ends with Done\n$/);
  });

  test('joins that still wait', () => {
    const waiting = play(orders, ['Payments OrderPlaced > PaymentTaken', 'Shipping PaymentTaken']);
    expect(sequenceDiagram(orders, waiting).ending?.title).toBe(
      'Still to come: OrderPlaced for Warehouse, PaymentTaken for Payments\nShipping.dispatch holds PaymentTaken, waits for StockReserved',
    );
  });

  test('nothing at all', () => {
    const model = choreography('Nothing', []);
    const { text, steps } = sequenceDiagram(model, playToEnd(model));
    expect(text).toBe('sequenceDiagram\n  participant nobody as Nothing\n  Note over nobody: Ends without an exit\n');
    expect(steps).toEqual([]);
  });
});

describe('unusual runs', () => {
  test('a message lost on its way, and one that comes again', () => {
    const model = channelled();
    const taken = play(model, ['Lamp Switched > Lit', 'redeliver Lamp Switched', 'lose Log Lit'], { redeliveries: 1 });
    const { text, steps } = sequenceDiagram(model, taken);
    expect(steps.map(step => linesOf(text, step.lines)[0])).toEqual([
      'p__Walker->>p__Lamp: 1. Switched',
      'p__Walker->>p__Lamp: 2. Switched once more',
      'p__Lamp--xp__Log: 3. Lit is lost',
    ]);
  });

  test('of two messages alike the older is taken first', () => {
    const twice = play(orders, [
      'Payments OrderPlaced > PaymentFailed',
      'Warehouse OrderPlaced > StockRejected',
      'Orders StockRejected > OrderCancelled',
      'Orders PaymentFailed > OrderCancelled',
      'Payments OrderCancelled',
      'Payments OrderCancelled',
    ]);
    const { steps } = sequenceDiagram(orders, twice);
    expect(steps.slice(4).map(({ emittedIn }) => emittedIn)).toEqual([2, 3]);
  });

  test('two cases are told apart', () => {
    const both = playToEnd(orders, { cases: 2, seed: 2 }, 12);
    expect(new Set(both.steps.map(step => step.case)).size).toBe(2);
    const { steps } = sequenceDiagram(orders, both);
    for (const [index, step] of both.steps.entries())
      expect(steps[index]?.title).toMatch(new RegExp(`^${index + 1}\\. case ${step.case + 1}: `));
  });

  test('a run without its beginning does without the senders that it does not know', () => {
    const rest: Run = { ...run, steps: run.steps.slice(3), snapshots: run.snapshots.slice(3) };
    const { text, steps } = sequenceDiagram(orders, rest);
    expect(steps.map(({ emittedIn }) => emittedIn)).toEqual([undefined, undefined]);
    expect(text).toContain('Note over p__Payments: 1. OrderCancelled<br/>no reaction matches');
  });

  test('a state named as an order to Mermaid is no order', () => {
    const model = choreography(
      'Parcels',
      [
        actor('User', { emits: ['Packed'] }),
        service('Parcel', [on('Packed', { to: allOf(set('wrap', yes)) })], { states: ['wrap'] }),
      ],
      [event('Packed')],
    );
    expect(sequenceDiagram(model, playToEnd(model)).text).toContain('Note over p__Parcel: wrap#58; false → true');
  });

  test('what another choreography emits and handles itself is no arrow', () => {
    const started = usedEvent('Other', 'Started', { emittedThere: true, handledThere: true });
    const model = choreography('Guest', [service('S', [on('Other.Started')])], [], [started]);
    const { text } = sequenceDiagram(model, play(model, ['S Other.Started'], { entries: { 'Other.Started': 1 } }));
    expect(text.match(/->>/g)).toHaveLength(1);
  });

  test('another choreography with the name of a service has a lane of its own', () => {
    const model = everything();
    const named = { ...model, participants: [...model.participants, service('Other', [])] };
    const started = play(named, ['Billing Other.Started > Lost'], { entries: { 'Other.Started': 1, Asked: 1 } });
    expect(sequenceDiagram(named, started).lanes.map(({ id }) => id)).toEqual(['used__Other', 'p__Billing']);
  });
});

describe('comparison', () => {
  const ways = (...steps: readonly string[]): Run => play(orders, steps);
  const taken = 'Payments OrderPlaced > PaymentTaken';

  test.each([
    ['choice', 0, ways(taken), ways('Payments OrderPlaced > PaymentFailed')],
    ['order', 1, ways(taken, 'Payments PaymentTaken'), ways(taken, 'Shipping PaymentTaken')],
    ['length', 1, ways(taken), ways(taken, 'Shipping PaymentTaken')],
    ['none', undefined, ways(taken), ways(taken)],
  ])('%s', (difference, firstDifference, one, other) => {
    const compared = compareRuns(orders, one, other);
    expect(compared.difference).toBe(difference);
    expect(compared.firstDifference).toBe(firstDifference);
  });

  test('other entries', () => {
    const model = everything();
    const [one, other] = [1, 2].map(count => withEntry(model, 'Nagged', count, 0));
    if (!one || !other) throw new Error('Both runs are there.');
    const compared = compareRuns(model, one, other);
    expect(compared.difference).toBe('entries');
    expect(compared.firstDifference).toBeUndefined();
    expect(compared.run.text).toMatch(/: Nagged happens[\n<]/);
    expect(compared.other.text).toMatch(/: Nagged happens 2×[\n<]/);
  });

  test('both say where they part', () => {
    const { run: one, other } = compareRuns(
      orders,
      ways(taken, 'Payments PaymentTaken'),
      ways(taken, 'Shipping PaymentTaken'),
    );
    for (const { text, steps } of [one, other]) {
      const line = text.split('\n').findIndex(each => each.includes('From here on the two runs differ'));
      expect(line + 2).toBe(steps[1]?.lines.first);
    }
  });
});
