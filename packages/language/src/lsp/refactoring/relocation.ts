/** What has to go along when reactions leave their service, why they cannot leave, and what names them there. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { instancesOf, touchesInstance } from '@choreo/analysis';
import { emissionsOf } from '@choreo/model';
import type { Choreography, Participant, Reaction as ModelReaction } from '@choreo/model';
import {
  isAssignment,
  isCancellation,
  isChooseStep,
  isEmission,
  isNamePart,
  isReaction,
  isSchedule,
  isStateVariable,
} from '../../generated/ast.ts';
import type { Reaction, Service, ServiceMember, StateVariable } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { triggerMessages } from '../../references/fields.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import { listed } from '../../validation/wording.ts';
import type { Place } from './place.ts';

export interface Relocation {
  readonly service: Service;
  /** What leaves, in text order: what is selected, and the states that only it uses. */
  readonly leaving: readonly ServiceMember[];
  /** Why it cannot leave. */
  readonly reason?: string;
}

export function relocationOf(selected: readonly ServiceMember[], service: Service): Relocation {
  const acting = (member: ServiceMember) => isReaction(member) || isSchedule(member);
  const goes = selected.filter(acting);
  const stays = service.members.filter(member => acting(member) && !selected.includes(member));
  const [theirs, ours] = [statesOf(goes), statesOf(stays)];
  const states = service.members.filter(isStateVariable);
  const along = states.filter(state => (theirs.has(state) || selected.includes(state)) && !ours.has(state));
  const leaving = service.members.filter(member => selected.includes(member) || along.some(state => state === member));
  const reason =
    sharedState(
      states.filter(state => ours.has(state) && (theirs.has(state) || selected.includes(state))),
      goes,
      stays,
    ) ??
    sharedTimer(goes, stays) ??
    sharedRetry(goes.filter(isReaction), stays.filter(isReaction));
  return { service, leaving, ...(reason === undefined ? {} : { reason }) };
}

function sharedState(
  shared: readonly StateVariable[],
  goes: readonly ServiceMember[],
  stays: readonly ServiceMember[],
): string | undefined {
  const [state] = shared;
  if (!state) return undefined;
  const users = (members: readonly ServiceMember[]) => members.filter(member => statesOf([member]).has(state));
  const [one, other] = [users(goes)[0], users(stays)[0]];
  const both = one
    ? `both ${memberWords(one)} and ${other ? memberWords(other) : 'others'} use it`
    : `${other ? memberWords(other) : 'another'} uses it`;
  return `The state \`${state.name}\` belongs to one service, and ${both}.`;
}

function sharedTimer(goes: readonly ServiceMember[], stays: readonly ServiceMember[]): string | undefined {
  for (const [one, other] of [
    [goes, stays],
    [stays, goes],
  ] as const) {
    const started = new Set(nodesIn(one).flatMap(node => (isEmission(node) && node.after ? [node.message?.ref] : [])));
    const cancel = nodesIn(other).find(
      node => isCancellation(node) && node.message?.ref && started.has(node.message.ref),
    );
    if (cancel && isCancellation(cancel)) {
      return `The timer of \`${cancel.message?.$refText ?? ''}\` is started in one part and cancelled in the other, and a service cancels only its own timers.`;
    }
  }
  return undefined;
}

/** `else retry` asks whether any reaction of the service takes the message. */
function sharedRetry(goes: readonly Reaction[], stays: readonly Reaction[]): string | undefined {
  for (const one of goes) {
    for (const other of stays) {
      const shared = triggerMessages(one).find(message => triggerMessages(other).includes(message));
      if (shared && [one, other].some(hasRetry)) {
        return `\`${reactionName(one)}\` and \`${reactionName(other)}\` both take \`${shared.name}\`, and \`else retry\` waits only if none of a service's reactions takes it.`;
      }
    }
  }
  return undefined;
}

function hasRetry({ clauses, branches }: Reaction): boolean {
  return clauses.some(({ $type }) => $type === 'RetryClause') || branches.some(({ retry }) => retry !== undefined);
}

