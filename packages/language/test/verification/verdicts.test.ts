/** What each rule that needs runs says, where, and what fixes it. */
import { checkTexts } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { expectVerified, expectVerifiedFix, messageOf, verified, verifiedFixes } from './verification-tester.ts';

const everything: readonly string[] = [];

/** How many states it takes is the engine's affair. */
const uncounted = (message: string) => message.replace(/\([\d ]+ states?\)/, '(N states)');

describe('incomplete-flow, stuck-join, dead-alternative', () => {
  test('a join of two alternatives', () =>
    expectVerified(`
event Start { key id: uuid }
event X { key id: uuid }
event Y { key id: uuid }
event Done { key id: uuid }
actor User { emits Start receives Done }
service A {
  pick: on Start -> X | Y
  //       ^^^^^ incomplete-flow: A case can end without an exit: after the 2 steps shown, nothing is left to do and no exit has happened (from step 1 on, no exit can be reached), while \`B.both\` waits for more. Give each join \`within … else\`, or let every outcome lead to a message that an actor or external service receives.
}
service B {
  both: on X and Y -> Done
  //       ^^^^^^^ stuck-join: \`B.both\` can wait forever: after the 2 steps shown, nothing is left to do, but it still holds \`X\`, and \`Y\` never comes. Let every path that brings one of its messages bring all of them, or add a timeout with \`within … else\`.
  //       ^^^^^^^ dead-alternative: \`B.both\` never fires: no run gives it all of its messages for one case. Remove it, or fix what keeps it from firing.
}
`));

  test('a flow that goes round, with an exit that it can no longer reach', async () => {
    const { diagnostics, reported } = await expectVerified(`
event Start
event Ping
event Pong
event Left
actor User { emits Start receives Left }
service A {
  first: on Start -> Left | Ping
  //        ^^^^^ livelock: A case can reach a point from which it never ends: from step 1 on, \`Pong\` and \`Ping\` repeat forever in a cycle through \`A.again\` and \`B.onPing\`, and no step leads out. Bound a reaction with \`at most\`, or give the cycle an alternative that leaves it. The run also never ends with an exit (\`incomplete-flow\`).
  again: on Pong -> Ping
}
service B { on Ping -> Pong }
`);
    expect(diagnostics.find(({ code }) => code === 'livelock')?.related.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^1\. .*Start.*: first → Ping ← from here on it can repeat forever$/),
      expect.stringMatching(/^2\. .*Ping → Pong$/),
      expect.stringMatching(/^3\. .*Pong: again → Ping$/),
      expect.stringContaining('Ping for B'),
    ]);
    expect(reported.find(({ code }) => code === 'incomplete-flow')?.message).toContain(
      'once step 1 is taken, it goes on forever without one.',
    );
  });

  const dead = `
event Placed { key id: uuid }
event Closed { key id: uuid }
event Paid { key id: uuid }
event Late { key id: uuid }
actor U { emits Placed receives Paid, Late, Closed }
service S {
  state late: boolean
  pay: on Placed {
    when late -> Late
    //           ^^^^ dead-alternative: No run takes the alternative \`Late\` of \`S.pay\`.
    else -> Paid & Closed
  }
  close: on Closed -> set late = true
}
`;

  test('a branch that no run takes; fix: remove it', async () => {
    await expectVerified(dead);
    await expectVerifiedFix(
      dead,
      'dead-alternative',
      'Remove this branch',
      `
event Placed { key id: uuid }
event Closed { key id: uuid }
event Paid { key id: uuid }
event Late { key id: uuid }
actor U { emits Placed receives Paid, Late, Closed }
service S {
  state late: boolean
  pay: on Placed {
    else -> Paid & Closed
  }
  close: on Closed -> set late = true
}
`,
    );
  });

  test('fix: remove a reaction that never fires', () =>
    expectVerifiedFix(
      `
event Placed { key id: uuid }
event Paid { key id: uuid }
actor U { emits Placed receives Paid }
service S {
  state late: boolean
  pay: on Placed -> Paid
  dun: on Placed when late -> Paid
  //      ^^^^^^^^^^^^^^^^ dead-alternative:
}
`,
      'dead-alternative',
      'Remove `S.dun`',
      `
event Placed { key id: uuid }
event Paid { key id: uuid }
actor U { emits Placed receives Paid }
service S {
  state late: boolean
  pay: on Placed -> Paid
}
`,
    ));
});

