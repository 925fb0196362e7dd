/** What a message carries that is put off: decided at once where the model gives some of it, and otherwise when the time is up. */
import { emissionsOf } from '@choreo/model';
import { fillingsIn } from './contents.ts';
import { blind, fittingForms } from './fitting.ts';
import type { MessageForm } from './forms.ts';
import type { Layout } from './layout.ts';

/** The forms in which a participant may put off a message; undefined among them: in any, which is decided later. */
export function putOffForms(owner: string, message: string, layout: Layout): readonly (MessageForm | undefined)[] {
  const { choreography } = layout;
  const forms = layout.formsOf(message);
  const { reactions = [], schedules = [] } = choreography.participants.find(({ name }) => name === owner) ?? {};
  const found = [...reactions, ...schedules]
    .flatMap(emissionsOf)
    .filter(emission => emission.message === message && emission.after)
    .flatMap((emission): readonly (MessageForm | undefined)[] => {
      const filling = fillingsIn(choreography).get(emission);
      if (!filling || forms.length < 2) return [undefined];
      return fittingForms(filling, forms, blind, choreography).map(({ form }) => form);
    });
  return [...new Set(found)];
}
