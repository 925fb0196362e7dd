/** Which alternatives a reaction may take if they were chosen for it. */
import { outcomesOf } from '@choreo/model';
import type { Alternative, Outcome, Reaction } from '@choreo/model';
import { alternativeText } from '../text/outcome-text.ts';

/** By reaction id: whether an alternative is one of the chosen. */
export type Chosen = ReadonlyMap<string, (alternative: Alternative) => boolean>;

/**
 * A choice among the alternatives of the body does not restrict `within … else` and `at most … else`; a choice of an
 * alternative that only occurs there rules the body out.
 */
export function allowsOf(chosen: Chosen): (reaction: Reaction, outcome: Outcome, alternative: number) => boolean {
  return (reaction, outcome, position) => {
    const isChosen = chosen.get(reaction.id);
    const alternative = outcome.alternatives[position];
    if (!isChosen || !alternative) return true;
    const { within, atMost } = reaction;
    const isElse = outcome === within?.otherwise || outcome === atMost?.otherwise;
    const body = outcomesOf(reaction).filter(one => one !== within?.otherwise && one !== atMost?.otherwise);
    const isOfBody = body.some(({ alternatives }) => alternatives.some(isChosen));
    return (isElse && isOfBody) || isChosen(alternative);
  };
}

/** The alternatives that the choice is about: those of the body, or, if none of them is chosen, the others. */
export function chosenAmong(
  reaction: Reaction,
  isChosen: (alternative: Alternative) => boolean,
): ReadonlySet<Alternative['span']> {
  const { within, atMost } = reaction;
  const elses = new Set([within?.otherwise, atMost?.otherwise]);
  const chosenIn = (outcomes: readonly Outcome[]) =>
    outcomes.flatMap(({ alternatives }) => alternatives.filter(isChosen));
  const ofBody = chosenIn(outcomesOf(reaction).filter(outcome => !elses.has(outcome)));
  const chosen = ofBody.length > 0 ? ofBody : chosenIn(outcomesOf(reaction));
  return new Set(chosen.map(({ span }) => span));
}

/** Alternatives with the same messages, as `choose` in a scenario means it; `set` and `cancel` need not be repeated. */
export function hasMessagesOf(outcome: Outcome): (alternative: Alternative) => boolean {
  const wanted = outcome.alternatives.map(messagesText);
  return alternative => wanted.includes(messagesText(alternative));
}

/** Alternatives with this text, or with exactly these messages; spaces do not matter. */
export function readsLike(text: string): (alternative: Alternative) => boolean {
  const wanted = text.replace(/\s+/g, '');
  const sorted = wanted.split('&').sort().join('&');
  return alternative =>
    alternativeText(alternative).replace(/\s+/g, '') === wanted || (messagesText(alternative) || 'nothing') === sorted;
}

function messagesText({ items }: Alternative): string {
  return items
    .flatMap(item => (item.kind === 'emit' ? [item.message] : []))
    .sort()
    .join('&');
}
