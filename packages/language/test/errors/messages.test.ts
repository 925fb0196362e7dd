/** Broken texts, and what is said about them where: in the words of the language, once for each slip. */
import { describe, expect, test } from 'vitest';
import { read } from '../parsing/read.ts';

const declarations =
  '`event`, `command`, `type`, `enum`, `service`, `external service`, `actor`, `channel`, `property` or `scenario`';
const members = 'a reaction (`on …`), `state`, `every`, `emits`, `receives` or `}`';

/** The text, the part of it that is underlined, and the message. */
const table: Readonly<Record<string, readonly (readonly [text: string, place: string, message: string])[]>> = {
  'the file': [
    ['evnt A', 'evnt', '`evnt` does not begin a declaration. Did you mean `event`?'],
    ['nonsense', 'nonsense', `\`nonsense\` does not begin a declaration. Expected ${declarations}.`],
    ['event A }', '}', 'This `}` closes nothing. Remove it.'],
    ['event A ; event B', ';', '`;` means nothing here. Remove it.'],
    ['event A\n### event B', '###', '`###` means nothing here. Remove it.'],
    ['event A /* open', '/* open', 'This comment is not closed. Close it with `*/`.'],
    [
      'event A\nchoreography Shop',
      'choreography',
      'A file has one header at its start, with a name: `choreography Name`.',
    ],
    ['choreography', 'choreography', 'A file has one header at its start, with a name: `choreography Name`.'],
    ['choreography A uses', 's', 'Expected a name for a choreography after `uses`; found the end of the file.'],
  ],
  names: [
    ['event type', 'type', '`type` is a keyword and cannot be the name of the event. Choose another name.'],
    ['service on {}', 'on', '`on` is a keyword and cannot be the name of the service. Choose another name.'],
    ['service {}', '{', 'Expected a name for the service after `service`; found `{`.'],
    ['event 5', '5', 'Expected a name for the event after `event`; found `5`.'],
    ['event A extends {}', '{', 'Expected a name for an event, command or type after `extends`; found `{`.'],
    ['service S by {}', '{', '`by` needs the field that is the key; found `{`.'],
    ['service S by id, {}', '{', '`,` needs another name after it; found `{`.'],
    ['service S by id on A }', 'on', 'Expected `{` after `id`; found `on`.'],
    ['service S { state : boolean }', ':', 'Expected a name for the state after `state`; found `:`.'],
    ['external S {}', 'S', 'Expected `service` after `external`; found `S`.'],
    [
      'service S { state cancel: on | off }',
      'cancel',
      '`cancel` is a keyword and cannot be the name of the state. Choose another name.',
    ],
    [
      'service S { every: A }',
      ':',
      '`every:` is the label of a reaction, and needs the reaction behind it: `every: on …`.',
    ],
  ],
  payloads: [
    ['event A { x int }', 'int', 'Expected `:` and a type after `x`; found `int`.'],
    [
      'event A { x: }',
      '}',
      'Expected a type, such as `string`, `int`, `map<string>` or one declared with `type` or `enum`; found `}`.',
    ],
    ['event A { x: int, y: int }', ',', 'Fields need no `,` between them. Remove it.'],
    ['event A { x: int', 'int', '`}` is missing: the block after `event A` is not closed.'],
    ['event A { "x": int }', '"x"', 'Expected a field (`name: type`) or `}`; found `"x"`.'],
    ['event A { x: map }', '}', 'Expected `<` after `map`; found `}`.'],
    ['event A { x: map<int }', '}', 'Expected `>` after `int`; found `}`.'],
    ['event A { x: int[ }', '}', 'Expected `]` after `[`; found `}`.'],
    ['enum A { a b }', 'b', 'Expected values, separated by `,`, or `}`; found `b`.'],
    ["type A { x: 'a' }", "'a'", 'Strings must be in double quotes: `"…"`.'],
  ],
  annotations: [
    [
      '@owner(x) event A',
      'x',
      'An argument of an annotation must be a string in double quotes, a number, `true` or `false`.',
    ],
    [
      'event A { @x(y) a: int }',
      'y',
      'An argument of an annotation must be a string in double quotes, a number, `true` or `false`.',
    ],
    ['@owner("x\nevent A', '"x', 'This string is not closed. Close it with `"` on the same line.'],
    ['@owner( event A', '@owner(', 'This annotation has no `)` at its end. Add it.'],
    ['service S { @a("x" on A }', '@a("x"', 'This annotation has no `)` at its end. Add it.'],
    ['enum E { @a(1 2) A }', '@a(1 2)', 'The arguments of an annotation must be separated by one `,` each.'],
    ['actor P { @a(1,) emits A }', '@a(1,)', 'The arguments of an annotation must be separated by one `,` each.'],
    ['@ event A', '@', '`@` needs the name of an annotation, such as `@owner("team")`.'],
    [
      'event A @a',
      '@',
      'This annotation, or the text after it, cannot be read. Write `@name` or `@name("text", 1, true)` before a declaration, field or member.',
    ],
  ],
  triggers: [
    [
      'service S { on -> A }',
      '->',
      '`on` needs the event or command to react to, as in `on OrderPlaced -> PaymentTaken`; found `->`.',
    ],
    ['service S { on A or -> B }', '->', '`or` needs another event after it; found `->`.'],
    ['service S { on A and }', '}', '`and` needs another event after it; found `}`.'],
    ['service S { on A or B and C -> D }', 'and', 'A trigger cannot mix `and` and `or`. Write two reactions.'],
    ['service S { foo }', 'foo', `\`foo\` does not begin a member of a service. Expected ${members}.`],
    ['service S { given A }', 'given', `\`given\` does not begin a member of a service. Expected ${members}.`],
    ['service S { on A', 'A', '`}` is missing: the block after `service S` is not closed.'],
    ['service S {\n  on A\nevent B', 'A', '`}` is missing: the block after `service S` is not closed.'],
  ],
  clauses: [
    ['service S { on A when -> B }', '->', '`when` needs a condition; found `->`.'],
    ['service S { on A and B by -> C }', '->', '`by` needs the field that is the key; found `->`.'],
    ['service S { on A and B within 30 else C }', '30', '`within` needs a duration such as `30m`; found `30`.'],
    ['service S { on A and B within 30x else C }', '30', '`within` needs a duration such as `30m`; found `30`.'],
    [
      'service S { on A and B within 30m -> C }',
      '->',
      '`else` is missing. Say what happens otherwise, as in `within 30m else TimedOut`; found `->`.',
    ],
    [
      'service S { on A and B within 30m else -> C }',
      '->',
      '`else` needs what happens then: an event, `cancel …`, `set …` or `nothing`; found `->`.',
    ],
    ['service S { on A at most times else B }', 'times', 'Expected a number after `most`; found `times`.'],
    ['service S { on A at most 3 else B }', 'else', 'Expected `times` after `3`; found `else`.'],
    ['service S { on A at most 1.5 times else B }', '1.5', 'The number of times must be a whole number.'],
    [
      'service S { on A when x else B -> B }',
      'B',
      '`else` needs `retry` here, as in `when waiting else retry`; found `B`.',
    ],
    [
      'service S { on A when x else retry 5 -> B }',
      '->',
      'Expected `times` after `5`, as in `else retry 5 times then …`; found `->`.',
    ],
    [
      'service S { on A when x else retry 5 times -> B }',
      '->',
      'Expected `then` after `times`, as in `else retry 5 times then …`; found `->`.',
    ],
    [
      'service S { on A when x else retry 5 times then -> B }',
      '->',
      '`then` needs what happens then: an event, `cancel …`, `set …` or `nothing`; found `->`.',
    ],
    [
      'service S { on A { when x -> B else retry then B } }',
      'then',
      '`then` needs a number before it: say after how many refusals this happens, as in `else retry 5 times then …`.',
    ],
    [
      'service S { on A when x else retry 1.5 times then B -> B }',
      '1.5',
      'The number of times must be a whole number.',
    ],
    [
      'service S { on A when x else retry 0 times then B -> B }',
      '0',
      'A message is refused at least once before something else happens. Write 1 or more, or `else -> …` for what happens at once.',
    ],
    [
      'service S { on A else retry -> B }',
      'else retry',
      '`else retry` needs a condition: without `when`, the reaction takes every message. Add `when …`, or remove it.',
    ],
    [
      'service S { on A { else retry } }',
      'else retry',
      '`else retry` stands behind branches with a condition. Add `when … -> …` before it.',
    ],
    [
      'service S { on A and B when x else retry -> B }',
      'retry',
      'A join keeps what it hears until all of its messages are there, so it cannot refuse one. Remove `else retry`, or give the join `within … else`.',
    ],
    [
      'service S { on A when x else retry else retry -> B }',
      'else retry',
      '`else retry` appears twice. Keep one of the two.',
    ],
    ['service S { on A when x when y }', 'when y', '`when` appears twice. Keep one of the two.'],
    [
      'service S { on A within 3m else B }',
      'within 3m else B',
      '`within` is the timeout of a join (`on A and B`), but this reaction is not a join. Remove it.',
    ],
    [
      'service S { on A by id }',
      'by id',
      '`by` names the key of a join (`on A and B`), but this reaction is not a join. Remove it.',
    ],
  ],
  outcomes: [
    ['service S { on A -> }', '}', '`->` needs at least one event, or `nothing`; found `}`.'],
    [
      'service S { on A -> B | }',
      '}',
      '`|` needs another alternative after it: an event, `cancel …`, `set …` or `nothing`; found `}`.',
    ],
    [
      'service S { on A -> B & | C }',
      '|',
      '`&` needs another part after it: an event, `cancel …`, `set …` or `nothing`; found `|`.',
    ],
    [
      'service S { on A -> B, C }',
      ',',
      'Do not use `,` here. Join the parts of an outcome with `&`, separate alternatives with `|`, and write members without a separator.',
    ],
    [
      'service S { on A -> B or C }',
      'or',
      'A trigger cannot mix `and` and `or`. Write two reactions. In an outcome, separate the alternatives with `|`.',
    ],
    ['service S { on A => B }', '=>', 'Compare with `==`, and start an outcome with `->`.'],
    ['service S { on A -> cancel }', '}', '`cancel` needs the event whose timer is dropped; found `}`.'],
    ['service S { on A -> set = 1 }', '=', '`set` needs a state: `set name = value`; found `=`.'],
    ['service S { on A -> set x }', '}', 'Expected `=` after `x`; found `}`.'],
    ['service S { on A -> set x == 1 }', '==', 'Write `=` here instead of `==`.'],
    [
      'service S { on A -> set x = }',
      '}',
      'Expected a value: a field, a state, a number, a string, `true`, `false` or `(`; found `}`.',
    ],
    ['service S { on A -> B after }', '}', '`after` needs a duration such as `10m`; found `}`.'],
    ['service S { every -> A }', '->', '`every` needs a duration such as `1h`; found `->`.'],
    ['service S { every 1h }', '}', 'Expected `->` after `1h`; found `}`.'],
  ],
  branches: [
    [
      'service S { on A { } }',
      'on A { }',
      'There are no branches in these braces. Add `when … -> …`, or remove the braces.',
    ],
    ['service S { on A { B -> C } }', 'B', 'Expected `when … -> …`, `else -> …`, `else retry` or `}`; found `B`.'],
    ['service S { on A { when x } }', '}', 'Expected `->` after `x`; found `}`.'],
    [
      'service S { on A { else -> B when x -> C } }',
      'else -> B',
      '`else` matches everything, so the branches after it are never taken. Move `else` to the end.',
    ],
  ],
  conditions: [
    ['service S { on A when x = 1 -> B }', '=', 'Compare with `==`, and start an outcome with `->`.'],
    ['service S { on A when x && y -> B }', '&&', '`&` joins the parts of an outcome. Join conditions with `and`.'],
    [
      'service S { on A when x || y -> B }',
      '||',
      '`|` separates the alternatives of an outcome. Join conditions with `or`.',
    ],
    ['service S { on A == 1 }', '==', 'Write a comparison after `when`.'],
    ['service S { on A when x in 1 }', '1', 'Expected `[` after `in`; found `1`.'],
    ['service S { on A when (x or y -> B }', '->', 'Expected `)` after `y`; found `->`.'],
    [
      'service S { on A when x + -> B }',
      '->',
      'Expected a value: a field, a state, a number, a string, `true`, `false` or `(`; found `->`.',
    ],
  ],
  states: [
    ['service S { state x }', '}', 'Expected `:` and a type after `x`; found `}`.'],
    ['service S { state x: 3 }', '}', 'Expected `..` after `3`; found `}`.'],
    ['service S { state x: 0.. }', '}', 'Expected a number after `..`; found `}`.'],
    ['service S { state x: 3..1 }', '3..1', 'The range of `x` is empty: 3 is more than 1.'],
    ['service S { state x: 0.5..1 }', '0.5..1', 'The bounds of a state must be whole numbers.'],
    ['service S { state x: {} }', '{', 'Expected `boolean`, values (`idle | held`) or a range (`0..3`); found `{`.'],
  ],
  participants: [
    ['actor P { on A }', 'on', 'Expected `emits`, `receives` or `}`; found `on`.'],
    ['actor P { emits }', '}', '`emits` needs at least one event; found `}`.'],
    ['event A event B actor P { emits A after }', '}', '`after` needs an event here; found `}`.'],
    ['event A event B actor P { emits A, B after A or }', '}', '`or` needs another event after it; found `}`.'],
    [
      'event A event B actor P { emits A after 24h }',
      '24h',
      '`after` needs an event here; found `24h`. Only what follows `->` can wait for a time.',
    ],
    ['event A event B service S { on A -> B after A }', 'A', '`after` needs a duration such as `10m`; found `A`.'],
    ['event A event B actor P { emits A after B? }', '?', 'Expected `emits`, `receives` or `}`; found `?`.'],
    ['actor P { receives A, }', '}', '`,` needs another name after it; found `}`.'],
    [
      'service S { receives A }',
      'receives A',
      '`receives` is for actors and external services, where messages leave the model. Let `S` react instead: `on …`.',
    ],
  ],
  contents: [
    [
      'service S { on A -> A {} }',
      '{}',
      'These braces give nothing. Give a field, as in `{ name: value }`, or remove the braces.',
    ],
    ['service S { on A -> A { x 1 } }', '1', 'Expected a field (`name: value`), `...` or `}`; found `1`.'],
    [
      'service S { on A -> A { x } }',
      'x',
      '`x` needs a value: `x: …`. What the trigger carries under that name is `x: x`.',
    ],
    [
      'service S { on A -> A { x: } }',
      '}',
      'Expected a value: a field, a state, a number, a string, `true`, `false` or `(`; found `}`.',
    ],
    ['service S { on A -> A { x: 1 y: 2 } }', 'y', 'Expected a field (`name: value`), `...` or `}`; found `y`.'],
    ['service S { on A -> A { x: 1, ... } }', '...', '`...` must be the first in these braces. Move it to the front.'],
    ['service S { on A -> A { ..., ... } }', '...', '`...` appears twice. Keep the first.'],
    ['service S { on A -> A { x: 1, x: 2 } }', 'x: 2', '`x` is given twice. Keep one of the two.'],
    [
      'actor S { emits A { ... } }',
      '...',
      '`...` copies what the trigger carries, and an entry comes from outside. Write out the fields to give.',
    ],
    [
      'service S { every 1h -> A { ... } }',
      '...',
      '`...` copies what the trigger carries, and a schedule has none. Write out the fields to give.',
    ],
    [
      'service S { on A and B within 5m else A { ... } -> A }',
      '...',
      '`...` copies what the trigger carries, and a join that gives up has not heard all of its messages. Write out the fields to give.',
    ],
    [
      'service S { on A -> A } scenario "s" { choose S.onA -> A { x: 1 } }',
      '{ x: 1 }',
      '`choose` names messages only, whatever they carry. Remove this block.',
    ],
  ],
  channels: [
    ['channel c { carries }', '}', '`carries` needs at least one event; found `}`.'],
    ['channel c { topic "x" }', 'topic', '`topic` means nothing here. Did you mean `address`?'],
    [
      'channel c { partition "x" }',
      'partition',
      'Expected `carries`, `address`, `delivery`, `ordered by` or `}`; found `partition`.',
    ],
    [
      'channel c { delivery once }',
      'once',
      'Expected `at-most-once`, `at-least-once` or `exactly-once`; found `once`.',
    ],
    ['channel c { address x }', 'x', 'Expected a string in double quotes after `address`; found `x`.'],
    ['channel c { ordered x }', 'x', 'Expected `by` after `ordered`; found `x`.'],
    ['channel c { address "a" address "b" }', 'address "b"', '`address` appears twice. Keep one of the two.'],
  ],
  'properties and scenarios': [
    ['property { }', '{', 'Expected a string in double quotes after `property`; found `{`.'],
    ['property "p" { A }', '}', 'Expected `leads to`, `requires`, `excludes` or `compensated by`; found `}`.'],
    [
      'property "p" { A causes B }',
      'causes',
      'Expected `leads to`, `requires`, `excludes` or `compensated by`; found `causes`.',
    ],
    ['property "p" { A compensated by B }', '}', 'Expected `on` after `B`; found `}`.'],
    ['property "p" { at most A }', 'A', 'Expected a number after `most`; found `A`.'],
    ['property "p" { at most 1.5 A }', '1.5', 'The number of times must be a whole number.'],
    [
      'scenario "s" { when A }',
      'when',
      'Expected `given`, `choose`, `expect`, `never`, `possible` or `}`; found `when`.',
    ],
    ['scenario "s" { choose S -> A }', '->', 'Expected `.` after `S`; found `->`.'],
    [
      'property "p" { at }',
      'at',
      '`at` begins `at most 1 OrderPaid`, `at rest CONDITION` or `at all times CONDITION`. Write one of them.',
    ],
    ['property "p" { at rest }', '}', '`at rest` needs a condition, as in `at rest Orders.phase == paid`; found `}`.'],
    ['property "p" { at all A }', 'A', 'Expected `times` after `all`; found `A`.'],
    [
      'property "p" { at all times }',
      '}',
      '`at all times` needs a condition, as in `at all times Orders.phase == paid`; found `}`.',
    ],
    ['property "p" { no }', 'no', '`no` needs two events: `no OrderFailed after OrderPaid`. Write both.'],
    ['property "p" { no A }', '}', 'Expected `after` after `A`; found `}`.'],
    ['property "p" { no A after }', '}', '`after` needs an event here; found `}`.'],
    ['scenario "s" { expect at }', '}', 'Expected `rest` after `at`; found `}`.'],
    [
      'scenario "s" { expect at rest }',
      '}',
      '`at rest` needs a condition, as in `at rest Orders.phase == paid`; found `}`.',
    ],
    ['scenario "s" { expect }', '}', '`expect` needs an event; found `}`.'],
    ['scenario "s" { given A { x 1 } }', '1', 'Expected `:` and a value after `x`; found `1`.'],
    [
      'scenario "s" { given A { x: } }',
      '}',
      'Expected a value: a string, a number, `true`, `false`, an enum value, `[…]` or `{…}`; found `}`.',
    ],
    [
      'scenario "s" { expect 2 A before B }',
      '2',
      '`expect … before …` takes no number, because it compares the first of each message. Remove the number.',
    ],
  ],
};

