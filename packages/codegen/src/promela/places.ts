/** Where the delivery of a message to a service waits: counted, or in a queue that keeps the order. */
import type { Declarations } from './declarations.ts';
import { formSuffix, formText } from './forms.ts';
import type { FormsOf, MessageForm } from './forms.ts';
import type { Traffic } from './traffic.ts';

export type Place =
  | { readonly kind: 'count'; readonly name: string }
  | { readonly kind: 'queue'; readonly name: string; readonly token: string };

export interface Places {
  /** Where that message waits for that service. */
  place(to: string, form: MessageForm, of: number): Place;
}

export function createPlaces(
  traffic: Traffic,
  formsOf: FormsOf,
  declarations: Declarations,
  caseSuffix: (of: number) => string,
): Places {
  /** One message that is sent in one form has no order to keep. */
  const isQueued = (to: string, message: string): boolean => {
    const channel = traffic.channelOf(message);
    if (!channel?.orderedBy) return false;
    const together = [...new Set(channel.carries.map(ref => ref.message))].filter(
      id => traffic.channelOf(id) === channel && traffic.isSent(id) && traffic.takersOf(id).includes(to),
    );
    return together.flatMap(id => formsOf(id)).length > 1;
  };

  const place = (to: string, form: MessageForm, of: number): Place => {
    const { message, number } = form;
    if (!isQueued(to, message)) {
      const name = declarations.pendingCount(
        `at ${to} ${message} ${number} ${of}`,
        `at_${to}_${message}${formSuffix(form)}${caseSuffix(of)}`,
        `${formText(form)}, on the way to ${to}`,
      );
      return { kind: 'count', name };
    }
    const channel = traffic.channelOf(message)?.name ?? '';
    const name = declarations.queue(
      `queue ${to} ${channel} ${of}`,
      `${channel}_to_${to}${caseSuffix(of)}`,
      `on the way over ${channel} to ${to}, in order`,
    );
    const token = declarations.token(`token ${message} ${number}`, `TOKEN_${message}${formSuffix(form)}`);
    return { kind: 'queue', name, token };
  };

  return { place };
}
