import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const types = `
event Placed { key id: uuid  total: Money  n: int  note: string  rush: boolean  at: datetime  problem: Problem  tags: string[]  maybe?: int }
event Done
type Money { amount: decimal  currency: string }
enum Problem { CardDeclined, Fraud }
enum Colour { Red }
event Painted { colour: Colour  n: string }
actor U { emits Placed, Painted receives Done }
`;

const guards = (...lines: string[]) => `${types}
service S by nothing {
  state phase: idle | held
  state tries: 0..3
  state paid: boolean
${lines.join('\n')}
  last: on Painted when paid and phase == idle and tries > 0 or n == "" -> Done & set paid = true & set tries = 1
}
`;

describe('type-mismatch', () => {
  test('what fits is left alone', () =>
    expectFindings(
      guards(
        '  a: on Placed when total.amount > 3 and n + 1 <= 2 * n and note == "x" and rush -> Done',
        '  b: on Placed when not rush or paid == true or at < "2026-01-01" or id > "7" -> Done',
        '  c: on Placed when problem == Fraud or problem in [CardDeclined, Problem.Fraud] -> Done',
        '  d: on Placed when phase != held and tries < n and -n < 3.5 and note + "x" == note -> Done',
        '  e: on Placed when maybe > 2 -> set phase = held & set tries = tries + 1 & set paid = n > 3',
        '  f: on Placed when not (maybe > 2) -> set paid = rush & set tries = 3 & set tries = n',
      ),
    ));

  test('guards and operands', () =>
    expectFindings(
      guards(
        '  a: on Placed when total -> Done',
        '  //                ^^^^^ type-mismatch: A guard must be true or false, but this is `Money`. Compare it with a value.',
        '  b: on Placed when rush and n -> Done',
        '  //                         ^ type-mismatch: `and` combines conditions, but this is `int`.',
        '  c: on Placed when note * 2 > 3 -> Done',
        '  //                ^^^^ type-mismatch: `*` calculates with numbers, but this is `string`. Use a number here.',
        '  d: on Placed when rush > paid -> Done',
        '  //                ^^^^ type-mismatch: `>` compares by order, but values of `boolean` have no order.',
        '  e: on Placed when total == total -> Done',
        '  //                ^^^^^ type-mismatch: `Money` cannot be compared as a whole.',
        '  f: on Placed when tags == note -> Done',
        '  //                ^^^^ type-mismatch: `string[]` cannot be compared',
        '  g: on Placed when n == "1" -> Done',
        '  //                ^^^^^^^^ type-mismatch: `int` is never equal to `string`: they are different types.',
        '  h: on Placed when problem == Red -> Done',
        '  //                ^^^^^^^^^^^^^^ type-mismatch: `Problem` is never equal to `Colour`',
        '  i: on Placed when n in [1, note] -> Done',
        '  //                         ^^^^ type-mismatch: `int` is never equal to `string`',
        '  j: on Placed {',
        '    when n -> Done',
        '    //   ^ type-mismatch: A guard',
        '    else -> Done',
        '  }',
        '  k: on Placed or Painted when n == 3 -> Done',
        '  //                           ^ type-mismatch: `n` is `int` in `Placed` and `string` in `Painted`.',
      ),
    ));

  test('one mistake is told once', () =>
    expectFindings(
      guards(
        '  a: on Placed when (note * 2) + 1 + 2 > n or (note * 3 in [1, 2, 3]) -> Done',
        '  //                 ^^^^ type-mismatch: `*`',
        '  //                                           ^^^^ type-mismatch: `*`',
      ),
    ));

  test('assigned values', () =>
    expectFindings(
      guards(
        '  a: on Placed -> set paid = n',
        '  //                         ^ type-mismatch: `paid` takes `boolean`, but this is `int`. Set it to a value of its type.',
        '  b: on Placed -> set tries = 4',
        '  //                          ^ type-mismatch: `tries` has the range 0 to 3, and 4 is outside it.',
        '  c: on Placed -> set tries = -1',
        '  //                          ^^ type-mismatch: `tries` has the range 0 to 3, and -1 is outside it',
        '  d: on Placed -> set tries = 1.5',
        '  //                          ^^^ type-mismatch: `tries` takes `0..3`, but this is `decimal`',
        '  e: on Placed -> set tries = tries / 2',
        '  //                          ^^^^^^^^^ type-mismatch: `tries` takes `0..3`, but this is `decimal`',
        '  f: on Placed -> set phase = problem',
        '  //                          ^^^^^^^ type-mismatch: `phase` takes `idle | held`, but this is `Problem`',
      ),
    ));

  const formed = (guard: string, ...underlined: string[]) => `
event Placed { key id: uuid  due: date  at: datetime  took: duration  site: uri  from: email  note?: datetime }
event Done
actor U { emits Placed receives Done }
service S {
  a: on Placed when ${guard} -> Done
${underlined.join('\n')}
}
`;

  test.each([
    ['due < "tomorrow"', 'tomorrow', '`due` is a `date`, and `"tomorrow"` is none. Write one, such as `"2026-11-23"`.'],
    [
      'at >= "10:00"',
      '10:00',
      '`at` is a `datetime`, and `"10:00"` is none. Write one, such as `"2026-11-23T10:00:00Z"`.',
    ],
    ['"30 min" < took', '30 min', '`took` is a `duration`, and `"30 min"` is none. Write one, such as `"PT30M"`.'],
    ['id == "7"', '7', '`id` is a `uuid`, and `"7"` is none. Write one, such as `"0192'],
    ['site != "example.com"', 'example.com', '`site` is a `uri`'],
    ['from in ["a@b.org", "ada"]', 'ada', '`from` is an `email`, and `"ada"` is none.'],
    ['note == "2026-02-30"', '2026-02-30', '`note` is a `datetime`'],
    ['at == "2026-13-01T00:00:00Z"', '2026-13-01T00:00:00Z', ''],
    ['at == "2026-12-01T25:00:00Z"', '2026-12-01T25:00:00Z', ''],
    ['due == ""', '', ''],
    ['took == "P"', 'P', ''],
    ['took == "PT"', 'PT', ''],
  ])('a text of another form: %s', async (guard, text, message) => {
    const before = ' '.repeat(16 + guard.lastIndexOf(`"${text}"`));
    await expectFindings(formed(guard, `  //${before}${'^'.repeat(text.length + 2)} type-mismatch: ${message}`));
  });

  test.each([
    '2026-11-23',
    '20261123',
    '2026-11',
    '2026',
    '2026-W48-1',
    '2026W48',
    '2026-327',
    '+002026-11-23',
    '2024-02-29',
    '2026-11-23T10:00Z',
    '2026-11-23t10:00:00.123456z',
    '2026-11-23T10:00:00,5+01:00',
    '20261123T100000+01',
    '2026-11-23T24:00',
    '2016-12-31T23:59:60Z',
    '2026-11-23 10:00:00',
    '2026-11-23T10',
  ])('a date or time as ISO 8601 allows it: %s', async text => {
    await expectFindings(formed(`due < "${text}" or at == "${text}" or "${text}" > note`));
  });

  test.each(['PT30M', 'P1Y2M3W4DT5H6M7.5S', 'P2W', 'PT0,5H', '-P1D', 'P1DT-2H', 'P0003-06-04T12:30:05', 'pt5m'])(
    'a duration as ISO 8601 allows it: %s',
    async text => {
      await expectFindings(formed(`took < "${text}" or took == "${text}"`));
    },
  );

  test('other texts of their form, and parts of it that are compared by size', () =>
    expectFindings(
      formed(
        'id != "00000000-0000-0000-0000-000000000000" or site == "urn:isbn:0451450523" or site >= "https" or from < "m" or from == "a+b@c"',
      ),
    ));

  test('what a state begins with', async () => {
    const beginning = (...states: string[]) => `
event A
actor U { emits A }
service S {
${states.join('\n')}
  on A when a < 4 or b or c == x -> set a = 1 & set b = false & set c = x
}`;
    await expectFindings(beginning('  state a: -3..3 = -2', '  state b: boolean = true', '  state c: x | y = y'));
    const wrong = beginning(
      '  state a: 0..3 = 5',
      '  //              ^ type-mismatch: `a` has the range 0 to 3, and 5 is outside it. Set it to a value in the range, or widen the range.',
      '  state b: boolean = 1',
      '  //                 ^ type-mismatch: `b` takes `boolean`, but this is `int`. Set it to a value of its type.',
      '  state c: x | y = "y"',
      '  //               ^^^ type-mismatch: `c` takes `x | y`, but this is `string`. Write `y`.',
    );
    await expectFindings(wrong);
    const fixed = wrong.replace('"y"', 'y').replace(/.*Write `y`.*\n/, '');
    await expectFix(wrong, 'type-mismatch', 'Write `y`', fixed);
    await expectFindings(
      beginning(
        '  state a: 0..3 = 1.5',
        '  //              ^^^ type-mismatch: `a` takes `0..3`, but this is `decimal`.',
        '  state b: boolean = yes',
        '  //                 ^^^ unknown-field: `yes` is not a value of `b`. Write a value of its type.',
        '  state c: x | y = z',
        '  //               ^ unknown-field: `z` is not a value of `c`. Use `x` or `y`, or add the value.',
      ),
    );
    await expectFindings(
      beginning(
        '  state a: 0..3 = c',
        '  //              ^ unknown-field: `c` is not a value of `a`. Write a value of its type.',
        '  state b: boolean',
        '  state c: x | y',
      ),
    );
  });

  test('states of an enum', async () => {
    const holding = (...lines: string[]) => `
enum Patron { Ann, Bob }
enum Colour { Red }
event Asked { patron: Patron  other?: Patron  colour: Colour }
event Again extends Asked
event Lent
actor U { emits Asked, Again receives Lent }
service S {
  state holder: Patron?
  state last: Patron = Bob
  seen: on Again
${lines.join('\n')}
}`;
    await expectFindings(
      holding(
        '  a: on Asked when holder == patron or last == Ann or holder in [Ann, Patron.Bob] or holder == last',
        '    -> Lent & set holder = other & set last = patron',
        '  b: on Again when holder != other -> Lent & set holder = last & set last = Ann',
      ),
    );
    const wrong = holding(
      '  a: on Asked when holder == colour -> Lent & set holder = "Ann"',
      '  //               ^^^^^^^^^^^^^^^^ type-mismatch: `Patron` is never equal to `Colour`: they are different types.',
      '  //                                                       ^^^^^ type-mismatch: `holder` takes `Patron`, but this is `string`. Write `Ann`.',
      '  b: on Asked when holder < last -> Lent & set last = other & set holder = colour',
      '  //               ^^^^^^ type-mismatch: `<` compares by order, but values of `Patron` have no order.',
      '  //                                                  ^^^^^ type-mismatch: `last` always has a value, but `other` may be missing. Declare `state last: Patron?`, or set it only where there is a value.',
      '  //                                                                       ^^^^^^ type-mismatch: `holder` takes `Patron`, but this is `Colour`.',
      '  c: on Asked when last == Ann -> Lent & set last = holder',
      '  //                                                ^^^^^^ type-mismatch: `last` always has a value, but `holder` may be missing.',
    );
    await expectFindings(wrong);
    const red = holding('  a: on Asked when last == Ann -> Lent & set holder = Ann').replace('= Bob', '= Red');
    const under =
      '  //                   ^^^ unknown-field: `Red` is not a value of `last`. Use `Ann`, `Bob` or `Patron`, or add the value.';
    await expectFindings(red.replace('= Red', `= Red\n${under}`));
  });

  test('a join that has given up may lack a message, so what it carries may be missing', () =>
    expectFindings(`choreography Desk
enum Level { low, high }
event Asked { key id: uuid  level: Level  pages: int }
event Paid { key id: uuid }
event Late { key id: uuid }
actor Reader { emits Asked, Paid  receives Late }
service Desk {
  state level: Level
  state last: Level?
  state pages: 0..9
  ask: on Asked and Paid within 1h else Late & set last = Asked.level & set pages = Asked.pages & set level = Asked.level
  //                                                                                                          ^^^^^^^^^^^ type-mismatch: \`level\` always has a value, but \`level\` may be missing. Declare \`state level: Level?\`, or set it only where there is a value.
    -> set level = Asked.level
  read: on Paid when last == high and level == low and pages > 1 -> nothing
}
`));

  test('payloads of scenarios', () =>
    expectFindings(`${types}
service S { on Placed or Painted -> Done }
scenario "good" {
  given Placed { total: { amount: -5.5 }, n: 3, note: "", rush: true, problem: Fraud, tags: ["a"], maybe: 1 }
}
scenario "bad" {
  given Placed { total: 5, n: 3.5, note: soon, rush: 1, problem: Fruad, tags: "a", at: { x: 1 } }
  //                    ^ type-mismatch: \`total\` is \`Money\`, but this is a number.
  //                          ^^^ type-mismatch: \`n\` is \`int\`, but this is a fraction.
  //                                     ^^^^ type-mismatch: \`note\` is \`string\`, but this is the word \`soon\`. Write \`"soon"\`.
  //                                                 ^ type-mismatch: \`rush\` is \`boolean\`
  //                                                             ^^^^^ type-mismatch: \`Fruad\` is not a value of \`Problem\`. Did you mean \`Fraud\`?
  //                                                                          ^^^ type-mismatch: \`tags\` is \`string[]\`, but this is a text.
  //                                                                                   ^^^^^^^^ type-mismatch: \`at\` is \`datetime\`, but this is an object.
}
scenario "untimely" {
  given Placed { id: "7", at: "tomorrow" }
  //                          ^^^^^^^^^^ type-mismatch: \`at\` is a \`datetime\`, and \`"tomorrow"\` is none.
}
`));

  test('what extends itself, and what contains itself without an end', async () => {
    await expectFindings(`
type A extends B { x: int }
//             ^ type-mismatch: \`A\` extends itself through \`B\`. Remove one \`extends\`.
type B extends A { y: int }
event E { a: A  b: B  t: Tree  l: Leaf }
type Leaf { up: Tree }
//          ^^ type-mismatch: \`Leaf.up\` contains \`Tree.leaf\`
type Tree { leaf: Leaf  children: Tree[]  next?: Tree }
actor U { emits E receives E }
`);
  });

  test('fix: take the value out of its quotes, or put it in', async () => {
    const inQuotes = guards('  a: on Placed when problem == "Fraud" -> Done');
    await expectFix(inQuotes, 'type-mismatch', 'Write `Fraud`', inQuotes.replace('"Fraud"', 'Fraud'));
    const state = guards('  a: on Placed -> set phase = "held"');
    await expectFix(state, 'type-mismatch', 'Write `held`', state.replace('"held"', 'held'));
    const payload = (value: string) => `${types}
service S { on Placed or Painted -> Done }
scenario "s" { given Placed { ${value} } }
`;
    await expectFix(payload('note: soon'), 'type-mismatch', 'Write `"soon"`', payload('note: "soon"'));
    await expectFix(payload('problem: "Fraud"'), 'type-mismatch', 'Write `Fraud`', payload('problem: Fraud'));
    await expectFix(payload('problem: Fruad'), 'type-mismatch', 'Change to `Fraud`', payload('problem: Fraud'));
  });
});

