/** A small choreography with more states than anybody can look at: lanes of messages that have nothing to do with one another. */

const lanes = 14;

export const manyStates = {
  name: 'many-states.choreo',
  text: [
    'choreography ManyStates\n',
    ...Array.from({ length: lanes }, (_, lane) => laneOf(lane)),
    // Looks at all of them at once, so that no order of theirs can be left out.
    `service Watch {
  state last: 0..${lanes}
${Array.from({ length: lanes }, (_, lane) => `  watch${lane}: on Done${lane} or Failed${lane} -> set last = ${lane}`).join('\n')}
}`,
  ].join('\n'),
};

function laneOf(lane: number): string {
  return `event Begun${lane}  { key id: uuid }
event Done${lane}   { key id: uuid }
event Failed${lane} { key id: uuid }

service Lane${lane} {
  emits Begun${lane}
  work: on Begun${lane} -> Done${lane} | Failed${lane}
}
`;
}
