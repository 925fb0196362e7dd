/** What people write who know other languages, or slip: one error, and one fix that makes the text right. */
import { describe, expect, test } from 'vitest';
import { fixesOfSyntax, syntaxErrors } from '../../src/validation/language-errors.ts';
import type { Fix } from '../../src/validation/diagnostic.ts';
import { parsed } from './measure-slips.ts';

/** The wrong line of a service, the right one, and what is underlined. */
const members: readonly (readonly [wrong: string, right: string, place: string])[] = [
  ['x on A -> B', 'x: on A -> B', 'x'],
  ['on A => B', 'on A -> B', '=>'],
  ['on A → B', 'on A -> B', '→'],
  ['on A B', 'on A -> B', 'B'],
  ['A -> B', 'on A -> B', 'A'],
  ['on A or B and C -> D', 'on A -> D\n  on B and C -> D', 'and'],
  ['x: on A and B or C when p -> D', 'x: on A and B when p -> D\n  on C when p -> D', 'or'],
  ['on A -> B after 5 minutes', 'on A -> B after 5m', '5 minutes'],
  ['on A and B within 30 min else C', 'on A and B within 30m else C', '30 min'],
  ['on A and B within 1 hour else C', 'on A and B within 1h else C', '1 hour'],
  ['every 2 days -> C', 'every 2d -> C', '2 days'],
  ['every 1 week -> C', 'every 7d -> C', '1 week'],
  ['every 10 seconds -> C', 'every 10s -> C', '10 seconds'],
  ['every 10sec -> C', 'every 10s -> C', '10sec'],
  ['every 20 milliseconds -> C', 'every 20ms -> C', '20 milliseconds'],
  ['state p: open, closed', 'state p: open | closed', ','],
  ['state p: open, closed, done', 'state p: open | closed | done', ','],
  ['state p: open or closed', 'state p: open | closed', 'or'],
  ['state p = open | closed', 'state p : open | closed', '='],
  ['state p open | closed', 'state p: open | closed', 'open'],
  ['on A when x = 1 -> B', 'on A when x == 1 -> B', '='],
  ['on A when x === 1 -> B', 'on A when x == 1 -> B', '==='],
  ['on A when x <> 1 -> B', 'on A when x != 1 -> B', '<>'],
  ['on A when x && y -> B', 'on A when x and y -> B', '&&'],
  ['on A when x || y -> B', 'on A when x or y -> B', '||'],
  ['on A when x && y || z -> B', 'on A when x and y or z -> B', '&&'],
  ['on A when x & y -> B', 'on A when x and y -> B', '&'],
  ['on A when !x -> B', 'on A when not x -> B', '!'],
  ['on A -> B && C', 'on A -> B & C', '&&'],
  ['on A -> B || C', 'on A -> B | C', '||'],
  ['on A -> B or C', 'on A -> B | C', 'or'],
  ['on A -> set x == 1', 'on A -> set x = 1', '=='],
  ['on A -> B { x = 1 }', 'on A -> B { x : 1 }', '='],
  ['on A -> B { x 1 }', 'on A -> B { x: 1 }', '1'],
  ["on A when x == 'red' -> B", 'on A when x == "red" -> B', "'red'"],
  ['on A when x == "red -> B', 'on A when x == "red" -> B', '"red'],
  ['on A -> B;', 'on A -> B', ';'],
  ['on A -> B,', 'on A -> B', ','],
  ['on A if x -> B', 'on A when x -> B', 'if'],
  ['emit A', 'emits A', 'emit'],
  ['emitss A', 'emits A', 'emitss'],
  ['stat p: boolean', 'state p: boolean', 'stat'],
  ['on A wehn x -> B', 'on A when x -> B', 'wehn'],
  ['on A and B witin 5m else C', 'on A and B within 5m else C', 'witin'],
  ['A on -> B', 'on A -> B', 'A on'],
  ['on A -> -> B', 'on A -> B', '->'],
];

