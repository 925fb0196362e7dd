/** The forms that distinguish a message on its way. */
import type { Choreography } from '@choreo/model';
import type { PayloadClass } from './payload.ts';
import { payloadClassesOf } from './payload-classes.ts';

/** A message in one of its payload classes. */
export interface MessageForm {
  readonly message: string;
  readonly payloadClass: PayloadClass;
  /** From 1; 0 where there is only one. */
  readonly number: number;
}

export type FormsOf = (message: string) => readonly MessageForm[];

/** Finds the forms of each message once. */
export function createForms(choreography: Choreography): FormsOf {
  const known = new Map<string, readonly MessageForm[]>();
  return message => {
    let forms = known.get(message);
    if (!forms) {
      const classes = payloadClassesOf(choreography, message);
      forms = classes.map((payloadClass, index) => ({
        message,
        payloadClass,
        number: classes.length > 1 ? index + 1 : 0,
      }));
      known.set(message, forms);
    }
    return forms;
  };
}

/** For people. */
export function formText({ message, payloadClass, number }: MessageForm): string {
  return number > 0 ? `${message} with ${payloadClass.words.join(', ')}` : message;
}

/** The end of names that stand for one form of a message. */
export function formSuffix(form: MessageForm | undefined): string {
  return form && form.number > 0 ? `_${form.number}` : '';
}
