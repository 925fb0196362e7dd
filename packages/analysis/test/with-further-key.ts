/** Gives a random model a further key: messages about the parts of a case carry it besides the key of the case. */
import type { Choreography, Field, Participant } from '@choreo/model';
import { field, place } from './build.ts';

/** The first message is always about the case as a whole. Services keep their state by the case, by the part, or as their messages say. */
export function withFurtherKey(model: Choreography, given: readonly number[]): Choreography {
  let at = 0;
  const next = (ways: number) => (given[at++ % given.length] ?? 0) % ways;
  const uuid = { kind: 'builtin', name: 'uuid' } as const;
  const messages = model.messages.map((message, index) => {
    const keys: readonly Field[] =
      index === 0 || next(3) === 0 ? [field('id', uuid, true)] : [field('id', uuid, true), field('part', uuid, true)];
    return { ...message, fields: [...keys, ...message.fields.filter(({ key }) => !key)] };
  });
  const participants = model.participants.map((one): Participant => {
    const fields = [['id'], ['id', 'part'], undefined][next(3)];
    if (one.kind === 'actor' || !fields) return one;
    return { ...one, keptBy: { fields: fields.map(name => ({ field: name, span: place() })), span: place() } };
  });
  return { ...model, messages, participants };
}