/** Why the instances would be other ones afterwards: a service without `by` keeps its state by what its messages share. */
export function otherInstances(
  before: Choreography,
  after: Choreography,
  moved: ReadonlyMap<string, string>,
): string | undefined {
  const [old, now] = [instancesOf(before), instancesOf(after)];
  for (const { name, reactions } of before.participants) {
    for (const reaction of reactions) {
      const target = moved.get(reaction.id);
      if (target === undefined) continue;
      // What links a key to an instance does so when the service takes or emits it.
      const seen = [...reaction.trigger.messages, ...emissionsOf(reaction)].map(({ message }) => message);
      const [service, linking] = [old.get(name), now.get(target)].flatMap(one => {
        const link = seen.find(message => one?.links.has(message));
        return one && link !== undefined ? [one.participant.name, link] : [];
      });
      if (service === undefined || linking === undefined) continue;
      return `\`${service}\` learns from \`${linking}\` which keys belong together, and would learn it at another time.`;
    }
  }
  for (const participant of before.participants) {
    for (const reaction of participant.reactions) {
      if (!touchesInstance(reaction)) continue;
      const name = moved.get(reaction.id) ?? participant.name;
      const [was, is] = [old.get(participant.name), now.get(name)];
      const lowered = is?.participant.reactions.find(one => one.name === reaction.name);
      // What links a key to an instance has to be heard by the same service.
      const isLinked =
        name !== participant.name &&
        reaction.trigger.messages.some(({ message }) => was?.wayOf(reaction, message).kind === 'linked');
      const isSame =
        lowered &&
        !isLinked &&
        JSON.stringify(was?.key) === JSON.stringify(is?.key) &&
        reaction.trigger.messages.every(
          ({ message }) => was?.wayOf(reaction, message).kind === is?.wayOf(lowered, message).kind,
        );
      if (!isSame) {
        return `\`${reaction.id}\` keeps something by ${listed(was?.key ?? [])} now, and that would change. Write \`service ${name} by …\` first.`;
      }
    }
  }
  return undefined;
}

/** The choreography with reactions and states of one service in another. */
export function relocated(
  choreography: Choreography,
  from: string,
  to: Participant,
  leaves: (reaction: ModelReaction) => boolean,
): Choreography {
  const source = choreography.participants.find(({ name }) => name === from);
  const gone = (source?.reactions ?? []).filter(leaves);
  const target = { ...to, reactions: [...to.reactions, ...gone] };
  const participants = choreography.participants.map(one => {
    if (one === source) return { ...one, reactions: one.reactions.filter(reaction => !leaves(reaction)) };
    return one.name === to.name ? target : one;
  });
  const isThere = participants.some(({ name }) => name === to.name);
  return { ...choreography, participants: isThere ? participants : [...participants, target] };
}

/** Names of what leaves, with its service before a dot. */
export function followingEdits(leaving: readonly ServiceMember[], target: string, place: Place): readonly TextChange[] {
  return leaving.flatMap(member => {
    if (!isReaction(member) && !isStateVariable(member)) return [];
    return place.usesOf(member).flatMap(({ node }): TextChange[] => {
      const qualifier = qualifierOf(node);
      if (!qualifier) return [];
      return [place.sourceAround(node).replace(qualifier.offset, qualifier.end, target)];
    });
  });
}

function qualifierOf(node: AstNode) {
  if (isChooseStep(node)) return node.participant?.$refNode;
  // In a condition of a property or a scenario.
  if (!isNamePart(node) || node.$containerIndex !== 1) return undefined;
  return node.$container.parts[0]?.named?.$refNode;
}

function statesOf(members: readonly ServiceMember[]): ReadonlySet<StateVariable> {
  const states = nodesIn(members).flatMap(node => {
    const named = isNamePart(node) ? node.named?.ref : isAssignment(node) ? node.state?.ref : undefined;
    return isStateVariable(named) ? [named] : [];
  });
  return new Set(states);
}

function nodesIn(members: readonly ServiceMember[]): readonly AstNode[] {
  return members.flatMap(member => [...AstUtils.streamAllContents(member)]);
}

export function memberWords(member: ServiceMember): string {
  return isReaction(member)
    ? `\`${reactionName(member)}\``
    : isSchedule(member)
      ? `\`every ${member.every ?? ''}\``
      : 'it';
}
