/** A guard that is never true, or a branch that is never taken. */
import type { GuardNever } from '@choreo/analysis/checks';
import { expressionText } from '@choreo/analysis';
import type { Fix, Related } from '../diagnostic.ts';
import { moveBranchBefore, removeBranch } from '../fixes/branches.ts';
import { defineRule } from '../rule.ts';
import { declaredHere, joined, listed, quoted } from '../wording.ts';

export const guardNever = defineRule({
  code: 'guard-never',
  severity: 'warning',
  needsWholeModel: true,

  describe: finding => ({ message: describe(finding), related: relatedTo(finding) }),

  fixes({ reaction, branch, reason }, context) {
    // If nothing sets the state yet, the author will more likely set it than remove the branch.
    if (!branch || reaction.body.kind !== 'branches' || reason.kind === 'never-set' || reason.kind === 'never-carried')
      return [];
    const { branches } = reaction.body;
    const fixes: Fix[] = [];
    if (reason.kind === 'branch' && reason.movable) {
      const edit = moveBranchBefore(branch, reason.by, branches, context);
      fixes.push({ title: `Move ${conditionText(branch)} first`, edits: [edit], isPreferred: true });
    }
    if (branches.length > 1)
      fixes.push({ title: 'Remove this branch', edits: [removeBranch(branch, branches, context)] });
    return fixes;
  },

  dependsOn: ({ reason }) => (reason.kind === 'never-set' ? reason.states.map(({ name }) => name) : []),
});

function describe({ reaction, branch, reason }: GuardNever): string {
  const name = quoted(reaction.id);
  const where = branch ? `${conditionText(branch)} in ${name}` : `The guard of ${name}`;
  switch (reason.kind) {
    case 'contradiction':
      return `${where} is never true: no values satisfy it. Fix the condition, or remove ${branch ? 'the branch' : 'the reaction'}.`;
    case 'never-carried': {
      const messages = listed(
        reaction.trigger.messages.map(({ message }) => message),
        'or',
      );
      const verb = branch && !branch.guard ? 'taken' : 'true';
      return `${where} is never ${verb}: no ${messages} that is emitted carries what it asks for. Emit one that does, or fix the condition.`;
    }
    case 'never-set': {
      const sets = reason.states.map(state => `${quoted(state.name)} to ${quoted(state.value)}`);
      const verb = branch && !branch.guard ? 'taken' : 'true';
      const nothing = reason.states.some(({ set }) => set) ? 'nothing that can happen sets' : 'nothing sets';
      return `${where} is never ${verb}: ${nothing} ${joined(sets)}. Set it in a reaction, or fix the condition.`;
    }
    case 'guard':
      return `${where} is never true: it contradicts the guard of the reaction. Fix one of the two, or remove the branch.`;
    case 'branch':
      return `${where} is never taken: whenever it is true, the earlier ${conditionText(reason.by)} is true too and wins. ${reason.movable ? 'Move it first' : 'Fix the condition'}, or remove the branch.`;
    case 'earlier-branches':
      return `${where} is never taken: the branches before it already cover every case. Remove it, or fix the conditions before it.`;
    default:
      return reason satisfies never;
  }
}

function conditionText({ guard }: GuardNever['branch'] & object): string {
  return guard ? quoted(`when ${expressionText(guard)}`) : '`else`';
}

function relatedTo({ reaction, reason }: GuardNever): Related[] {
  switch (reason.kind) {
    case 'never-set':
      return reason.states.flatMap(({ name, value, declared, set }) => [
        declaredHere(name, declared),
        ...(set ? [{ message: `It is set to ${quoted(value)} here, which never happens.`, span: set }] : []),
      ]);
    case 'branch':
      return [{ message: `${conditionText(reason.by)} comes first.`, span: reason.by.guard?.span ?? reason.by.span }];
    case 'guard':
      return reaction.guard
        ? [{ message: `This is the guard of ${listed([reaction.id])}.`, span: reaction.guard.span }]
        : [];
    case 'contradiction':
    case 'never-carried':
    case 'earlier-branches':
      return [];
    default:
      return reason satisfies never;
  }
}