describe('dead-alternative and guard-gap do not contradict one another', () => {
  const orders = (...branches: string[]) => `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Confirmed { key id: uuid }
event Cancelled { key id: uuid }
event Refunded { key id: uuid }
actor U { emits Placed receives Confirmed, Cancelled, Refunded }
service Orders {
  state order: open | pending | cancelled
  place: on Placed -> Paid & set order = pending | Paid & Cancelled & set order = cancelled
  confirm: on Paid {
${branches.join('\n')}
  }
}
`;
  const known = ['    when order == pending -> Confirmed', '    when order == cancelled -> Refunded'];

  test('an `else` that does nothing is a precaution', () => expectVerified(orders(...known, '    else -> nothing')));

  test('one that does something is for cases that do not come; fix: let it do nothing', async () => {
    const dead = orders(
      ...known,
      '    else -> Cancelled',
      '    //      ^^^^^^^^^ dead-alternative: No run takes the alternative `Cancelled` of `Orders.confirm`, which is for all other cases. Let it do nothing (`else -> nothing`), or fix the conditions before it.',
    );
    await expectVerified(dead);
    await expectVerifiedFix(
      dead,
      'dead-alternative',
      'Write `else -> nothing`',
      orders(...known, '    else -> nothing'),
    );
  });

  test('the last of branches without an `else`', async () => {
    const dead = orders(
      ...known,
      '    when order == open -> Cancelled',
      '    //                    ^^^^^^^^^ dead-alternative: No run takes the alternative `Cancelled` of `Orders.confirm`. Write `else -> nothing` as the last branch instead, so that its cases are not left out, or fix',
    );
    await expectVerifiedFix(
      dead,
      'dead-alternative',
      'Write `else -> nothing`',
      orders(...known, '    else -> nothing'),
    );
  });

  test('an earlier one of branches without an `else`', async () => {
    const dead = orders('    when order == open -> Cancelled', ...known);
    await expectVerifiedFix(
      dead,
      'dead-alternative',
      'Remove this branch, and add `else -> nothing`',
      orders(...known, '    else -> nothing'),
    );
  });

  test('whichever of the two is followed, the other is silent then', async () => {
    const told = async (model: string) => {
      const [checked] = await checkTexts([{ uri: 'file:///orders.choreo', text: model }]);
      const { diagnostics } = await verified(model);
      return [...(checked?.diagnostics ?? []), ...diagnostics]
        .map(({ code }) => code)
        .filter(code => code === 'guard-gap' || code === 'dead-alternative');
    };
    expect(await told(orders(...known))).toEqual(['guard-gap']);
    expect(await told(orders(...known, '    when order == open -> Cancelled'))).toEqual(['dead-alternative']);
    expect(await told(orders(...known, '    else -> nothing'))).toEqual([]);
  });
});

describe('repeated-exit', () => {
  const twice = (receives: string, mark = '') => `
event Start { key id: uuid }
event X { key id: uuid }
event Y { key id: uuid }
event Done { key id: uuid }
actor User {
  emits Start
  receives ${receives}
${mark}}
service A { on Start -> X & Y }
service B { finish: on X or Y -> Done }
`;
  const marked = twice(
    'Done',
    '  //       ^^^^ repeated-exit: One case can emit the exit `Done` twice: it goes to `User` in steps 2 and 3, without any redelivery.\n',
  );

  test('two ways to one exit; fix: `receives Done*`', async () => {
    await expectVerified(marked);
    await expectVerifiedFix(marked, 'repeated-exit', 'Let `User` receive `Done` any number of times', twice('Done*'));
  });
});

