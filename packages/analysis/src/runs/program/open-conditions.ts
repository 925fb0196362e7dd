/**
 * Conditions that the model leaves open: no value of a field or state decides them, so runs take them either way. `n > m` of two
 * fields of a message is one, and so is every condition that the payload classes of a message do not distinguish.
 */
import type { Choreography, Expression, Reaction } from '@choreo/model';
import { atomOf, isCondition } from '../../expressions/comparison.ts';
import { valuesOf } from '../../expressions/domain.ts';
import { leavesIn } from '../../expressions/leaves.ts';
import { expressionText } from '../../text/expression-text.ts';
import { payloadClassesOf } from './payload-classes.ts';

export interface OpenCondition {
  /** The id of the reaction with the condition. */
  readonly reaction: string;
  /** As in the source. */
  readonly text: string;
}

const known = new WeakMap<Choreography, ReadonlyMap<string, readonly OpenCondition[]>>();

/** By reaction id; reactions without any are left out. */
export function openConditionsOf(choreography: Choreography): ReadonlyMap<string, readonly OpenCondition[]> {
  let found = known.get(choreography);
  if (!found) known.set(choreography, (found = findOpenConditions(choreography)));
  return found;
}

function findOpenConditions(choreography: Choreography): ReadonlyMap<string, readonly OpenCondition[]> {
  const found = new Map<string, readonly OpenCondition[]>();
  for (const { states, reactions } of choreography.participants) {
    const wide = new Set(states.filter(({ type }) => !valuesOf(type)?.length).map(({ name }) => name));
    for (const reaction of reactions) {
      const texts = new Set<string>();
      for (const part of conditionsIn(reaction)) {
        if (isOpen(part, reaction, choreography, wide)) texts.add(expressionText(part));
      }
      if (texts.size > 0)
        found.set(
          reaction.id,
          [...texts].map(text => ({ reaction: reaction.id, text })),
        );
    }
  }
  return found;
}

/** The parts of guards and branches that are true or false by themselves, without `and`, `or` and `not`. */
function conditionsIn({ guard, body }: Reaction): readonly Expression[] {
  const guards = body.kind === 'branches' ? [guard, ...body.branches.map(branch => branch.guard)] : [guard];
  const pending = guards.filter(one => one !== undefined);
  const parts: Expression[] = [];
  for (let part = pending.pop(); part; part = pending.pop()) {
    if (part.kind === 'unary' && part.operator === 'not') pending.push(part.operand);
    else if (part.kind === 'binary' && (part.operator === 'and' || part.operator === 'or')) {
      pending.push(part.left, part.right);
    } else parts.push(part);
  }
  return parts.reverse();
}

function isOpen(
  part: Expression,
  { trigger }: Reaction,
  choreography: Choreography,
  wide: ReadonlySet<string>,
): boolean {
  const leaves = [...leavesIn(part)];
  if (leaves.some(leaf => leaf.kind === 'unresolved' || (leaf.kind === 'state' && wide.has(leaf.name)))) return true;
  const fields = leaves.filter(leaf => leaf.kind === 'field');
  const atom = isCondition(part) ? atomOf(part) : undefined;
  return fields.some(({ message, path }) => {
    const messages = message === undefined ? trigger.messages.map(ref => ref.message) : [message];
    return messages.some(id =>
      payloadClassesOf(choreography, id).some(
        ({ answers }) => answers.has(atom?.key ?? '') || !answers.has(path.join('.')),
      ),
    );
  });
}
