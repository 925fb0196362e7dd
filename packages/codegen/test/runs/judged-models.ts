/** Random models whose ends are all known. */
import { verify } from '@choreo/analysis/verification';
import type { Bound, Ends } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import fc from 'fast-check';
import { anyRunModel } from '../../../analysis/test/any-run-model.ts';
import { drawn } from '../../../model/test/randomness.ts';
import { endsOf } from './ends.ts';

export interface JudgedModel {
  readonly model: Choreography;
  readonly ends: readonly Ends[];
  /** All ends, in words. */
  readonly words: ReadonlySet<string>;
}

/** Of so many models at most, one is taken. */
const mostDrawn = 8;

/** So many models that end in different ways. */
export function judgedModels(count: number): readonly JudgedModel[] {
  const found: JudgedModel[] = [];
  const models = fc.oneof(
    anyRunModel({ loops: true }),
    anyRunModel({ asksStates: true }),
    anyRunModel({ contents: true }),
    anyRunModel({ loops: true, contents: true }).map(withoutBounds),
  );
  for (const sample of fc.sample(models, drawn(20_261, count * mostDrawn))) {
    if (found.length === count) break;
    const model = { ...withoutStandIns(sample), properties: [] };
    const { ends } = verify(model, { ends: 1_000, maxStates: 2_000, redeliveries: 0 });
    const words = ends.every(({ bounds }) => bounds.every(isKept)) ? endsOf(model, ends) : undefined;
    if (words && words.size > 1) found.push({ model, ends, words });
  }
  return found;
}

/** Within these bounds, runs of generated services are chosen here as well. */
function isKept({ kind }: Bound): boolean {
  return kind === 'many' || kind === 'one-case' || kind === 'open-conditions';
}

/** Without `@min` and `@max`, which what is counted up breaks. */
function withoutBounds(model: Choreography): Choreography {
  const messages = model.messages.map(message => ({
    ...message,
    fields: message.fields.map(field => ({ ...field, annotations: [] })),
  }));
  return { ...model, messages };
}

/** External services are played by stand-ins of the demo, whose handlers cannot be chosen; here they are services as well. */
function withoutStandIns(model: Choreography): Choreography {
  const participants = model.participants.map(one =>
    one.kind === 'external' ? { ...one, kind: 'service' as const } : one,
  );
  return { ...model, participants };
}