describe('unbounded-messages', () => {
  test('what piles up, and the steps that do it; fix: bound the reaction', async () => {
    const polling = `
event Started
event Polled
event Reading
event Stopped
actor Operator { emits Started receives Stopped }
service Meter {
  poll: on Started or Polled -> Polled & Reading | Stopped
  //       ^^^^^^^^^^^^^^^^^ unbounded-messages: \`Reading\` can pile up without limit: step 2 can repeat forever, and each time more of them are waiting than before (by \`Meter.poll\`).
}
service Storage { on Reading }
`;
    const { verification } = await expectVerified(polling);
    expect(verification.exploration).toBe('bounded');
    expect((await verifiedFixes(polling, 'unbounded-messages')).map(({ title }) => title)).toEqual([
      'Bound `Meter.poll` with `at most`',
      'Allow `unbounded-messages` here',
    ]);
  });
});

describe('properties', () => {
  const shop = (sentences: string, warehouse = 'OrderPlaced') => `
event OrderPlaced { key id: uuid }
event PaymentTaken { key id: uuid }
event PaymentFailed { key id: uuid }
event StockReserved { key id: uuid }
event OrderShipped { key id: uuid }
actor Customer {
  emits OrderPlaced
  receives PaymentTaken, PaymentFailed, OrderShipped
}
service Payments { charge: on OrderPlaced -> PaymentTaken | PaymentFailed }
service Warehouse { reserve: on ${warehouse} -> StockReserved }
service Shipping { ship: on StockReserved -> OrderShipped }
property "in step" {
${sentences}
}
`;

  test('each sentence is reported with who breaks it, and how to fix it', () =>
    expectVerified(
      shop(`
  PaymentFailed leads to OrderShipped
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: \`PaymentFailed\` leads to \`OrderShipped\`, but \`PaymentFailed\` happens in step 3 and the run ends without \`OrderShipped\` after it. Let every path from there lead to it.
  OrderShipped requires PaymentTaken
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: \`in step\` does not hold: \`OrderShipped\` requires \`PaymentTaken\`, but \`Shipping\` emits \`OrderShipped\` (step 2) before any \`PaymentTaken\`. Join the two, or add a guard on a state that remembers \`PaymentTaken\`.
  OrderShipped excludes PaymentFailed
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: \`Payments\` emits \`PaymentFailed\` (step 1) and \`Shipping\` emits \`OrderShipped\` (step 3) in one case. Let one service decide between them
  at most 1 OrderShipped
  always PaymentTaken
//^^^^^^^^^^^^^^^^^^^ property-violated: always \`PaymentTaken\`, but a run can end without \`PaymentTaken\`. Let every path lead to it.
  never OrderShipped
//^^^^^^^^^^^^^^^^^^ property-violated: never \`OrderShipped\`, but \`Shipping\` emits \`OrderShipped\` (step 2). Guard the reactions that lead to it, or remove them.
`),
      {},
      ['competing-services', 'order-dependent-outcome'],
    ));

  test('what holds is said in a sentence', async () => {
    const { reported } = await verified(shop('  OrderShipped requires PaymentTaken', 'PaymentTaken'));
    expect(reported.map(({ code, status, message }) => `${status} ${code}: ${uncounted(message)}`)).toEqual([
      'proved incomplete-flow: Every case can reach an exit, whatever has happened so far: proved on every run (N states).',
      'proved stuck-join: No join is left waiting at the end: proved on every run (N states).',
      'proved repeated-exit: No case emits the same exit twice, unless `receives` allows it: proved on every run (N states).',
      'proved dead-alternative: Some run takes each reaction and alternative: proved (N states).',
      'proved unbounded-messages: Messages never pile up without limit: proved on every run (N states).',
      'proved livelock: Every run ends: proved on every run (N states).',
      'proved order-dependent-outcome: If each reaction always makes the same choice, the order of delivery does not change how a case ends: proved on every run (N states).',
      'proved property-violated: `OrderShipped` requires `PaymentTaken`: proved on every run (N states).',
      'proved vacuous-sentence: Every sentence of a property is about something that can happen: proved on every run (N states).',
      'proved late-timeout: No message is handled after the timeout that it should have prevented: proved on every run (N states).',
    ]);
  });

  test('what was not looked at to the end is not said to be proved', async () => {
    const sentences = '  at most 3 OrderShipped\n  OrderPlaced leads to OrderShipped';
    const many = shop(sentences).replace('emits OrderPlaced', 'emits OrderPlaced*');
    expect(await messageOf(many, 'property-violated')).toMatch(
      /^at most 3 `OrderShipped`: no violation was found\. Bound: OrderPlaced at most twice \([\d ]+ states\)\.$/,
    );
    const cut = await messageOf(shop(sentences), 'property-violated', { maxStates: 3 });
    expect(cut).toMatch(/^at most 3 `OrderShipped`: no violation was found\. Bound: .+ states \(\d+ states\)\.$/);
    expect(await messageOf(shop(sentences), 'property-violated', { redeliveries: 1 })).toMatch(
      /^at most 3 `OrderShipped`: proved on every run, up to 1 redelivery \([\d ]+ states\)\.$/,
    );
  });

  test('a loop that could put it off is said to be left', async () => {
    const retried = `
event Asked { key id: uuid }
event Refused { key id: uuid }
event Granted { key id: uuid }
actor U { emits Asked receives Granted }
service S {
  answer: on Asked or Refused -> Granted | Refused
}
property "an answer" {
  Asked leads to Granted
}
`;
    expect(uncounted(await messageOf(retried, 'property-violated'))).toBe(
      '`Asked` leads to `Granted`: no violation was found. Bound: fair runs only: a cycle could delay it forever (N states).',
    );
    expect(uncounted(await messageOf(retried, 'livelock'))).toBe(
      'Every run can still end, although a cycle may repeat any number of times: proved on every run (N states).',
    );
  });
});