test('constants that the annotations of a field forbid', () =>
  expectFindings(
    `
type Address { @pattern("^[0-9]+$") code: string }
event Begun { key id: uuid }
event Asked {
  key id: uuid
  @min(1) @max(5) grade: int
  @min(0.1) sum: decimal
  @max(3) word: string
  @pattern("@choreo[.]dev$") mail?: email
  address: Address
}
actor U {
  emits Begun, Asked? { grade: 6 }
//                             ^ type-mismatch: \`grade\` has \`@max(5)\`, which \`6\` does not meet, so services would refuse the message. Give it another value, or change the annotation.
  receives Asked
}
service S {
  state last: 0..9
  good: on Begun when last == 0 -> Asked { ..., grade: 5, sum: 0.1, word: "abc", mail: "ada@choreo.dev" } & set last = 1
  bad: on Begun when last == 1 -> Asked { ..., grade: 0, sum: 0.09, word: "abcd", mail: "ada@example.com" } & set last = 2
//                                                    ^ type-mismatch: \`grade\` has \`@min(1)\`, which \`0\` does not meet
//                                                            ^^^^ type-mismatch: \`sum\` has \`@min(0.1)\`, which \`0.09\` does not meet
//                                                                        ^^^^^^ type-mismatch: \`word\` has \`@max(3)\`, which \`"abcd"\` does not meet
//                                                                                      ^^^^^^^^^^^^^^^^^ type-mismatch: \`mail\` has \`@pattern("@choreo[.]dev$")\`
}
scenario "s" {
  given Asked { sum: 7, word: "", address: { code: "x" } }
//                                                 ^^^ type-mismatch: \`code\` has \`@pattern("^[0-9]+$")\`, which \`"x"\` does not meet
}
`,
    { about: 'type-mismatch' },
  ));