describe.each(Object.entries(table))('about %s', (_, cases) => {
  test.each(cases)('%j', async (text, place, message) => {
    const { diagnostics, cut } = await read(text);
    const syntax = diagnostics.filter(({ code }) => code === 'syntax-error');
    expect(syntax.map(({ message: said, span, severity }) => ({ place: cut(span), said, severity }))[0]).toEqual({
      place,
      said: message,
      severity: 'error',
    });
  });
});

test('one slip is told once: what follows on the same line is its echo', async () => {
  const { diagnostics } = await read('event A\nservice S { on A -> A, A, A -> }');
  expect(diagnostics.filter(({ code }) => code === 'syntax-error')).toHaveLength(1);
});

test('slips on several lines are all told', async () => {
  const { diagnostics, cut } = await read('event A { x int }\nservice S {\n  on A when ->  A\n}\nenum E { a b }');
  const places = diagnostics.filter(({ code }) => code === 'syntax-error').map(({ span }) => cut(span));
  expect(places).toEqual(['int', '->', 'b']);
});

test('no message speaks of the parser: its tokens and rules', async () => {
  for (const [text] of Object.values(table).flat()) {
    const { diagnostics } = await read(text);
    for (const { code, message } of diagnostics) {
      if (code !== 'syntax-error') continue;
      expect(message).not.toMatch(/token|redundant|EOF|\bID\b|terminal|alternative input|rule\b|Expecting|\u200b/);
    }
  }
});