describe('compensation', () => {
  const trip = (cars: string) => `
event TripRequested { key id: uuid }
event CarBooked { key id: uuid }
event CarReleased { key id: uuid }
event TripFailed { key id: uuid }
actor Traveller {
  emits TripRequested
  receives TripFailed, CarBooked, CarReleased*
}
service Flights { book: on TripRequested -> TripFailed }
service Cars {
${cars}
}
property "given back" {
  CarBooked compensated by CarReleased on TripFailed
}
`;

  test('lost: a refusal that overtakes what it should undo', async () => {
    const message = await messageOf(
      trip(`
  state booked: boolean
  book: on TripRequested -> CarBooked & set booked = true
  release: on TripFailed when booked -> CarReleased & set booked = false`),
      'compensation-lost',
    );
    expect(message).toBe(
      '`CarBooked` can stay uncompensated: it happens in step 3, `TripFailed` in step 1, and no `CarReleased` comes. Let `TripFailed` lead to `CarReleased` whichever of the two arrives first. A message that fails a guard is dropped, not kept.',
    );
  });

  test('early: undone before it was done, or more often', async () => {
    const unguarded = trip('  book: on TripRequested -> CarBooked\n  release: on TripFailed -> CarReleased');
    expect(await messageOf(unguarded, 'compensation-early')).toContain(
      '`CarReleased` can come before the `CarBooked` that it undoes: it happens in step 2, before any `CarBooked`.',
    );
    const doubled = trip(`
  state booked: boolean
  book: on TripRequested -> CarBooked & set booked = true
  release: on TripFailed when booked -> CarReleased & CarReleased`);
    expect(await messageOf(doubled, 'compensation-early')).toContain(
      '`CarReleased` can come more often than the `CarBooked` that it undoes: it happens in step 3, but `CarBooked` only happens in step ',
    );
  });
});