test('conditions of properties and scenarios are true or false, and compare what goes together', () =>
  expectFindings(`
enum Patron { Ann, Bob }
event Placed { key id: uuid }
event Paid { key id: uuid }
actor U { emits Placed receives Paid }
service Sales {
  state phase: open | paid
  state count: 0..3
  state holder: Patron?
  state sent: boolean
  on Placed when not sent -> Paid & set phase = paid & set count = 1 & set holder = Ann & set sent = true
}
property "p" {
  at rest Sales.sent and Sales.phase == paid and Sales.holder in [Ann, Patron.Bob] and Sales.count + 1 > 1 if Placed
  at all times Sales.phase
  //           ^^^^^^^^^^^ type-mismatch: A condition must be true or false, but this is \`open | paid\`. Compare it with a value.
  at rest Sales.count == paid
  //                     ^^^^ unknown-field: \`paid\` is not a service or a value.
  at rest Sales.phase == "paid"
  //                     ^^^^^^ type-mismatch: Write \`paid\`.
  at rest not Sales.count
  //          ^^^^^^^^^^^ type-mismatch: \`not\` combines conditions, but this is \`0..3\`.
}
scenario "s" {
  given Placed
  expect at rest Sales.count + 1
  //             ^^^^^^^^^^^^^^^ type-mismatch: A condition must be true or false, but this is \`int\`.
}
`));
