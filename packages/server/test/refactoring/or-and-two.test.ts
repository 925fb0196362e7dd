/** `on A or B` and two reactions, in both directions. */
import { expect, test } from 'vitest';
import { expectRefactored, offered, refactored } from '../support/refactoring.ts';

const events = 'event A { key id: uuid  total: int }\nevent B { key id: uuid  total: int }\nevent C { key id: uuid }\n';
const service = (...lines: readonly string[]) =>
  `${events}service S {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;

const idempotent = ['Make `onA` idempotent', 'Make `onA` idempotent with a state'];
const rewrites = (text: string) => offered(text, 'refactor.rewrite');

test('one reaction for each message, and back', async () => {
  const together = 'on A or B when total > 5 -> C';
  const apart = ['on A when total > 5 -> C', 'on B when total > 5 -> C'];
  await expectRefactored(
    service(together.replace('on', 'o<|>n')),
    'Split `A or B` into two reactions',
    service(...apart),
  );
  await expectRefactored(
    service(apart[0] ?? '', (apart[1] ?? '').replace('on', 'o<|>n')),
    'Merge two reactions into `on A or B`',
    service(together),
  );
});

test('labels, annotations and branches go with it', async () => {
  const body = ['', '  when total > 5 -> C', '  else -> nothing', '}'].slice(1);
  await expectRefactored(
    service('/** Ends it. */', '@owner("x")', '<|>end: on A or B or C idempotent {', '  when 1 > 0 -> nothing', '}'),
    'Split `A or B or C` into 3 reactions',
    service(
      '/** Ends it. */',
      '@owner("x")',
      'endOnA: on A idempotent {',
      '  when 1 > 0 -> nothing',
      '}',
      '@owner("x")',
      'endOnB: on B idempotent {',
      '  when 1 > 0 -> nothing',
      '}',
      '@owner("x")',
      'endOnC: on C idempotent {',
      '  when 1 > 0 -> nothing',
      '}',
    ),
  );
  await expectRefactored(
    service('<|>endOnA: on A {', ...body, '// More of it.', 'endOnB: on B {', ...body, 'on C'),
    'Merge two reactions into `on A or B`',
    service('// More of it.', 'end: on A or B {', ...body, 'on C'),
  );
});

test('names stay different', async () => {
  await expectRefactored(
    service('<|>on A or B -> C', 'onA: on C'),
    /^Split `A/,
    service('onA2: on A -> C', 'on B -> C', 'onA: on C'),
  );
});

test('choices of scenarios are kept, or stand in the way', async () => {
  const scenario = (...steps: readonly string[]) => `scenario "s" {\n${steps.map(step => `  ${step}\n`).join('')}}\n`;
  expect(await rewrites(service('<|>end: on A or B -> C | nothing') + scenario('choose S.end -> C'))).toContain(
    'Split `A or B` into two reactions: The scenario "s" chooses for `end`, and cannot say for which of the two. Remove the choice first.',
  );
  const apart = service('<|>x: on A -> C | nothing', 'y: on B -> C | nothing');
  expect(await rewrites(apart + scenario('choose S.x -> C'))).toContain(
    'Merge two reactions into `on A or B`: The scenario "s" does not choose the same for all of them. Change the choice first.',
  );
  await expectRefactored(
    apart + scenario('choose S.x -> C', 'choose S.y -> C', 'expect C'),
    /^Merge/,
    service('x: on A or B -> C | nothing') + scenario('choose S.x -> C', 'expect C'),
  );
});

test('what would mean something else is said', async () => {
  expect(await rewrites(service('<|>on A or B at most 3 times else nothing -> C'))).toEqual([
    'Split `A or B` into two reactions: `at most` counts all messages of `onAOrB` together, and two reactions would count apart.',
    'Make `onAOrB` idempotent',
    'Make `onAOrB` idempotent with a state',
  ]);
  expect(await rewrites(service('<|>x: on A -> C', 'y: on A -> C'))).toContain(
    'Merge two reactions into `on A or A`: Two of them react to the same message, so both fire on it, and one reaction would fire once.',
  );
  const copying = 'event D { key id: uuid  total: int  note: int }\nevent E { key id: uuid  total: int  note: int }\n';
  expect(await rewrites(`${events}${copying}service S {\n  <|>on A or D -> E { ... }\n}`)).toContain(
    'Split `A or D` into two reactions: `...` copies what all messages of `onAOrD` have, and alone they have more. Write out the fields first.',
  );
});

test('only neighbours that do the same are merged', async () => {
  expect(await rewrites(service('<|>on A -> C', 'on B'))).toEqual(idempotent);
  expect(await rewrites(service('<|>on A', 'state s: boolean', 'on B'))).toEqual(idempotent);
  expect(await rewrites(service('<|>on A', 'on B', 'on C<|>'))).toEqual(['Merge 3 reactions into `on A or B or C`']);
});

test('a whole service is idempotent', async () => {
  expect(
    await refactored({ 'a.choreo': service('on A -> C', 'on B idempotent').replace('S {', 'S<|> {') }, /idempotent/),
  ).toEqual({
    'a.choreo': service('on A -> C', 'on B').replace('service', 'idempotent service'),
  });
  await expectRefactored(
    service('<|>on A when total > 2 // as long as it is cheap', '  -> C'),
    'Make `onA` idempotent',
    service('on A when total > 2 idempotent // as long as it is cheap', '  -> C'),
  );
});
