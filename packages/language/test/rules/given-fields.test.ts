/** What a block behind an emission may give, and what is said where it does not fit. */
import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const types = `
enum Origin { User, Sync }
type Money { amount: decimal  currency: string }
event Placed { key id: uuid  total: Money  n: int  note?: string  rush?: boolean  at: datetime  origin: Origin }
event Paid { key id: uuid  total: Money  n: int  note: string  rush: boolean  paidAt: datetime  origin: Origin  ref?: uuid  any: json }
event Done { key id: uuid  total: Money  n: int  note?: string }
actor U { emits Placed, Paid? receives Done, Paid }
`;

const service = (...lines: string[]) => `${types}
service S {
  state phase: idle | held
  state tries: 0..3
  state paid: boolean
${lines.join('\n')}
  last: on Paid -> Done { ... } & set paid = true & set tries = 1 & set phase = held
  ask: on Done when paid and phase == held and tries > 0
}
`;

describe('given fields', () => {
  test('what fits is left alone', () =>
    expectFindings(
      service(
        '  a: on Placed -> Paid { ..., n: n + 1, note: "x", rush: not paid, paidAt: at, origin: Sync, any: n }',
        '  b: on Placed -> Paid? { n: tries, total: total, rush: rush, paidAt: "2026-01-01", origin: Origin.User }',
        '  c: on Placed -> Paid* { n: 2 * 3, note: total.currency, rush: n > 2 and note == "x" } after 5m | Paid { ref: id }',
        '  d: on Placed at most 3 times else Done { ... } -> Done { note: note }',
        '  e: on Placed and Paid within 5m else Done { n: tries } -> Done { ..., n: Placed.n, total: Paid.total, note: Paid.note }',
        '  every 1h -> Done { n: tries + 1 }',
      ).replace('emits Placed', 'emits Placed { n: 1, origin: User }, Placed? { n: 2 }'),
    ));

  test('fields and types', () =>
    expectFindings(
      service(
        '  a: on Placed -> Paid { origin: 3, n: 1.5, note: n, paidAt: note, any: n }',
        '  //                             ^ type-mismatch: `origin` is `Origin`, but this is `int`. Give it a value of its type.',
        '  //                                   ^^^ type-mismatch: `n` is `int`, but this is `decimal`. Give it a value of its type.',
        '  //                                              ^ type-mismatch: `note` is `string`, but this is `int`. Give it a value of its type.',
        '  //                                                         ^^^^ type-mismatch: `paidAt` is `datetime`, but this is `string`. Give it a value of its type.',
        '  b: on Placed -> Paid { notes: "x", note: phase, total: total.amount }',
        '  //                     ^^^^^ unknown-field: `Paid` has no field `notes`. Did you mean `note`?',
        '  //                                       ^^^^^ type-mismatch: `note` is `string`, but this is `idle | held`. Give it a value of its type.',
        '  //                                                     ^^^^^^^^^^^^ type-mismatch: `total` is `Money`, but this is `decimal`. Give it a value of its type.',
        '  c: on Placed -> Paid { n: numbr, ref: "7" }',
        '  //                        ^^^^^ unknown-field: `numbr` is not a field of `Placed`, a state or a value.',
        '  //                                    ^^^ type-mismatch: `ref` is a `uuid`, and `"7"` is none. Write one, such as',
        '  d: on Placed -> Paid { note: note }',
        '  //                           ^^^^ type-mismatch: `note` may be missing, but every `Paid` carries `note`. Make `Paid.note` optional, or give it a value that is always there.',
        '  e: on Paid -> Done { n: any }',
        '  //                      ^^^ type-mismatch: `n` is `int`, but this is `json`. Give it a value of its type.',
      ),
    ));

  test('a value of an enum needs no quotes', async () => {
    const text = service('  a: on Placed -> Paid { origin: "Sync" }');
    await expectFix(text, 'type-mismatch', 'Write `Sync`', text.replace('"Sync"', 'Sync'));
  });

  test('a join that has given up', () =>
    expectFindings(
      service(
        '  a: on Placed and Paid within 5m else Done { n: Placed.n } -> Done',
        '  //                                             ^^^^^^^^ type-mismatch: `n` reads a message that may not have come when the join gives up. Give it a constant or a state, or leave it out.',
      ),
    ));

  test('what several messages of a join have is written out', async () => {
    const join = (block: string, mark = '') => `
event A { key id: uuid  ref: string  n: int  size: int  note?: string  only: int }
event B { key id: uuid  ref: string  n: int  size: string  note?: string }
event C { key id: uuid  ref: string  n: int  size: int  note: string  only: int  own: int }
actor U { emits A, B receives C }
service S {
  pack: on A and B by ref -> C { ${block} }
${mark}}
`;
    const broken = join(
      '..., size: 1',
      '  //                             ^^^ unknown-field: `...` does not copy `n` of `C`: more than one message of the join has it. Write `n: A.n` or `n: B.n` behind it.\n',
    );
    await expectFindings(broken);
    await expectFix(broken, 'unknown-field', 'Add `n: B.n`', join('..., n: B.n, size: 1'));
    await expectFindings(
      join(
        '..., n: 1',
        '  //                             ^^^ unknown-field: `...` does not copy `size` of `C`: more than one message of the join has it. Write `size: A.size` behind it.\n',
      ),
    );
    await expectFindings(join('..., n: A.n, size: A.size'));
  });

  test('an entry gives constants', () =>
    expectFindings(
      [
        'event Placed { key id: uuid  n: int }',
        'service S {',
        '  state tries: 0..3',
        '  emits Placed { n: tries }',
        '  //                ^^^^^ type-mismatch: `n` of an entry comes from outside, where no message and no state is known. Give it a constant, or leave it out.',
        '  on Placed -> set tries = tries + 1',
        '}',
      ].join('\n'),
    ));

  test('a scenario gives what its entries give', () =>
    expectFindings(
      [
        'enum Origin { User, Sync }',
        'event Placed { key id: uuid  n: int  origin: Origin }',
        'event Done',
        'actor U { emits Placed { origin: User, n: 1 }, Placed? { origin: Sync } receives Done }',
        'service S { on Placed when n > 1 -> Done }',
        'scenario "one" { given Placed { origin: Sync, n: 4 } }',
        'scenario "two" { given Placed { origin: User, n: 1.0 } }',
        'scenario "three" { given Placed { origin: User, n: 2 } }',
        '//                                                 ^ type-mismatch: `Placed` comes in with `n: 1`, so it cannot carry this. Leave the field out, or change what `emits` gives.',
      ].join('\n'),
    ));
});