describe('order-dependent-outcome, competing-services, late-timeout, redelivery-changes-outcome', () => {
  test('two runs, and where they part', async () => {
    const { diagnostics } = await verified(`
event Placed { key id: uuid }
event Withdrawn { key id: uuid }
event Shipped { key id: uuid }
event Noted { key id: uuid }
actor U { emits Placed, Withdrawn receives Shipped, Noted }
service S {
  state over: boolean
  ship: on Placed when not over -> Shipped
  stop: on Withdrawn -> Noted & set over = true
}
`);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'order-dependent-outcome', severity: 'info' });
    expect(diagnostics[0]?.message).toContain(
      'it ends with `Noted` and `Shipped` in one order and with `Noted` in another',
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^1\. .*Placed.*: ship → Shipped;.* ← here the two runs diverge$/),
      expect.stringMatching(/^2\. .*Withdrawn.*: stop → Noted;.*/),
      expect.stringContaining('Noted and Shipped'),
      expect.stringMatching(/^The other run, 1\. .*Withdrawn.*: stop → Noted;.* ← here the two runs diverge$/),
      expect.stringMatching(/^The other run, 2\. .*Placed/),
      expect.stringMatching(/^The other run: .*Noted\.$/),
    ]);
  });

  const parcels = (withdrawal: string) => `
event Packed { key id: uuid }
event Withdrawn { key id: uuid }
event Asked { key id: uuid }
event Accepted { key id: uuid }
event TimedOut { key id: uuid }
event HandedOver { key id: uuid }
event TaxiOrdered { key id: uuid }
event Kept { key id: uuid }
actor U { emits Packed, Withdrawn? receives HandedOver, TaxiOrdered, Kept }
service Courier { answer: on Asked -> Accepted }
service Shop {
  state parcel: packed | gone
  dispatch: on Packed -> Asked & TimedOut after 1h
  accepted: on Accepted when parcel == packed -> HandedOver & set parcel = gone
  replace: on TimedOut when parcel == packed -> TaxiOrdered & set parcel = gone
  ${withdrawal}
}
`;
  const racesIn = async (model: string) =>
    (await verified(model)).diagnostics.filter(({ code }) => code === 'order-dependent-outcome').length;

  test('a timer that fires in time is a choice, even if nothing cancels it; other messages race all the same', async () => {
    expect(await racesIn(parcels('withdraw: on Withdrawn -> Kept'))).toBe(0);
    expect(await racesIn(parcels('withdraw: on Withdrawn when parcel == packed -> Kept & set parcel = gone'))).toBe(1);
  });

  test('a message that is emitted at once too is no timer: its order is an order of delivery', async () => {
    const atOnce = parcels('withdraw: on Withdrawn -> TimedOut & Kept');
    expect(await racesIn(atOnce)).toBe(1);
  });

  test('who competes', async () => {
    const { reported } = await expectVerified(
      `
event Order { key id: uuid }
event Cancel { key id: uuid }
event Shipped { key id: uuid }
event Refunded { key id: uuid }
actor U { emits Order, Cancel receives Shipped, Refunded }
service Shipping { ship: on Order -> Shipped }
service Billing { refund: on Cancel -> Refunded }
property "one of them" {
  Shipped excludes Refunded
//^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: The run also shows that \`Shipping\` and \`Billing\` compete, since neither learns of the other in time (\`competing-services\`).
}
`,
      {},
      everything,
    );
    expect(reported.find(({ code }) => code === 'competing-services')?.message).toContain(
      '`Shipping` and `Billing` compete: in one case `Shipping` emits `Shipped` (step 1) and `Billing` emits `Refunded` (step 2), but `one of them` says that `Shipped` excludes `Refunded`.',
    );
  });

  test('a reply after its timer, and a message after a join gave up', async () => {
    await expectVerified(`
event Asked { key id: uuid }
event Question { key id: uuid }
event Answer { key id: uuid }
event TooLong { key id: uuid }
event Told { key id: uuid }
actor U { emits Asked receives Told*, TooLong }
service S {
  ask: on Asked -> Question & TooLong after 1h
  tell: on Answer -> cancel TooLong & Told
  //       ^^^^^^ late-timeout: \`S.tell\` can handle \`Answer\` after the timer for \`TooLong\` has gone off, because no state remembers that.
}
service T { reply: on Question -> Answer }
`);
    const { diagnostics } = await verified(`
event Asked { key id: uuid }
event Answer { key id: uuid }
event TooLong { key id: uuid }
event Told { key id: uuid }
actor U { emits Asked receives Told, TooLong* }
service T { reply: on Asked -> Answer }
service S { tell: on Asked and Answer within 1h else TooLong -> Told }
`);
    const late = diagnostics.filter(({ code }) => code === 'late-timeout').map(({ message }) => message);
    expect(late).toHaveLength(2);
    expect(late[0]).toContain('`S.tell` can handle `Answer` after it has given up waiting');
  });

  /** A shop that waits for a reply, and takes a taxi instead. */
  const waits = (accepted: string, timedOut: string, more = '') => `
event Packed { key id: uuid }
event Asked { key id: uuid }
event Accepted { key id: uuid }
event TimedOut { key id: uuid }
event HandedOver { key id: uuid }
event TaxiOrdered { key id: uuid }
actor U { emits Packed receives HandedOver*, TaxiOrdered* }
service Courier { answer: on Asked -> Accepted | nothing }
service Shop {
  state parcel: packed | gone | lost
  state noted: boolean
  dispatch: on Packed -> Asked & TimedOut after 1h
  accepted: on Accepted ${accepted}
  replace: on TimedOut ${timedOut}
}
${more}
`;
  const handOver = 'when parcel == packed -> cancel TimedOut & HandedOver & set parcel = gone';
  const orderTaxi = 'when parcel == packed -> TaxiOrdered & set parcel = lost';
  const branching = '{ when parcel == packed -> cancel TimedOut & HandedOver & set parcel = gone else -> nothing }';
  const answersLate = async (model: string) => {
    const { verification } = await verified(model);
    return verification.verdicts.some(({ code, status }) => code === 'late-timeout' && status === 'violated');
  };

  test.each([
    ['each asks the state that the other sets', waits(handOver, orderTaxi), false],
    [
      'branches ask too, and one that does nothing may',
      waits(branching, branching.replace('cancel TimedOut & ', '')),
      false,
    ],
    [
      'two states will do',
      waits(handOver.replace('parcel == packed', 'not noted'), `${orderTaxi} & set noted = true`),
      false,
    ],
    ['the timer asks nothing', waits(handOver, orderTaxi.replace('when parcel == packed ', '')), true],
    ['the answer asks nothing', waits(handOver.replace('when parcel == packed ', ''), orderTaxi), true],
    ['the timer sets nothing', waits(handOver, orderTaxi.replace(' & set parcel = lost', '')), true],
    ['the answer sets another state', waits(handOver.replace('parcel = gone', 'noted = true'), orderTaxi), true],
    ['what the timer does is not told', waits(handOver, ''), true],
    ['one of two ways to answer sets nothing', waits(`${handOver} | cancel TimedOut & HandedOver`, orderTaxi), true],
    [
      'another service takes the timer too',
      waits(handOver, orderTaxi, 'service Taxis { go: on TimedOut -> TaxiOrdered }'),
      true,
    ],
    [
      'the timer asks again and again, and only it asks',
      waits('-> cancel TimedOut & HandedOver', '-> Asked & TimedOut after 1h').replace(
        '-> Asked & TimedOut',
        '-> TimedOut',
      ),
      false,
    ],
    ['the timer asks once more', waits('-> cancel TimedOut & HandedOver', '-> Asked & TimedOut after 1h'), true],
  ])('late or not: %s', async (_, model, isLate) => {
    expect(await answersLate(model)).toBe(isLate);
  });

  test('a redelivery; fix: `idempotent`', async () => {
    const sold = (clause: string, mark: string) => `
event Sold { key id: uuid }
event Lowered { key id: uuid }
actor Till { emits Sold receives Lowered }
service Stock {
  lower: on Sold${clause} -> Lowered
${mark}}
`;
    const marked = sold(
      '',
      '  //        ^^^^ redelivery-changes-outcome: A redelivery changes how a case ends: if `Stock` handles `Sold` twice, the case can end with `Lowered` (twice), which never happens otherwise.\n',
    );
    await expectVerified(marked, { redeliveries: 1 });
    await expectVerifiedFix(
      marked,
      'redelivery-changes-outcome',
      'Mark `Stock.lower` `idempotent`',
      sold(' idempotent', ''),
      { redeliveries: 1 },
    );
  });
});

