/** Models whose states nobody could look at one by one are proved all the same, since only what makes a difference is. */
import { verify } from '@choreo/analysis/verification';
import { checkTexts } from '@choreo/language';
import { expect, test } from 'vitest';
import { fanOut, parallelCompensations, saga } from './scale-models.ts';

const requires = (branches: number): string =>
  Array.from({ length: branches }, (_, index) => `  Q${index} requires P${index}`).join('\n');

test.each([
  { what: 'a sentence for each branch of a fan-out', text: fanOut(12, requires(12)), most: 200 },
  { what: 'one sentence about a wide fan-out', text: fanOut(20, '  Done requires Q3'), most: 200 },
  { what: 'sagas side by side', text: ['A', 'B', 'C', 'D'].map(name => saga(6, name)).join(''), most: 600 },
  { what: 'services that remember what they did', text: parallelCompensations(5), most: 40_000 },
])('$what', async ({ text, most }) => {
  const [checked] = await checkTexts([{ uri: 'file:///scale.choreo', text }]);
  if (!checked) throw new Error('There is a choreography');
  const { verdicts, states } = verify(checked.choreography, { scope: 'flow' });
  // That a join keeps what came before a failure is so.
  const others = verdicts.filter(({ code }) => code !== 'stuck-join');
  expect(others.filter(({ status }) => status !== 'proved').map(({ code }) => code)).toEqual([]);
  expect(states).toBeLessThan(most);
});
