/** A reaction goes to another service, with the states that only it uses. */
import type { Service } from '../../generated/ast.ts';
import { isEmission, isReaction, isService, isStateVariable } from '../../generated/ast.ts';
import { AstUtils } from 'langium';
import type { Reaction } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { messagesOfService, triggerMessages } from '../../references/fields.ts';
import { addMembers, blockOf, membersText, removeBlock, runsOf } from './blocks.ts';
import { headEnd } from './place.ts';
import type { Place } from './place.ts';
import type { Offer, Plan, Refactoring } from './refactoring.ts';
import { followingEdits, otherInstances, relocated, relocationOf } from './relocation.ts';
import type { Relocation } from './relocation.ts';

/** The most targets in the menu; the others are behind one more line. */
const mostTargets = 6;

export const moveReaction: Refactoring = {
  kind: 'refactor.move',

  offersAt(place) {
    const { reaction, service } = place;
    if (!reaction || !service) return [];
    const targets = place.declarations.filter(
      (one): one is Service => isService(one) && one !== service && one.external === service.external,
    );
    const relocation = relocationOf([reaction], service);
    if (relocation.reason !== undefined && targets.length > 0) {
      const title = `Move \`${reactionName(reaction)}\` to another service`;
      return [{ title, disabled: relocation.reason, plan: () => relocation.reason ?? '' }];
    }
    const offers = nearest(reaction, targets).map(target => offerTo(target, reaction, relocation, place));
    const choices = offers.slice(mostTargets);
    if (choices.length === 0) return offers;
    const title = `Move \`${reactionName(reaction)}\` to another service…`;
    return [...offers.slice(0, mostTargets), { title, choices, plan: () => 'Choose a service.' }];
  },
};

/** Those that share the most messages with the reaction come first. */
function nearest(reaction: Reaction, targets: readonly Service[]): readonly Service[] {
  const emitted = [...AstUtils.streamAllContents(reaction)].flatMap(node =>
    isEmission(node) ? [node.message?.ref] : [],
  );
  const own = new Set([...triggerMessages(reaction), ...emitted]);
  const closeness = (service: Service) => [...messagesOfService(service)].filter(message => own.has(message)).length;
  return targets
    .map((target, index) => ({ target, index, close: closeness(target) }))
    .sort((a, b) => b.close - a.close || a.index - b.index)
    .map(({ target }) => target);
}

function offerTo(target: Service, reaction: Reaction, relocation: Relocation, place: Place): Offer {
  const reason = reasonAgainst(target, relocation);
  return {
    title: `Move \`${reactionName(reaction)}\` to \`${target.name}\``,
    ...(reason === undefined ? {} : { disabled: reason }),
    plan: () => planOf(target, relocation, place),
  };
}

function reasonAgainst(target: Service, { leaving, service }: Relocation): string | undefined {
  const nameOf = (member: Service['members'][number]) =>
    isReaction(member) ? reactionName(member) : isStateVariable(member) ? member.name : undefined;
  const taken = leaving.find(member => {
    const name = nameOf(member);
    return name !== undefined && target.members.some(other => other.$type === member.$type && nameOf(other) === name);
  });
  if (taken) return `\`${target.name}\` already has \`${nameOf(taken)}\`. Rename one of the two first.`;
  const leavingMessages = new Set(leaving.filter(isReaction).flatMap(triggerMessages));
  const waiting = [...target.members.filter(isReaction), ...leaving.filter(isReaction)].filter(
    ({ clauses, branches }) =>
      clauses.some(({ $type }) => $type === 'RetryClause') || branches.some(({ retry }) => retry !== undefined),
  );
  const shared = target.members
    .filter(isReaction)
    .flatMap(triggerMessages)
    .find(message => leavingMessages.has(message));
  if (shared && waiting.length > 0) {
    return `\`${target.name}\` takes \`${shared.name}\` too, and \`else retry\` waits only if none of a service's reactions takes it.`;
  }
  return target.idempotent && !service.idempotent
    ? `\`${target.name}\` is idempotent, and \`${service.name}\` is not.`
    : undefined;
}

function planOf(target: Service, { service, leaving }: Relocation, place: Place): Plan | string {
  const { choreography } = place;
  const [from, to] = [service.name ?? '', target.name ?? ''];
  const names = new Set(leaving.filter(isReaction).map(reactionName));
  const model = choreography.participants.find(({ name }) => name === to);
  const moved = new Map([...names].map((name): [string, string] => [`${from}.${name}`, to]));
  const reason =
    model &&
    otherInstances(
      choreography,
      relocated(choreography, from, model, ({ id }) => moved.has(id)),
      moved,
    );
  if (reason !== undefined) return reason;
  const [source, around] = [place.sourceAround(service), place.sourceAround(target)];
  const added = addMembers(target, indent => movedText(target, { service, leaving }, place, indent), around);
  const isLast = leaving.length === service.members.length;
  const gone = isLast ? [blockOf(service, source)] : runsOf(leaving, service.members, source);
  const removed = gone.map(block => removeBlock(block, source));
  return {
    steps: [
      { label: `Add to ${to}`, edits: [added] },
      { label: isLast ? `Remove ${from}, which has nothing left` : `Take out of ${from}`, edits: removed },
      { label: `Name ${to} in properties and scenarios`, edits: followingEdits(leaving, to, place) },
    ],
    note: {
      label: 'Each service takes its own deliveries',
      description: `${from} and ${to} get a delivery each of what both react to, in any order`,
      span: {
        uri: around.uri,
        range: target.$cstNode?.range ?? { start: around.positionAt(0), end: around.positionAt(0) },
      },
    },
  };
}

/** In a service that is idempotent, its reactions need not say so; elsewhere they have to. */
function movedText(target: Service, { service, leaving }: Relocation, place: Place, indent: string): string {
  const source = place.sourceAround(service);
  const text = membersText(leaving, source, indent);
  const reaction = leaving.find(isReaction);
  if (!reaction || !service.idempotent || target.idempotent) return text;
  if (reaction.clauses.some(({ $type }) => $type === 'IdempotentClause')) return text;
  const head =
    source.text
      .slice(reaction.$cstNode?.offset ?? 0, headEnd(reaction))
      .split(/\r?\n/)
      .at(-1)
      ?.trimStart() ?? '';
  return text.replace(head, () => `${head} idempotent`);
}
