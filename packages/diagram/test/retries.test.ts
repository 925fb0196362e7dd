/** What is refused, in the picture of the flow and in that of a run. */
import { describe, expect, test } from 'vitest';
import { flowDiagram, sequenceDiagram } from '../src/index.ts';
import { actor, choreography, event, on, oneOf, service, set, state, yes } from './support/model.ts';
import type { Clauses } from './support/model.ts';
import { play } from './support/runs.ts';

function desk(retry: NonNullable<Clauses['retry']>) {
  const names = ['Asked', 'Reply', 'Done', 'Parked'];
  return choreography(
    'Desk',
    [
      actor('World', { emits: ['Asked?', 'Reply'], receives: ['Done', 'Parked'] }),
      service(
        'Desk',
        [
          on('Asked', { label: 'ask', to: oneOf([set('waiting', yes)]) }),
          on('Reply', { label: 'reply', when: state('waiting'), retry, to: oneOf('Done') }),
        ],
        { states: ['waiting'] },
      ),
    ],
    names.map(name => event(name)),
  );
}

describe('the flow', () => {
  test('says that it waits', () => {
    expect(flowDiagram(desk(true)).text).toMatch(/when waiting .*else retry/);
  });

  test('draws what happens at the last refusal', () => {
    const { text } = flowDiagram(desk([5, oneOf('Parked')]));
    expect(text).toMatch(/when waiting .*retry 5/);
    expect(text).toMatch(/refused 5/);
  });
});

describe('a run', () => {
  test('says what is left waiting', () => {
    const model = desk(true);
    const { text } = sequenceDiagram(model, play(model, ['enter World Reply'], { entries: { Asked: 0, Reply: 1 } }));
    expect(text).toContain('Reply waits at Desk');
    expect(text).not.toContain('which nobody takes');
  });

  test('says that a message was refused too often', () => {
    const model = desk([5, oneOf('Parked')]);
    const { text } = sequenceDiagram(model, play(model, ['enter World Reply', 'Desk Reply > Parked']));
    expect(text).toMatch(/refused 5/);
  });
});
