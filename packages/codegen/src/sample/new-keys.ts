/**
 * Values of further keys in examples: an emission that its trigger does not tell the key makes a new one. All messages of a step have the
 * same, other steps have others, and so has each repeat of a message in one step.
 */
import { furtherKeysOf } from '@choreo/analysis';
import type { Choreography, Field } from '@choreo/model';
import type { SampleValue } from './plausible.ts';
import { uuidFor } from './words.ts';

export interface NewKeys {
  /** Whether the field is a further key of the message. */
  isFurther(message: string, field: Field): boolean;
  /** `step`: what makes the value; `repeat`: how often the message has come in this step before. Undefined where the usual example has to do. */
  valueFor(message: string, field: Field, step: string, repeat: number): SampleValue | undefined;
}

export function newKeysIn(choreography: Choreography): NewKeys {
  const keys = furtherKeysOf(choreography);
  const isFurther = (message: string, { name, key }: Field): boolean => key && keys.of(message).includes(name);
  return {
    isFurther,
    valueFor(message, field, step, repeat) {
      const isUuid = field.type.kind === 'builtin' && field.type.name === 'uuid';
      return isUuid && isFurther(message, field) ? uuidFor(`${field.name} of ${step} ${repeat}`) : undefined;
    },
  };
}
