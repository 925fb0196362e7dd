/** Draws all of a choreography's flow, in an order that depends on names alone and so outlives the moving of files. */
import { namesOf, type Choreography, type Participant } from '@choreo/model';
import { createDraft, type Flow } from './flow.ts';
import { drawLooseEnds, drawUsed } from './loose-ends.ts';
import { drawParticipant } from './participants.ts';

export function drawFlow(choreography: Choreography): Flow {
  const draft = createDraft();
  for (const participant of [...choreography.participants].sort(byKindAndName)) drawParticipant(draft, participant);
  drawUsed(draft, choreography.used.messages);
  drawLooseEnds(draft, namesOf(choreography).messages);
  return draft;
}

/** Actors first: flows start with them, and what is declared first is placed first. Not by locale, which machines differ in. */
function byKindAndName(a: Participant, b: Participant): number {
  const actors = Number(b.kind === 'actor') - Number(a.kind === 'actor');
  return actors || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
