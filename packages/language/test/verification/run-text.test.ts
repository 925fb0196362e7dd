/** Runs in words: each kind of step, and how it stands in the end. */
import type { SimulationOptions } from '@choreo/analysis/runs';
import { createSimulation } from '@choreo/analysis/runs';
import { checkTexts, runText } from '@choreo/language';
import { describe, expect, test } from 'vitest';

/** Takes, one after the other, the first step that is told so. */
async function told(text: string, steps: readonly string[], options: SimulationOptions = {}): Promise<string[]> {
  const [checked] = await checkTexts([{ uri: 'file:///test.choreo', text }]);
  if (!checked) throw new Error('There is no choreography');
  const { choreography, diagnostics } = checked;
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const simulation = createSimulation(choreography, options);
  for (const wanted of steps) {
    const offered = simulation.options().map(({ move }) => {
      simulation.take(move);
      const line = linesOf()[simulation.run.steps.length - 1] ?? '';
      simulation.undo();
      return { move, line: line.replace(/^ *\d+\. /, '') };
    });
    const found = offered.find(({ line }) => line.startsWith(wanted));
    if (!found) throw new Error(`${wanted}: there is only\n${offered.map(({ line }) => line).join('\n')}`);
    simulation.take(found.move);
  }
  return linesOf();

  function linesOf(): string[] {
    const lines = runText(simulation.run, choreography).split('\n');
    return simulation.run.entries.length > 0 ? lines.slice(1) : lines;
  }
}

const shop = `
event OrderPlaced { key id: uuid  total: int }
event PaymentTaken { key id: uuid }
event Reserved { key id: uuid }
event Shipped { key id: uuid }
event GivenUp { key id: uuid }
event Reminder { key id: uuid }
event Enough { key id: uuid }
actor Customer {
  emits OrderPlaced
  receives Shipped, GivenUp*
}
service Payments {
  state taken: boolean
  charge: on OrderPlaced when total > 100 -> PaymentTaken & Reminder after 1d & set taken = true
  remind: on Reminder at most 1 times else Enough -> Reminder
  enough: on Enough -> nothing
}
service Warehouse {
  on OrderPlaced -> Reserved
}
service Shipping {
  dispatch: on PaymentTaken and Reserved within 30m else GivenUp -> Shipped
}
channel fragile {
  carries Reserved
  delivery at-most-once
}
`;

