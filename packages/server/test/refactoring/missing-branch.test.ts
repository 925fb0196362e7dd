/** The branch that is missing: `else`, each missing value, or the complementary condition. */
import { expect, test } from 'vitest';
import { expectRefactored, offered } from '../support/refactoring.ts';

const events = `event A { key id: uuid  kind: Kind  total: int  urgent: boolean }
event B { key id: uuid }
enum Kind { Small, Large, Huge }
`;
const service = (...lines: readonly string[]) =>
  `${events}service S {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;
const rewrites = (text: string) => offered(text, 'refactor.rewrite');

test('each value of an enum that no branch is about', async () => {
  const branches = (...more: readonly string[]) =>
    service('on A {', '  when kind == Small -> B', ...more.map(line => `  ${line}`), '}');
  const before = branches().replace('-> B', '-> <|>B');
  expect(await rewrites(before)).toEqual([
    'Add `else -> nothing`',
    'Add a branch for each missing value of `kind`: `Large` and `Huge`',
    'Add `when kind != Small -> nothing`',
  ]);
  await expectRefactored(before, 'Add `else -> nothing`', branches('else -> nothing'));
  await expectRefactored(
    before,
    /each missing/,
    branches('when kind == Large -> nothing', 'when kind == Huge -> nothing'),
  );
  await expectRefactored(before, /!=/, branches('when kind != Small -> nothing'));
});

test('values of states, truth values, and conditions of other kinds', async () => {
  const one = (state: string, ...branches: readonly string[]) =>
    rewrites(
      service(
        state,
        `on A { ${branches.map(branch => `when ${branch} -> <|>B`).join('  ')} }`
          .replace('<|>', '')
          .replace('B }', '<|>B }'),
      ),
    );
  expect(await one('state p: idle | held | gone', 'p in [idle, held]')).toEqual([
    'Add `else -> nothing`',
    'Add a branch for the missing value of `p`: `gone`',
    'Add `when not (p in [idle, held]) -> nothing`',
  ]);
  expect(await one('state p: boolean', 'p')).toEqual([
    'Add `else -> nothing`',
    'Add a branch for the missing value of `p`: `false`',
    'Add `when not p -> nothing`',
  ]);
  expect(await one('state p: boolean', 'p', 'not p')).toEqual([]);
  expect(await one('state p: boolean', 'total > 5 or urgent', 'total < 3')).toEqual([
    'Add `else -> nothing`',
    'Add a branch for the missing value of `urgent`: `false`',
    'Add `when not (total > 5 or urgent) and not (total < 3) -> nothing`',
  ]);
});

test('a guard becomes a branch', async () => {
  await expectRefactored(
    service('<|>big: on A when total > 5 idempotent', '  -> B'),
    'Say what `big` does otherwise: `else -> nothing`',
    service('big: on A idempotent {', '  when total > 5 -> B', '  else -> nothing', '}'),
  );
  await expectRefactored(
    service('<|>on A idempotent when total > 5'),
    'Say what `onA` does otherwise: `else -> nothing`',
    service('on A idempotent {', '  when total > 5 -> nothing', '  else -> nothing', '}'),
  );
});

test('nothing is missing where there is an `else`', async () => {
  expect(await rewrites(service('on A { when urgent -> B  else -> <|>nothing }'))).toEqual([]);
  expect(await rewrites(service('on A { when urgent -> <|>B  else retry }'))).toEqual([]);
  expect(await rewrites(service('<|>on A when urgent else retry -> B'))).toEqual(['Make `onA` idempotent']);
});
