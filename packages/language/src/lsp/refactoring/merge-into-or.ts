/** Neighbouring reactions that do the same become one: `on A or B`. */
import { isChooseStep, isReaction } from '../../generated/ast.ts';
import type { ChooseStep, Reaction } from '../../generated/ast.ts';
import { nameFromTriggers, reactionName } from '../../references/choreo-name-provider.ts';
import { isJoin } from '../../references/fields.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import { blockOf, removeBlock } from './blocks.ts';
import type { Place } from './place.ts';
import { copiedFields, headStart, nameOf } from './split-or.ts';
import { capitalized } from './refactoring.ts';
import type { Plan, Refactoring } from './refactoring.ts';

export const mergeIntoOr: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const run = runAt(place);
    const [first] = run;
    if (!first || run.length < 2) return [];
    const reason = reasonAgainst(run, place);
    return [
      {
        title: `Merge ${run.length === 2 ? 'two' : run.length} reactions into \`on ${triggersOf(run)}\``,
        ...(reason === undefined ? {} : { disabled: reason }),
        plan: () => planOf(first, run, place),
      },
    ];
  },
};

/** The selected neighbours, or the one at the cursor with those behind it, or else with the one before it, that do the same. */
function runAt(place: Place): readonly Reaction[] {
  const members = place.service?.members ?? [];
  const selected = place.members;
  if (selected.length > 1) {
    const run = selected.filter(isReaction);
    const [first] = run;
    return first && run.length === selected.length && run.every(one => isSame(one, first)) ? run : [];
  }
  const { reaction } = place;
  if (!reaction) return [];
  const index = members.indexOf(reaction);
  let [from, to] = [index, index];
  for (let next = members[to + 1]; next && isReaction(next) && isSame(next, reaction); next = members[to + 1]) to++;
  for (let last = members[from - 1]; last && isReaction(last) && isSame(last, reaction); last = members[from - 1])
    from--;
  return members.slice(from, to + 1).filter(isReaction);
}

function isSame(one: Reaction, other: Reaction): boolean {
  if (isJoin(one) || isJoin(other) || !one.trigger || !other.trigger) return false;
  return one === other || restOf(one) === restOf(other);
}

/** All but label and trigger, with one blank for all white space. */
function restOf({ $cstNode: cst, annotations, trigger }: Reaction): string {
  const before = annotations.map(({ $cstNode }) => $cstNode?.text ?? '').join(' ');
  const behind = cst?.root.fullText.slice(trigger?.$cstNode?.end ?? 0, cst.end) ?? '';
  return `${before}|${behind}`.replaceAll(/\s+/g, ' ');
}

function reasonAgainst(run: readonly Reaction[], place: Place): string | undefined {
  const messages = run.flatMap(({ trigger }) => trigger?.messages ?? []);
  if (new Set(messages.map(({ message }) => message?.ref)).size < messages.length) {
    return 'Two of them react to the same message, so both fire on it, and one reaction would fire once.';
  }
  if (run.some(({ clauses }) => clauses.some(({ $type }) => $type === 'AtMostClause'))) {
    return '`at most` counts for each reaction, and one reaction would count all messages together.';
  }
  const models = run.map(reaction => place.modelOf(reaction));
  const triggers = models.flatMap(model => model?.trigger.messages ?? []);
  for (const model of models) {
    if (!model) return 'One of them names something unknown. Fix that first.';
    const together = { ...model, trigger: { ...model.trigger, kind: 'any' as const, messages: triggers } };
    if (copiedFields(together, place) !== copiedFields(model, place)) {
      return '`...` would copy only what all their messages have. Write out the fields first.';
    }
  }
  const unequal = unequalChoices(run, place);
  return unequal && `The scenario "${unequal}" does not choose the same for all of them. Change the choice first.`;
}

/** A scenario that chooses for some of them only, or different outcomes. */
function unequalChoices(run: readonly Reaction[], place: Place): string | undefined {
  const choices = run.map(reaction => Map.groupBy(choicesOf(reaction, place), ({ $container }) => $container));
  const scenarios = new Set(choices.flatMap(of => [...of.keys()]));
  for (const scenario of scenarios) {
    const outcomes = choices.map(of =>
      (of.get(scenario) ?? []).map(({ outcome }) => outcome?.$cstNode?.text ?? '').sort(),
    );
    if (new Set(outcomes.map(texts => JSON.stringify(texts))).size > 1) return scenario.name ?? '';
  }
  return undefined;
}

function choicesOf(reaction: Reaction, place: Place): readonly ChooseStep[] {
  return place.usesOf(reaction).flatMap(({ node }) => (isChooseStep(node) ? [node] : []));
}

function planOf(first: Reaction, run: readonly Reaction[], place: Place): Plan {
  const source = place.sourceAround(first);
  const label = labelFor(run);
  const [start, end] = [headStart(first), first.trigger?.$cstNode?.end ?? 0];
  const head = source.replace(start, end, `${label === undefined ? '' : `${label}: `}on ${triggersOf(run)}`);
  const begin = first.$cstNode?.offset ?? 0;
  const comments = run.slice(1).flatMap(reaction => {
    const [from, to] = [blockOf(reaction, source).start, reaction.$cstNode?.offset ?? 0];
    return from < to ? [source.insert(begin, source.text.slice(from, to))] : [];
  });
  const others = run.slice(1).map(reaction => removeBlock(blockOf(reaction, source), source));
  const name = label ?? derivedName(run);
  const renamed = choicesOf(first, place).flatMap(({ reaction: named }): TextChange[] => {
    const cst = named?.$refNode;
    return cst && name !== cst.text ? [place.sourceAround(cst.astNode).replace(cst.offset, cst.end, name)] : [];
  });
  const removed = run.slice(1).flatMap(reaction =>
    choicesOf(reaction, place).map(step => {
      const around = place.sourceAround(step);
      return removeBlock(blockOf(step, around), around);
    }),
  );
  const steps = [{ label: `Merge into \`on ${triggersOf(run)}\``, edits: [...comments, head, ...others] }];
  return {
    steps:
      renamed.length + removed.length === 0
        ? steps
        : [...steps, { label: 'Choose for the merged reaction in scenarios', edits: [...renamed, ...removed] }],
  };
}

function triggersOf(run: readonly Reaction[]): string {
  return run
    .flatMap(({ trigger }) => trigger?.messages ?? [])
    .map(({ $cstNode }) => $cstNode?.text ?? '')
    .join(' or ');
}

function derivedName(run: readonly Reaction[]): string {
  return `on${run.flatMap(({ trigger }) => (trigger?.messages ?? []).map(nameOf)).join('Or')}`;
}

/** What splitting has made of one label, or else the first label; undefined if none is needed. */
function labelFor(run: readonly Reaction[]): string | undefined {
  const common = run.map(reaction => {
    const [message, ...others] = reaction.trigger?.messages ?? [];
    const suffix = message && others.length === 0 ? `On${capitalized(nameOf(message))}` : undefined;
    const { label } = reaction;
    return suffix !== undefined && label?.endsWith(suffix) ? label.slice(0, -suffix.length) : undefined;
  });
  const [shared] = common;
  if (shared && common.every(label => label === shared)) return shared;
  const first = run.find(({ label }) => label !== undefined);
  if (!first || reactionName(first) === nameFromTriggers(first)) return undefined;
  return first.label;
}