const texts: readonly (readonly [wrong: string, right: string, place: string])[] = [
  ['servce X {\n  on A -> B\n}\n', 'service X {\n  on A -> B\n}\n', 'servce'],
  ['services X {\n  on A -> B\n}\n', 'service X {\n  on A -> B\n}\n', 'services'],
  ['actor P {\n  recieves A\n}\n', 'actor P {\n  receives A\n}\n', 'recieves'],
  ['evnt A\n', 'event A\n', 'evnt'],
  ['Event A\n', 'event A\n', 'Event'],
  ['event A {\n  x int\n}\n', 'event A {\n  x: int\n}\n', 'int'],
  ['event A {\n  x: int,\n  y: int\n}\n', 'event A {\n  x: int\n  y: int\n}\n', ','],
  ['event A {\n  x: int;\n}\n', 'event A {\n  x: int\n}\n', ';'],
  ['event A {\n  key id: uuid\n\nevent B\n', 'event A {\n  key id: uuid\n}\n\nevent B\n', 'uuid'],
  ['event A\n  key id: uuid\n}\nevent B\n', 'event A {\n  key id: uuid\n}\nevent B\n', 'A'],
  ['service S {\n  on A -> B\n\n@pii\nevent C\n', 'service S {\n  on A -> B\n}\n\n@pii\nevent C\n', 'B'],
  ['service S\n  on A -> B\n}\n', 'service S {\n  on A -> B\n}\n', 'S'],
  ['service S {\n  on A -> B', 'service S {\n  on A -> B\n}', 'B'],
  [
    'service S {\n  on A {\n    when x -> B\n  on C -> D\n}\n',
    'service S {\n  on A {\n    when x -> B\n  }\n  on C -> D\n}\n',
    'B',
  ],
  [
    'service S {\n  on A {\n    when x -> B\n}\nevent C\n',
    'service S {\n  on A {\n    when x -> B\n  }\n}\nevent C\n',
    'B',
  ],
  ['event A\n}\nevent B\n', 'event A\n\nevent B\n', '}'],
  ['property "p {\n  A requires B\n}\n', 'property "p" {\n  A requires B\n}\n', '"p'],
  ['property p" {\n  A requires B\n}\n', 'property "p" {\n  A requires B\n}\n', 'p"'],
  ["property 'p' {\n  A requires B\n}\n", 'property "p" {\n  A requires B\n}\n', "'p'"],
  ['property p {\n  A requires B\n}\n', 'property "p" {\n  A requires B\n}\n', 'p'],
  ['property "p" {\n  A require B\n}\n', 'property "p" {\n  A requires B\n}\n', 'require'],
  ['scenario "s" {\n  given A { x 1 }\n}\n', 'scenario "s" {\n  given A { x: 1 }\n}\n', '1'],
  ['scenario "s" {\n  given A { x = 1, y = 2 }\n}\n', 'scenario "s" {\n  given A { x : 1, y : 2 }\n}\n', '='],
  ['scenario "s" {\n  expct A\n}\n', 'scenario "s" {\n  expect A\n}\n', 'expct'],
  ['channel c {\n  carry A\n}\n', 'channel c {\n  carries A\n}\n', 'carry'],
  ['channel c {\n  delivry exactly-once\n}\n', 'channel c {\n  delivery exactly-once\n}\n', 'delivry'],
  ['channel c {\n  delivery at-least-onc\n}\n', 'channel c {\n  delivery at-least-once\n}\n', 'at-least-onc'],
  ['@owner("team)\nevent A\n', '@owner("team")\nevent A\n', '"team'],
  ['enum E { a b }\n', 'enum E { a, b }\n', 'b'],
  ['event A /* what it is\nevent B\n', 'event A /* what it is */\nevent B\n', '/* what it is'],
];

function expectFix(wrong: string, right: string, place: string): void {
  const document = parsed(wrong);
  const errors = syntaxErrors(document);
  expect(errors.map(({ span }) => document.textDocument.getText(span.range))).toEqual([place]);
  const fixes = errors.flatMap(error => fixesOfSyntax(error));
  const fixed = fixes.map(fix => applied(wrong, fix));
  expect(fixed).toContain(right);
  // The order of two words may be wrong for another reason.
  const isSwap = errors.some(({ message }) => message.includes('wrong order'));
  expect(fixes.map(({ isPreferred = false }) => isPreferred)).toEqual(fixes.map(() => fixes.length === 1 && !isSwap));
  for (const text of fixed) expect(syntaxErrors(parsed(text)).map(({ message }) => message)).toEqual([]);
}

function applied(text: string, { edits }: Fix): string {
  const { textDocument } = parsed(text);
  const offset = (edit: Fix['edits'][number]) => textDocument.offsetAt(edit.range.start);
  return [...edits]
    .sort((one, other) => offset(other) - offset(one))
    .reduce(
      (current, edit) =>
        current.slice(0, offset(edit)) + edit.newText + current.slice(textDocument.offsetAt(edit.range.end)),
      text,
    );
}

describe('in a service', () => {
  const inService = (member: string): string => `service S {\n  ${member}\n  y: on Y -> Z\n}\n`;
  test.each(members)('%j', (wrong, right, place) => expectFix(inService(wrong), inService(right), place));
});

describe('in a file', () => {
  test.each(texts)('%j', (wrong, right, place) => expectFix(wrong, right, place));
});