describe('steps', () => {
  test('entering, taking, joining, timers, limits', async () => {
    expect(
      await told(shop, [
        'Customer emits OrderPlaced (total > 100), and Payments',
        'Warehouse takes',
        'Shipping takes Reserved',
        'Shipping takes PaymentTaken',
        'A timer of Payments',
        'Payments takes Reminder: remind',
        'Payments takes Reminder: remind has',
        'Payments takes Enough',
      ]),
    ).toEqual([
      '1. Customer emits OrderPlaced (total > 100), and Payments takes it: charge → PaymentTaken, a timer for Reminder; taken becomes true (was false)',
      '2. Warehouse takes OrderPlaced (total > 100) → Reserved',
      '3. Shipping takes Reserved: dispatch keeps it, and waits for PaymentTaken',
      '4. Shipping takes PaymentTaken: dispatch has PaymentTaken and Reserved → Shipped; Shipped leaves to Customer',
      '5. A timer of Payments goes off: Reminder is due',
      '6. Payments takes Reminder: remind → Reminder',
      '7. Payments takes Reminder: remind has fired once already → Enough',
      '8. Payments takes Enough: enough → nothing',
      'Then nothing is left to do.',
      'Exits: Shipped.',
    ]);
  });

  test('giving up, losing, dropping, coming once more', async () => {
    expect(
      await told(
        shop,
        [
          'Customer emits OrderPlaced (not total > 100), and Warehouse',
          'Reserved is lost',
          'Payments takes OrderPlaced',
          'Warehouse takes OrderPlaced (not total > 100) once more',
          'Shipping takes Reserved',
          'Shipping stops waiting',
        ],
        { redeliveries: 1 },
      ),
    ).toEqual([
      '1. Customer emits OrderPlaced (not total > 100), and Warehouse takes it → Reserved',
      '2. Reserved is lost on its way to Shipping',
      '3. Payments takes OrderPlaced (not total > 100): nothing fires, the message is dropped',
      '4. Warehouse takes OrderPlaced (not total > 100) once more → Reserved',
      '5. Shipping takes Reserved: dispatch keeps it, and waits for PaymentTaken',
      '6. Shipping stops waiting: dispatch gives up after 30m, and drops Reserved → GivenUp; GivenUp leaves to Customer',
      'Then nothing is left to do.',
      'Exits: GivenUp.',
    ]);
  });

  test('what is still to come', async () => {
    expect(await told(shop, [])).toEqual(['Still to come: OrderPlaced from outside.']);
    expect(
      (
        await told(shop, ['Customer emits OrderPlaced (total > 100), and Payments', 'Shipping takes PaymentTaken'])
      ).slice(2),
    ).toEqual([
      'Still to come: OrderPlaced for Warehouse, the timer for Reminder of Payments and the timeout of Shipping.dispatch.',
      'Shipping.dispatch holds PaymentTaken, and waits for Reserved.',
    ]);
  });

  const clock = `
event Tick
event Rung
actor Clock { emits Rung? receives Rung }
service Bell {
  state rings: 0..2
  every 1h -> Tick
  ring: on Tick when rings < 2 -> set rings = rings + 1
}
`;

  test('schedules, and entries that nobody waits for', async () => {
    const [checked] = await checkTexts([{ uri: 'file:///clock.choreo', text: clock }]);
    if (!checked) throw new Error('There is no choreography');
    const simulation = createSimulation(checked.choreography, {
      order: 'sent',
      entries: { Rung: 1, 'Bell.every1h': 2 },
    });
    simulation.toEnd();
    const lines = runText(simulation.run, checked.choreography, { badStep: 0 }).split('\n');
    expect(lines.filter(line => line.includes('A schedule of Bell is due: every1h → Tick'))).toHaveLength(2);
    expect(lines.filter(line => line.includes('Clock emits Rung: Rung leaves to Clock'))).toHaveLength(1);
    expect(lines.filter(line => line.includes('Bell takes Tick: ring; rings becomes 1 (was 0)'))).toHaveLength(1);
    expect(lines[0]).toMatch(/^1\. .* ← here it goes wrong$/);
    expect(lines.slice(-2)).toEqual(['Then nothing is left to do.', 'Exits: Rung.']);
  });

  test('how often the entries come that the model leaves open', async () => {
    const [checked] = await checkTexts([{ uri: 'file:///clock.choreo', text: clock }]);
    if (!checked) throw new Error('There is no choreography');
    const firsts = new Set<string>();
    for (let seed = 1; seed < 60; seed++) {
      const run = createSimulation(checked.choreography, { seed }).toEnd();
      firsts.add(runText(run, checked.choreography).split('\n')[0] ?? '');
    }
    expect([...firsts].sort()).toEqual([
      'Rung does not happen and Bell.every1h happens once.',
      'Rung does not happen and Bell.every1h happens twice.',
      'Rung happens once and Bell.every1h does not happen.',
      'Rung happens once and Bell.every1h happens once.',
      'Rung happens once and Bell.every1h happens twice.',
    ]);
  });

  test('whose step it is where there are two cases', async () => {
    const text = `
event Asked { key id: uuid }
event Answered { key id: uuid }
actor U { emits Asked receives Answered }
service S { on Asked -> Answered }
`;
    const [checked] = await checkTexts([{ uri: 'file:///two.choreo', text }]);
    if (!checked) throw new Error('There is no choreography');
    const run = createSimulation(checked.choreography, { cases: 2, order: 'sent' }).toEnd();
    const lines = runText(run, checked.choreography).split('\n').slice(0, 2).sort();
    expect(lines.map(line => line.replace(/^\d\. /, '')).sort()).toEqual([
      'Case 1: U emits Asked, and S takes it → Answered; Answered leaves to U',
      'Case 2: U emits Asked, and S takes it → Answered; Answered leaves to U',
    ]);
  });

  test('of more than nine steps the numbers stand one below the other', async () => {
    const long = `
event N0
${Array.from({ length: 10 }, (_, i) => `event N${i + 1}\nservice S${i} { on N${i} -> N${i + 1} }`).join('\n')}
actor U { emits N0 receives N10 }
`;
    const [checked] = await checkTexts([{ uri: 'file:///long.choreo', text: long }]);
    if (!checked) throw new Error('There is no choreography');
    const run = createSimulation(checked.choreography).toEnd();
    const lines = runText(run, checked.choreography, { badStep: 10 }).split('\n');
    expect(lines[0]).toBe(' 1. U emits N0, and S0 takes it → N1');
    expect(lines[9]).toBe('10. S9 takes N9 → N10; N10 leaves to U');
    expect(lines[10]).toBe('Then nothing is left to do. ← here it goes wrong');
  });
});

test('what an emission gives stands behind its message, and what a message carries behind that', async () => {
  const retry = `
event Tried { key id: uuid  attempt: int  healthy: boolean  reason: string  by: string }
event Done { key id: uuid }
event Failed { key id: uuid  attempt: int  reason: string  by: string }
actor Client { emits Tried { attempt: 1 } receives Done, Failed }
service Worker {
  work: on Tried {
    when healthy -> Done
    when attempt < 2 -> Tried { ..., attempt: attempt + 1 } after 10m
    else -> Failed { attempt: attempt, reason: reason, by: "worker" }
  }
}`;
  expect(await told(retry, ['Client emits Tried (not healthy, attempt == 1)', 'A timer', 'Worker takes'])).toEqual([
    '1. Client emits Tried (not healthy, attempt == 1), and Worker takes it: work → a timer for Tried { ..., attempt: attempt + 1 }',
    '2. A timer of Worker goes off: Tried (not healthy, attempt == 2) is due',
    '3. Worker takes Tried (not healthy, attempt == 2): work → Failed; Failed leaves to Client',
    'Then nothing is left to do.',
    'Exits: Failed.',
  ]);
});

test('names that no condition tells apart are listed, since the message carries one of them', async () => {
  const model = `
enum Origin { Web, Phone, Sync }
event Asked { key id: uuid  origin: Origin }
event Done { key id: uuid }
actor Client { emits Asked { origin: Sync } receives Done* }
service S { do: on Asked when origin != Web -> Done }`;
  const [first] = await told(model, ['Client']);
  expect(first).toBe(
    '1. Client emits Asked (origin in [Phone, Sync]), and S takes it: do → Done; Done leaves to Client',
  );
});