describe('scenario-failed', () => {
  test('each step says which way it fails', () =>
    expectVerified(`
event Placed { key id: uuid }
event Withdrawn { key id: uuid }
event Paid { key id: uuid }
event Failed { key id: uuid }
event Stored { key id: uuid }
actor U { emits Placed, Withdrawn? receives Paid, Failed, Stored }
service Payments { charge: on Placed -> Paid | Failed }
service Warehouse { store: on Placed -> Stored }
service Log { note: on Withdrawn }
scenario "never" {
  given Placed
  choose Payments.charge -> Failed
  never Stored
//^^^^^^^^^^^^ scenario-failed: Scenario \`never\` fails at \`never Stored\`: \`Stored\` happens in step 1 of the run shown.
}
scenario "expect" {
  given Placed
  expect Paid
//^^^^^^^^^^^ scenario-failed: fails at \`expect Paid\`: a run ends without \`Paid\`. Fix the reactions, or write \`possible Paid\`
}
scenario "count" {
  given Placed
  expect 2 Stored
//^^^^^^^^^^^^^^^ scenario-failed: Scenario \`count\` fails at \`expect 2 Stored\`: \`Stored\` happens once, not twice, in the run shown.
}
scenario "order" {
  given Placed
  choose Payments.charge -> Paid
  expect Paid before Stored
//^^^^^^^^^^^^^^^^^^^^^^^^^ scenario-failed: Scenario \`order\` fails at \`expect Paid before Stored\`: in the run shown, \`Stored\` happens in step 1 without \`Paid\` before it.
}
scenario "possible" {
  given Placed
  choose Payments.charge -> Paid
  possible Failed
//^^^^^^^^^^^^^^^ scenario-failed: no order of delivery leads to \`Failed\`.
}
scenario "choose" {
  given Withdrawn
  choose Payments.charge -> Paid
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ scenario-failed: \`Payments.charge\` never fires with that outcome
}
scenario "given" {
  given Paid
//^^^^^^^^^^ scenario-failed: \`Paid\` does not come from outside. Give \`Placed\` or \`Withdrawn\`, or let an actor emit it.
}
scenario "holds" {
  given Placed
  choose Payments.charge -> Paid
  expect Paid
  expect 1 Stored
  never Failed
}
`));

  test('decimals are exact', () =>
    expectVerified(`
event A { key id: uuid  sum: decimal  rate: float }
event Small { key id: uuid }
event Large { key id: uuid }
event Third { key id: uuid }
event Rated { key id: uuid }
event Other { key id: uuid }
actor U { emits A receives Small, Large, Third, Rated, Other }
service S {
  s: on A when sum == 0.1 + 0.2 -> Small
  l: on A when sum > 12345678901234567890.11 -> Large
  t: on A when sum == 1 / 3 -> Third
  n: on A when not (sum == 0.1 + 0.2 or sum > 12345678901234567890.11 or sum == 1 / 3 or rate + 0.2 == 0.3) -> Other
  r: on A when rate + 0.2 == 0.3 -> Rated
}
scenario "a sum of decimals" { given A { sum: 0.3 } expect Small never Large never Third }
scenario "many digits" { given A { sum: 12345678901234567890.12 } expect Large never Small }
scenario "just not" { given A { sum: 12345678901234567890.11 } never Large }
scenario "twenty digits" { given A { sum: 0.33333333333333333333 } expect Third }
scenario "a sum of floats" { given A { rate: 0.1, sum: 0 } never Rated }
scenario "none of rounding" { given A { rate: 0, sum: 0.3 } never Rated }
`));

  test('one that holds', async () => {
    const { reported } = await verified(`
event A { key id: uuid }
event B { key id: uuid }
actor U { emits A receives B }
service S { on A -> B }
scenario "through" {
  given A
  expect B
}
`);
    expect(uncounted(reported.at(-1)?.message ?? '')).toBe(
      'Scenario `through` holds: proved on every run that matches it (N states).',
    );
  });
});

