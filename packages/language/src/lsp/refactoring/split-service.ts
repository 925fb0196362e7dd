/** Reactions get a service of their own, with the states that only they use. */
import { isReaction, isSchedule } from '../../generated/ast.ts';
import type { Service } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { instancesOf } from '@choreo/analysis';
import { membersText, removeBlock, runsOf } from './blocks.ts';
import type { Place } from './place.ts';
import { capitalized, freeName } from './refactoring.ts';
import type { Plan, Refactoring } from './refactoring.ts';
import { followingEdits, otherInstances, relocated, relocationOf } from './relocation.ts';
import type { Relocation } from './relocation.ts';

export const splitService: Refactoring = {
  kind: 'refactor.extract',

  offersAt(place) {
    const { service } = place;
    const selected = place.reaction ? [place.reaction] : place.isCursor ? [] : place.members;
    const acting = (service?.members ?? []).filter(member => isReaction(member) || isSchedule(member));
    if (!service || !acting.some(member => selected.includes(member))) return [];
    if (acting.every(member => selected.includes(member))) return [];
    const relocation = relocationOf(selected, service);
    const reactions = selected.filter(isReaction);
    const [first] = reactions;
    const what =
      first && reactions.length === 1 && selected.length === 1
        ? `\`${reactionName(first)}\``
        : `${selected.length} members`;
    return [
      {
        title: `Split \`${service.name}\`: move ${what} to a new service`,
        ...(relocation.reason === undefined ? {} : { disabled: relocation.reason }),
        plan: () => planOf(relocation, place),
      },
    ];
  },
};

function planOf({ service, leaving }: Relocation, place: Place): Plan | string {
  const source = place.sourceAround(service);
  const old = service.name ?? '';
  const name = freeName(nameFor(service, leaving), candidate => place.isTaken(candidate));
  const by = keyFor(service, leaving, name, place);
  if (by.reason !== undefined) return by.reason;
  const [start, end] = [service.$cstNode?.offset ?? 0, service.$cstNode?.end ?? 0];
  const around = source.indentAt(start);
  const owner = service.annotations.find(annotation => annotation.name === 'owner')?.$cstNode?.text;
  const words = [service.external ? 'external ' : '', service.idempotent ? 'idempotent ' : ''].join('');
  const lines = [
    ...(owner === undefined ? [] : [`${around}${owner}`]),
    `${around}${words}service ${name}${by.text} {`,
    membersText(leaving, source, around + source.indent),
    `${around}}`,
  ];
  const created = source.insert(end, `${source.eol}${source.eol}${lines.join(source.eol)}`);
  const removed = runsOf(leaving, service.members, source).map(block => removeBlock(block, source));
  const following = followingEdits(leaving, name, place);
  return {
    steps: [
      { label: `Add the service ${name}`, description: 'with what leaves', edits: [created] },
      { label: `Take it out of ${old}`, edits: removed },
      { label: `Name ${name} in properties and scenarios`, edits: following },
    ],
    note: {
      label: 'Each service takes its own deliveries',
      description: `${old} and ${name} get a delivery each of what both react to, in any order`,
      span: {
        uri: source.uri,
        range: service.$cstNode?.range ?? { start: source.positionAt(0), end: source.positionAt(0) },
      },
    },
    named: { edit: created, name },
  };
}

/** `by …` of the new service, so that it keeps its state by the key by which the old one keeps it. */
function keyFor(
  service: Service,
  leaving: Relocation['leaving'],
  name: string,
  place: Place,
): { readonly text: string; readonly reason?: string } {
  const { choreography } = place;
  const old = choreography.participants.find(one => one.name === service.name);
  const known = old && instancesOf(choreography).get(old.name);
  if (!old) return { text: '' };
  const names = new Set(leaving.filter(isReaction).map(reactionName));
  const states = new Set(leaving.map(member => ('name' in member ? member.name : undefined)));
  const moved = new Map(old.reactions.filter(one => names.has(one.name)).map(({ id }) => [id, name] as const));
  const own = {
    ...old,
    name,
    reactions: [],
    schedules: [],
    states: old.states.filter(state => states.has(state.name)),
    emits: [],
    receives: [],
  };
  const after = (keptBy: typeof old.keptBy) =>
    relocated(choreography, old.name, { ...own, ...(keptBy ? { keptBy } : {}) }, ({ id }) => moved.has(id));
  const written = service.keptBy?.$cstNode?.text;
  const reason = otherInstances(choreography, after(old.keptBy), moved);
  if (reason === undefined || written !== undefined) {
    return { text: written === undefined ? '' : ` ${written}`, ...(reason === undefined ? {} : { reason }) };
  }
  const key = known?.key ?? [];
  const keptBy = { fields: key.map(field => ({ field, span: old.nameSpan })), span: old.nameSpan };
  const still = otherInstances(choreography, after(keptBy), moved);
  return still === undefined ? { text: ` by ${key.join(', ')}` } : { text: '', reason: still };
}

/** After the first reaction with a label, or else after the service. */
function nameFor(service: Service, leaving: Relocation['leaving']): string {
  const labelled = leaving.find(member => isReaction(member) && member.label !== undefined);
  return `${service.name}${labelled && isReaction(labelled) ? capitalized(labelled.label ?? '') : 'Part'}`;
}
