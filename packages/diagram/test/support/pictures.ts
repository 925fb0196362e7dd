/** The pictures that are kept as golden files, and rendered. */
import type { Choreography } from '@choreo/model';
import { flowDiagram, type Diagram, type Marker } from '../../src/index.ts';
import { answers, chain, contents, everything, hostile, orderFulfilment } from './models.ts';

export function pictures(): ReadonlyMap<string, Diagram> {
  const all = everything();
  return new Map([
    ['order-fulfilment', flowDiagram(orderFulfilment())],
    ['everything', flowDiagram(all)],
    ['findings', flowDiagram(all, { markers: findingsOn(all) })],
    ['overview', flowDiagram(all, { detail: 'services' })],
    ['focus-on-message', flowDiagram(all, { focus: { kind: 'message', id: 'Charge' } })],
    ['focus-on-participant', flowDiagram(all, { focus: { kind: 'participant', name: 'Bank' } })],
    ['contents', flowDiagram(contents())],
    ['answers', flowDiagram(answers())],
    ['chain-of-12', flowDiagram(chain(12))],
    ['chain-of-70', flowDiagram(chain(70))],
    ['hostile-names', flowDiagram(hostile())],
  ]);
}

/** One finding on a reaction, a trigger, an emission, a service, an entry, and on what is not drawn. */
export function findingsOn(choreography: Choreography): readonly Marker[] {
  const reactions = choreography.participants.flatMap(participant => participant.reactions);
  const reaction = (name: string) => {
    const found = reactions.find(candidate => candidate.name === name);
    if (!found) throw new Error(`The model has no reaction ${name}.`);
    return found;
  };
  const trigger = reaction('onNever').trigger.messages[0];
  const lost = reaction('onOther.Started').body;
  const lostItem = lost.kind === 'outcome' ? lost.outcome.alternatives[0]?.items[0] : undefined;
  const bank = choreography.participants.find(({ name }) => name === 'Bank');
  const visitor = choreography.participants.find(({ name }) => name === 'Visitor');
  const entry = visitor?.emits[0];
  if (!trigger || !lostItem || !bank || !entry) throw new Error('The model is not the one that these findings are on.');
  return [
    { span: reaction('answer').headSpan, severity: 'hint', code: 'order-sensitive', message: 'The order matters.' },
    { span: reaction('retry').headSpan, severity: 'info', code: 'event-cycle', message: 'Ends by itself.' },
    { span: reaction('retry').headSpan, severity: 'error', code: 'event-amplification', message: 'Grows.' },
    { span: trigger.span, severity: 'warning', code: 'never-emitted', message: '`Never` is never emitted.' },
    { span: lostItem.span, severity: 'warning', code: 'unhandled-event', message: 'Nothing reacts to `Lost`.' },
    { span: bank.nameSpan, severity: 'info', code: 'service-cycle', message: 'In a cycle.' },
    { span: entry.span, severity: 'error', message: 'No code.' },
    { span: { ...entry.span, uri: 'file:///elsewhere.choreo' }, severity: 'error', message: 'Not drawn.' },
  ];
}
