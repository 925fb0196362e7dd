/** Models of any size, for what has to hold at every size. */
import type { Choreography } from '@choreo/model';
import { actor, choreography, event, on, oneOf, service } from './model.ts';

/** One reaction after the other, four in each service; every third may fail, and nobody minds. */
export function chain(reactions: number): Choreography {
  const names = Array.from({ length: reactions }, (_, index) => `StepWasTaken${index}`);
  const services = Map.groupBy(names.keys(), index => Math.floor(index / 4));
  return choreography(
    'Chain',
    [
      actor('User', { emits: ['Began'], receives: [names.at(-1) ?? 'Began'] }),
      ...[...services].map(([number, indices]) =>
        service(
          `Service${number}`,
          indices.map(index => {
            const name = names[index] ?? '';
            const outcome = index % 3 === 1 ? oneOf(name, `${name}Failed`) : oneOf(name);
            return on(names[index - 1] ?? 'Began', { label: `take${index}`, to: outcome });
          }),
        ),
      ),
    ],
    ['Began', ...names].map(name => event(name)),
  );
}

/** One service asks the others in turn, and hears from each. */
export function hub(reactions: number): Choreography {
  const turns = Array.from({ length: reactions / 2 }, (_, index) => index);
  const asked = (index: number) => `WorkAskedFor${index}`;
  const done = (index: number) => (index < 0 ? 'Began' : `WorkDone${index}`);
  return choreography(
    'Hub',
    [
      actor('User', { emits: ['Began'], receives: [done(turns.length - 1)] }),
      service(
        'Coordinator',
        turns.map(index => on(done(index - 1), { label: `ask${index}`, to: oneOf(asked(index)) })),
      ),
      ...turns.map(index =>
        service(`Worker${index}`, [on(asked(index), { label: `work${index}`, to: oneOf(done(index)) })]),
      ),
    ],
    ['Began', ...turns.flatMap(index => [asked(index), done(index)])].map(name => event(name)),
  );
}

/** Each reaction answers one of the messages before it, in one of the services, as a fixed sequence of draws says; a third of them may fail. */
export function scattered(reactions: number): Choreography {
  const draw = draws();
  const names = Array.from({ length: reactions }, (_, index) => `ThingHappened${index}`);
  const causes = names.map((_, index) => (index === 0 ? 'Began' : (names[Math.floor(draw() * index)] ?? 'Began')));
  const services = Math.max(2, Math.round(reactions / 4));
  const places = names.map(() => Math.floor(draw() * services));
  const heard = new Set(causes);
  return choreography(
    'Random',
    [
      actor('User', { emits: ['Began'], receives: names.filter(name => !heard.has(name)) }),
      ...Array.from({ length: services }, (_, number) => ({
        number,
        own: names.flatMap((name, index) => (places[index] === number ? [{ name, index }] : [])),
      })).flatMap(({ number, own }) =>
        own.length === 0
          ? []
          : [
              service(
                `Service${number}`,
                own.map(({ name, index }) => {
                  const outcome = index % 3 === 1 ? oneOf(name, `${name}Failed`) : oneOf(name);
                  return on(causes[index] ?? 'Began', { label: `handle${index}`, to: outcome });
                }),
              ),
            ],
      ),
    ],
    ['Began', ...names].map(name => event(name)),
  );
}

/** A fixed sequence of numbers from 0 to 1. */
function draws(): () => number {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
