/** Whom an action reaches, and what it makes happen. */
import { retryOutcomesOf } from '../../runs/program/refusals.ts';
import type { Action } from '../../runs/program/action.ts';
import type { AlternativeCode, Listener, ReactionCode } from '../../runs/program/program-parts.ts';

/** The reactions that a step with this action asks. */
export function listenersOf(action: Action): readonly Listener[] {
  switch (action.kind) {
    case 'deliver':
    case 'redeliver':
      return action.reactions;
    case 'deliver-next':
      return action.reactions.flat();
    case 'enter':
      return action.routes.flatMap(({ reactions }) => reactions);
    default:
      return [];
  }
}

/** The messages that can happen with a step of this action. */
export function publishedBy(action: Action): readonly string[] {
  switch (action.kind) {
    case 'enter':
      return [action.entry.name, ...alternativesOf(action).flatMap(emittedIn)];
    case 'timer':
      return [action.timer.message];
    default:
      return alternativesOf(action).flatMap(emittedIn);
  }
}

/** The slots of the states that a step of this action can set. */
export function statesSetBy(action: Action): readonly number[] {
  return alternativesOf(action).flatMap(({ sets }) => sets.map(({ variable }) => variable.slot));
}

/** What a step of this action can carry out. */
function alternativesOf(action: Action): readonly AlternativeCode[] {
  switch (action.kind) {
    case 'schedule':
      return action.outcome.alternatives;
    case 'give-up':
      return action.reaction.within?.outcome.alternatives ?? [];
    default:
      return listenersOf(action).flatMap(({ reaction }) => alternativesIn(reaction));
  }
}

function alternativesIn(code: ReactionCode): readonly AlternativeCode[] {
  const { body, limit } = code;
  const outcomes = [
    ...body.branches.map(({ outcome }) => outcome),
    ...(limit ? [limit.outcome] : []),
    ...retryOutcomesOf(code),
  ];
  return outcomes.flatMap(({ alternatives }) => alternatives);
}

function emittedIn({ emissions }: AlternativeCode): readonly string[] {
  return emissions.flatMap(({ target }) => target.slice(0, 1).map(({ variant }) => variant.message));
}
