/** Rules that know what emissions carry: no cycle where no content can go round, and no condition that no content answers. */
import { describe, test } from 'vitest';
import { expectFindings } from './rule-tester.ts';

const types = `
enum Origin { User, Sync }
event Changed { key id: uuid  origin: Origin  n: int  ok: boolean }
event Mirrored { key id: uuid  origin: Origin  n: int  ok: boolean }
event Done { key id: uuid }
`;

const typesButMirrored = types.replace(/event Mirrored.*\n/, '');

describe('cycles of contents', () => {
  test('one that no content goes round is none, with the origin given or counted', () =>
    expectFindings(
      `${types}
actor U { emits Changed { origin: User, n: 0 }, Mirrored? { origin: User, n: 0 } receives Done }
service A { a: on Changed when origin == User -> Mirrored { ..., origin: Sync } }
service B { b: on Mirrored when origin == User -> Changed { ..., origin: Sync } }
service C { c: on Changed { when n < 3 -> Changed { ..., n: n + 1 } else -> Done } }
`,
      { about: 'event-cycle' },
    ));

  test('one that some content goes round is shown', () =>
    expectFindings(
      `${types}
actor U { emits Changed, Mirrored? { origin: User } receives Done* }
service D { d: on Mirrored when n == 9 -> Done }
service A { a: on Changed when origin == User -> Mirrored { ... } }
//                ^^^^^^^ event-cycle: \`Changed\` leads back to itself: \`Changed\` → \`A.a\` (when origin == User) → \`Mirrored { ... }\` → \`B.b\` (when origin == User) → \`Changed { ..., n: 3 }\`.
service B { b: on Mirrored when origin == User -> Changed { ..., n: 3 } }
`,
      { about: 'event-cycle' },
    ));

  // By names alone, Changed → A.short → Changed is shorter, and each of its parts is in some cycle.
  test('what is shown can come again: its guards and contents fit, and of those it is the shortest', () =>
    expectFindings(
      `${types}
actor U { emits Changed, Mirrored? receives Done* }
service A {
  short: on Changed when n == 1 -> Changed { ..., n: 2 } | Done
  far: on Changed when n == 2 -> Mirrored { ... }
  //      ^^^^^^^ event-cycle: \`Changed\` leads back to itself: \`Changed\` → \`A.far\` (when n == 2) → \`Mirrored { ... }\` → \`B.direct\` (when n == 2) → \`Changed { ..., n: 2 }\`.
}
service B {
  back: on Mirrored when n == 2 -> Changed { ..., n: 1 }
  direct: on Mirrored when n == 2 -> Changed { ..., n: 2 }
}
`,
      { about: 'event-cycle' },
    ));

  test('of two emissions of one message the one that goes round is shown', () =>
    expectFindings(
      `${typesButMirrored}
actor U { emits Changed receives Done* }
service A {
  a: on Changed when ok -> Changed { ..., ok: false } & Done | Changed { ... }
  //    ^^^^^^^ event-cycle: \`Changed\` leads back to itself: \`Changed\` → \`A.a\` (when ok) → \`Changed { ... }\`.
}
`,
      { about: 'event-cycle' },
    ));

  test('a cycle that only goes round through what ends it ends', () =>
    expectFindings(
      `${typesButMirrored}
actor U { emits Changed receives Done* }
service A {
  up: on Changed when n == 1 -> Changed { ..., n: 2 }
  //     ^^^^^^^ event-cycle info: It ends, because \`A.down\` fires at most 3 times.
  down: on Changed when n == 2 at most 3 times else Done -> Changed { ..., n: 1 }
}
`,
      { about: 'event-cycle' },
    ));
});

describe('conditions on contents', () => {
  test('a guard and a branch that nothing that is emitted answers', () =>
    expectFindings(
      `${types}
actor U { emits Changed { origin: User, n: 1 } receives Done }
service A { a: on Changed -> Mirrored { ..., origin: Sync } }
service B {
  b: on Mirrored when origin == User -> Done
//                    ^^^^^^^^^^^^^^ guard-never: The guard of \`B.b\` is never true: no \`Mirrored\` that is emitted carries what it asks for. Emit one that does, or fix the condition.
  c: on Mirrored {
    when n > 1 -> nothing
//       ^^^^^ guard-never: \`when n > 1\` in \`B.c\` is never true: no \`Mirrored\` that is emitted carries what it asks for.
    when ok -> Done
    else -> nothing
  }
}
`,
      { about: 'guard-never' },
    ));

  test('branches that leave out what nothing carries leave nothing out', () =>
    expectFindings(
      `${types}
actor U { emits Changed { origin: User }, Mirrored receives Done }
service B { on Mirrored }
service A { a: on Changed { when origin == User -> Done } }
`,
      { about: 'guard-gap' },
    ));
});

test('a key that is given is not lost', () =>
  expectFindings(
    `
event Asked { key id: uuid }
event Answered { ref: uuid }
event Closed { key id: uuid }
event Ended { key id: uuid }
actor U { emits Asked receives Ended }
service A { a: on Asked -> Answered { ref: id } }
service B { b: on Answered -> Closed { id: ref } }
service C { state n: 0..3 c: on Closed when n < 3 -> Ended & set n = n + 1 }
`,
    { about: 'key-lost' },
  ));
