import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const types = `
event Placed { key id: uuid  total: Money  lines: Line[]  extra?: json  rates: map<Money> }
event Paid { key id: uuid }
event Done
type Money { amount: decimal  currency: string }
type Line { sku: string }
actor U { emits Placed, Paid receives Done }
`;

describe('unknown-field', () => {
  test('in guards, branches and `set`', () =>
    expectFindings(`${types}
service S {
  state n: 0..3
  a: on Placed when totl.amount > 3 -> Done
  //                ^^^^ unknown-field: \`totl\` is not a field of \`Placed\`, a state or a value. Did you mean \`total\`?
  b: on Placed when total.amout > 3 -> Done
  //                      ^^^^^ unknown-field: \`total\` has no field \`amout\`. Did you mean \`amount\`?
  c: on Placed when lines.sku == "x" -> Done
  //                      ^^^ unknown-field: \`lines\` has no fields, so \`.sku\` means nothing.
  d: on Placed {
    when nothingLikeIt -> Done
    //   ^^^^^^^^^^^^^ unknown-field: Declare it, or use an existing name.
    else -> set n = m
    //              ^ unknown-field: \`m\` is not a field of \`Placed\`, a state or a value
  }
  e: on Placed or Paid when total.amount > 1
  //                        ^^^^^ unknown-field: \`Paid\` has no field \`total\`, but can also fire this reaction. Write a reaction for each, or add the field.
  f: on Placed when n < 2 -> set n = n + 1
}
`));

  test('of more than one message of a join', async () => {
    const join = (name: string, mark = '') => `
event Paid { key id: uuid  amount: int }
event Charged { key id: uuid  amount: int  fee: int }
actor U { emits Paid, Charged }
service S {
  on Paid and Charged when fee > 2 and ${name} > 3
${mark}}
`;
    const ambiguous = join(
      'amount',
      '  //                                   ^^^^^^ unknown-field: `Paid` and `Charged` each have a field `amount`. Write `Paid.amount` or `Charged.amount` instead.\n',
    );
    await expectFindings(ambiguous);
    await expectFix(ambiguous, 'unknown-field', 'Change to `Charged.amount`', join('Charged.amount'));
  });

  test('into json anything goes', () =>
    expectFindings(`${types}
service S { on Placed when extra.any.thing == "x" -> Done  on Paid }
`));

  test('in scenario payloads, however deep', () =>
    expectFindings(`${types}
service S { on Placed -> Done  on Paid }
scenario "s" {
  given Placed { total: { amonut: 5 }, lines: [{ sku: "a" }, { sk: "b" }], rates: { any: { amont: 1 } }, x: 1 }
  //                      ^^^^^^ unknown-field: \`Money\` has no field \`amonut\`. Did you mean \`amount\`?
  //                                                           ^^ unknown-field: \`Line\` has no field \`sk\`.
  //                                                                                       ^^^^^ unknown-field: \`Money\`
  //                                                                                                     ^ unknown-field: \`Placed\` has no field \`x\`.
  given Paid { id: "1" }
}
`));

  test('in `ordered by`', () =>
    expectFindings(`${types}
service S { on Placed -> Done  on Paid }
channel good { carries Placed, Paid ordered by id }
channel half { carries Placed, Done, Paid ordered by id }
//                                                   ^^ unknown-field: \`half\` is ordered by \`id\`, but \`Done\` has no such field. Add the field.
`));

  test('in `ordered by`, of a message that may come without it', async () => {
    const ordered = (optional: string, mark = '') => `
event Moved { key id: uuid  truck${optional}: string }
event Stopped { key id: uuid  truck: string }
actor Driver { emits Moved, Stopped }
service Map { on Moved  on Stopped }
channel roads { carries Moved, Stopped ordered by truck }${mark}
`;
    const mark =
      '\n//                                                ^^^^^ unknown-field warning: `Moved` may come without `truck`, and then in no order with what `roads` carries for it. Make the field required';
    const [finding] = await expectFindings(ordered('?', mark));
    expect(finding?.related.map(({ message }) => message)).toEqual(['`truck` is optional in `Moved`.']);
    await expectFix(ordered('?'), 'unknown-field', 'Make `truck` required in `Moved`', ordered(''));
  });

  test('nothing is said about a trigger that is itself unknown', () =>
    expectFindings(`${types}
service S {
  on Plaecd when total.amount > 3 -> Done
  // ^^^^^^ unknown-name: \`Plaecd\`
  on Paid
}
`));

  test('fix: the nearest name', () =>
    expectFix(
      `${types}
service S { on Placed when total.amout > 3 -> Done  on Paid }
`,
      'unknown-field',
      'Change to `amount`',
      `${types}
service S { on Placed when total.amount > 3 -> Done  on Paid }
`,
    ));
});

describe('unknown-field in conditions of properties and scenarios', () => {
  const services = `${types}
service Sales {
  state phase: open | paid
  state count: 0..3
  on Placed or Paid -> Done & set phase = paid & set count = 1
}
service Depot {
  state phase: idle | full
  on Placed -> set phase = full
}
`;

  test('a state without its service, an unknown one, a service alone', () =>
    expectFindings(`${services}
property "p" {
  at rest count == 1
  //      ^^^^^ unknown-field: A condition names states with their services. Write \`Sales.count\` instead.
  at all times Sales.phse == paid
  //                 ^^^^ unknown-field: \`Sales\` has no state \`phse\`. Did you mean \`phase\`?
  at rest Sales == paid if Placed
  //      ^^^^^ unknown-field: \`Sales\` is a service, and a condition asks its states. Use \`Sales.phase\` or \`Sales.count\`, or declare a state in it.
  at rest Sales.phase == payd
  //                     ^^^^ unknown-field: \`payd\` is not a service or a value. Did you mean \`paid\`?
  at rest Sales.phase == refunded
  //                     ^^^^^^^^ unknown-field: \`refunded\` is not a service or a value. Name a state with its service, as in \`Orders.phase\`, or add it to the values of the state.
  at rest U.phase == 1
  //      ^ unknown-field: \`U\` is not a service or a value. Name a state with its service, as in \`Orders.phase\`.
  at rest Sales.phase.deep == paid
  //                  ^^^^ unknown-field: \`Sales.phase\` has no fields, so \`.deep\` means nothing.
}
scenario "s" {
  given Placed
  expect at rest phase == full
  //             ^^^^^ unknown-field: Write \`Sales.phase\` or \`Depot.phase\` instead.
}
`));

  test('is fixed by its service', () =>
    expectFix(
      `${services}property "p" { at rest count == 1 }`,
      'unknown-field',
      'Change to `Sales.count`',
      `${services}property "p" { at rest Sales.count == 1 }`,
    ));
});
