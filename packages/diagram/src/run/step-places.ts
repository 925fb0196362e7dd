/** Finds the places of a step in the source: what was chosen, what fired, or else its subject. */
import type { RunStep } from '@choreo/analysis/runs';
import { compareSpans, namesOf, type Choreography, type Span } from '@choreo/model';

/** Without repetitions; a click leads to the first. */
export function placesOf(choreography: Choreography, step: RunStep): readonly Span[] {
  const { messages, reactions } = namesOf(choreography);
  const places = [
    ...step.firings.flatMap(({ alternative, span }) => (alternative ? [alternative, span] : [span])),
    ...step.collectedBy.flatMap(join => reactions.get(join)?.headSpan ?? []),
    ...(step.firings.length + step.collectedBy.length === 0 ? namingPlaces(choreography, step) : []),
  ];
  const message = step.message === undefined ? undefined : messages.get(step.message)?.nameSpan;
  return distinct(places.length > 0 || !message ? places : [message]);
}

/** The place at which the participant names the message. */
function namingPlaces(choreography: Choreography, { kind, message, participant: name }: RunStep): readonly Span[] {
  const participant = namesOf(choreography).participants.get(name);
  if (!participant) return [];
  const triggers = participant.reactions.flatMap(({ trigger }) => trigger.messages);
  const entries = participant.emits.map(({ message: entry, nameSpan }) => ({ message: entry, span: nameSpan }));
  return (kind === 'enter' ? entries : triggers).filter(ref => ref.message === message).map(({ span }) => span);
}

function distinct(spans: readonly Span[]): readonly Span[] {
  return spans.filter(
    (span, index) => span.uri !== '' && spans.findIndex(other => compareSpans(other, span) === 0) === index,
  );
}