describe('sentences about states, and about what comes too late', () => {
  const sales = (sentences: string, more = '') => `
event Placed { key id: uuid }
event Taken { key id: uuid }
event Failed { key id: uuid }
event Paid { key id: uuid }
event Lost { key id: uuid }
event Never { key id: uuid }
actor User { emits Placed receives Paid, Lost }
service Payments {
  charge: on Placed -> Taken | Failed
  again: on Failed -> Taken
}
service Sales {
  state phase: open | paid | failed
  state done: boolean
  pay: on Taken -> Paid & set phase = paid & set done = true
  fail: on Failed -> Lost & set phase = failed
}
service Silent { on Never -> Never }
property "paid stays paid" {
${sentences}
}
${more}`;

  test('say which values were wrong, and when', () =>
    expectVerified(
      sales(`  at rest Sales.phase == paid and Sales.done if Taken
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: \`paid stays paid\` does not hold: at rest \`Sales.phase == paid and Sales.done\` if \`Taken\`, but after the 4 steps shown nothing is left to do, and \`Sales.phase\` is \`failed\` and \`Sales.done\` is \`true\`. Set the state on every path to the end, and guard what could set it to something else.
  at all times Sales.phase != failed
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ property-violated: at all times \`Sales.phase != failed\`, but after the 2 steps shown \`Sales.phase\` is \`failed\`. Guard what sets the state, or let one reaction set what belongs together.
  at all times Sales.done
//^^^^^^^^^^^^^^^^^^^^^^^ property-violated: but before anything has happened \`Sales.done\` is \`false\`.
  no Lost after Paid
//^^^^^^^^^^^^^^^^^^ property-violated: no \`Lost\` after \`Paid\`, but \`Sales\` emits \`Lost\` (step 4) after \`Paid\` (step 3). Guard the reaction that emits it on a state that remembers \`Paid\`.
  at rest not Sales.phase == open
  no Never after Paid
//^^^^^^^^^^^^^^^^^^^ vacuous-sentence: In \`paid stays paid\` the sentence "no \`Never\` after \`Paid\`" says nothing: \`Never\` happens on no run.
  no Paid after Never
//^^^^^^^^^^^^^^^^^^^ vacuous-sentence: \`Never\` happens on no run.
  at rest Sales.done if Never
//^^^^^^^^^^^^^^^^^^^^^^^^^^^ vacuous-sentence: \`Never\` happens on no run.`),
      {},
      ['order-dependent-outcome', 'dead-alternative'],
    ));

  test('a scenario says what the states are at its end, or that it has none', async () => {
    const wrong = sales(
      '  never Never',
      'scenario "s" { given Placed choose Payments.charge -> Taken expect at rest Sales.phase == open }',
    );
    expect(await messageOf(wrong, 'scenario-failed')).toBe(
      'Scenario `s` fails at `expect at rest Sales.phase == open`: after the 2 steps shown nothing is left to do, and `Sales.phase` is `paid`. Fix the reactions, or the condition.',
    );
    const round = sales('  never Never', 'scenario "s" { given Placed expect at rest Sales.done }').replace(
      'on Never -> Never',
      'on Placed or Never -> Never',
    );
    expect(await messageOf(round, 'scenario-failed')).toContain(
      'a run goes on forever, so that it is never at rest. Give the cycle an end, or remove this step.',
    );
  });

  test('each of two cases is asked for itself', async () => {
    const cases = (sentence: string) => `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Rung
event Heard
actor User { emits Placed?, Rung receives Paid, Heard* }
service Orders {
  state paid: boolean
  pay: on Placed -> Paid & set paid = true
}
service Bell by nothing {
  state rung: boolean
  ring: on Rung -> Heard & set rung = true
}
property "p" { ${sentence} }
`;
    const two = { cases: 2 };
    expect(await messageOf(cases('at rest Orders.paid and Bell.rung if Placed'), 'property-violated', two)).toContain(
      'proved on every run',
    );
    expect(await messageOf(cases('at rest Orders.paid'), 'property-violated', two)).toContain(
      '`Orders.paid` (case 1) is `false` and `Orders.paid` (case 2) is `false`',
    );
  });
});

test('a message that is emitted in answer to itself from outside is owed what it leads to', async () => {
  const text = `
event A { key id: uuid }
event B { key id: uuid }
actor User { emits A, B }
service S { again: on A and B -> A }
property "p" { A leads to B }
`;
  expect(await messageOf(text, 'property-violated')).toContain('`p` does not hold: `A` leads to `B`, but');
});
