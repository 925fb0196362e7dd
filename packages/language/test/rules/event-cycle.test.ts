import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const pingPong = `
event Start
event Ping
event Pong
actor User { emits Start }
service A {
  on Start or Pong -> Ping
  //          ^^^^ event-cycle: \`Pong\` leads back to itself: \`Pong\` → \`A.onStartOrPong\` → \`Ping\` → \`B.onPing\` → \`Pong\`. Nothing guarantees that it ends.
}
service B {
  on Ping -> Pong
}
`;

describe('event-cycle', () => {
  test('shows the shortest cycle', async () => {
    const [finding] = await expectFindings(pingPong);
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`A.onStartOrPong` turns `Pong` into `Ping` here.',
      '`B.onPing` turns `Ping` into `Pong` here.',
    ]);
  });

  test('with its guards', () =>
    expectFindings(`
event Start { tries: int }
event Failed { tries: int }
event Done
actor User { emits Start receives Done }
service A {
  on Start -> Failed | Done
  retry: on Failed when tries < 3 -> Failed | Done
  //        ^^^^^^ event-cycle: \`Failed\` → \`A.retry\` (when tries < 3) → \`Failed\`
}
`));

  test('only noted where `at most` ends it', () =>
    expectFindings(`
event Start
event Charge
event Paid
event Declined
event GaveUp
actor User { emits Start receives Paid, GaveUp }
service Pay {
  on Start -> Charge
  again: on Declined at most 2 times else GaveUp -> Charge
  //        ^^^^^^^^ event-cycle info: It ends, because \`Pay.again\` fires at most 2 times.
  on Charge -> Paid | Declined
}
`));

  test('only noted where a state that never goes back ends it', () =>
    expectFindings(`
event Start
event Ping
event Pong
actor User { emits Start }
service A {
  state phase: idle | once | twice
  on Start -> Ping
  on Pong {
  // ^^^^ event-cycle info: It ends, because \`A.onPong\` advances the state \`phase\` each time, and nothing sets it back.
    when phase == idle -> set phase = once & Ping
    when phase == once -> set phase = twice & Ping
    else -> nothing
  }
}
service B { on Ping -> Pong }
`));

  test('a state that somebody sets back ends nothing', () =>
    expectFindings(`
event Start
event Ping
event Pong
event Reset
actor User { emits Start, Reset* }
service A {
  state done: boolean
  on Start -> Ping
  on Pong when not done -> set done = true & Ping
  // ^^^^ event-cycle: (when not done)
  on Reset -> set done = false
}
service B { on Ping -> Pong }
`));

  test('not where the flow goes on without coming back', () =>
    expectFindings(`
event Start
event Ping
event Pong
actor User { emits Start receives Pong }
service A { on Start -> Ping }
service B { on Ping -> Pong }
`));

  test('fix: bound it', () =>
    expectFix(
      pingPong,
      'event-cycle',
      'Bound `A.onStartOrPong` with `at most`',
      `
event Start
event Ping
event Pong
actor User { emits Start }
service A {
  on Start or Pong at most 3 times else nothing -> Ping
  //          ^^^^ event-cycle info: It ends
}
service B {
  on Ping -> Pong
}
`,
    ));

  test('fix: allow it on one of its reactions', () =>
    expectFix(
      pingPong,
      'event-cycle',
      'Allow `event-cycle` here',
      `
event Start
event Ping
event Pong
actor User { emits Start }
service A {
  @allow("event-cycle", "TODO: say why")
  on Start or Pong -> Ping
}
service B {
  on Ping -> Pong
}
`,
    ));
});
