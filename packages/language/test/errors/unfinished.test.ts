/** How a text looks while it is being written: what is unfinished is said once, and the next reaction is read all the same. */
import { describe, expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';

describe('a reaction that is being written', () => {
  test.each([
    'on A ->',
    'on A -> B |',
    'on A -> B &',
    'on A -> { when',
    'on A or',
    'on A when',
    'on A within',
    'on',
    'on A -> B {',
    'on A -> B { ...',
    'on A -> B { ..., n',
    'on A -> B { n:',
    'on A -> B { n: 1',
    'on A -> B { n: 1,',
  ])('%s', async unfinished => {
    const text = `event A { key id: uuid }\nevent B { key id: uuid  n: int }\nactor U { emits A receives B }\nservice S {\n  ${unfinished}\n  next: on A -> B\n}\n`;
    const [checked] = await checkTexts([{ uri: 'file:///a.choreo', text }]);
    const labels = checked?.choreography.participants[1]?.reactions.map(({ label }) => label);
    expect(labels).toContain('next');
    expect(checked?.diagnostics.map(({ code }) => code)).toEqual(['syntax-error']);
  });
});
