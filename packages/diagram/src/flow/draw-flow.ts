/** Draws all of a choreography's flow, in an order that depends only on names, so that moving files changes nothing. */
import { namesOf, type Choreography, type Participant } from '@choreo/model';
import { createDraft, type Ends, type Flow } from './flow.ts';
import { endsOf } from './loose-ends.ts';
import { drawParticipant } from './participants.ts';
import { drawUsed } from './used.ts';

export function drawFlow(choreography: Choreography): Flow {
  // The first pass finds the messages that lead nowhere or come from nowhere; the second notes them on their elements.
  const ends = endsOf(draw(choreography, { unhandled: new Set(), unsent: new Set() }));
  return draw(choreography, ends);
}

function draw(choreography: Choreography, ends: Ends): Flow {
  const draft = createDraft(namesOf(choreography).messages, ends);
  for (const participant of [...choreography.participants].sort(byKindAndName)) drawParticipant(draft, participant);
  drawUsed(draft, choreography.used.messages);
  return draft;
}

/** Actors first: flows start with them, and Mermaid places first what is declared first. Without a locale, which differs between machines. */
function byKindAndName(a: Participant, b: Participant): number {
  const actors = Number(b.kind === 'actor') - Number(a.kind === 'actor');
  return actors || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
