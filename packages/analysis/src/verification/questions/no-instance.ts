/** `no-instance`: a message that comes before a service can find the instance that it belongs to. */
import { instancesOf } from '../../graph/instances.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Miss } from '../../runs/program/program-parts.ts';
import { base } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Question } from '../question.ts';

export const noInstance: Question = {
  codes: ['no-instance'],
  claims: (program, index) => program.misses.filter(miss => miss.case === index).map(miss => findsOne(program, miss)),
  bounds: ({ main, bounds }) => (main.program.misses.length > 0 ? bounds : undefined),
};

function findsOne({ choreography }: Program, { reaction, message, slot }: Miss): Claim {
  const { participant, nameSpan, trigger, headSpan } = reaction;
  const service = instancesOf(choreography).get(participant);
  const way = service?.wayOf(reaction, message);
  const keys = way?.kind === 'linked' ? way.keys : [];
  const linkedBy = [...(service?.links ?? [])].flatMap(([linking, linked]) =>
    linked.some(key => keys.includes(key)) ? [linking] : [],
  );
  return {
    ...base,
    code: 'no-instance',
    kind: 'never',
    key: `no-instance ${reaction.id} ${message}`,
    span: trigger.messages.find(ref => ref.message === message)?.span ?? headSpan,
    about: [nameSpan],
    subject: { kind: 'instance', reaction, message, keys, key: service?.key ?? [], linkedBy },
    // It stays set, so that a search that leaves out orders sees it at rest.
    holds: state => (state[slot] ?? 0) > 0,
  };
}
