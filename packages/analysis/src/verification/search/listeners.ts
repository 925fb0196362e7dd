/** Whom an action reaches, and what it makes happen. */
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
      return [action.entry.name, ...listenersOf(action).flatMap(({ reaction }) => emittedBy(reaction))];
    case 'schedule':
      return action.outcome.alternatives.flatMap(emittedIn);
    case 'timer':
      return [action.timer.message];
    case 'give-up':
      return action.reaction.within?.outcome.alternatives.flatMap(emittedIn) ?? [];
    case 'lose':
    case 'lose-next':
      return [];
    case 'deliver':
    case 'deliver-next':
    case 'redeliver':
      return listenersOf(action).flatMap(({ reaction }) => emittedBy(reaction));
    default:
      return action satisfies never;
  }
}

function emittedBy({ body, limit }: ReactionCode): readonly string[] {
  const outcomes = [...body.branches.map(({ outcome }) => outcome), ...(limit ? [limit.outcome] : [])];
  return outcomes.flatMap(({ alternatives }) => alternatives.flatMap(emittedIn));
}

function emittedIn({ emissions }: AlternativeCode): readonly string[] {
  return emissions.flatMap(({ target }) => target.slice(0, 1).map(({ variant }) => variant.message));
}
