/** `on A or B` becomes one reaction for each message. */
import { filledFields, namesOf } from '@choreo/model';
import type { Reaction as ModelReaction } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import type { MessageRef, Reaction } from '../../generated/ast.ts';
import { isChooseStep, isReaction } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { isJoin } from '../../references/fields.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import type { Place } from './place.ts';
import { capitalized, freeName } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

export const splitOr: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const { reaction } = place;
    const messages = reaction?.trigger?.messages ?? [];
    if (!reaction || messages.length < 2 || isJoin(reaction)) return [];
    const reason = reasonAgainst(reaction, place);
    return [
      {
        title: `Split \`${messages.map(nameOf).join(' or ')}\` into ${messages.length === 2 ? 'two' : messages.length} reactions`,
        ...(reason === undefined ? {} : { disabled: reason }),
        plan: () => ({ steps: [{ label: 'Write a reaction for each message', edits: [editOf(reaction, place)] }] }),
      },
    ];
  },
};

function reasonAgainst(reaction: Reaction, place: Place): string | undefined {
  const name = reactionName(reaction);
  const messages = reaction.trigger?.messages ?? [];
  if (new Set(messages.map(({ message }) => message?.ref)).size < messages.length) {
    return `\`${name}\` names one message twice. Remove it first.`;
  }
  if (reaction.clauses.some(({ $type }) => $type === 'AtMostClause')) {
    return `\`at most\` counts all messages of \`${name}\` together, and two reactions would count apart.`;
  }
  const chosen = place.usesOf(reaction).find(({ node }) => isChooseStep(node));
  if (chosen && isChooseStep(chosen.node)) {
    return `The scenario "${chosen.node.$container.name}" chooses for \`${name}\`, and cannot say for which of the two. Remove the choice first.`;
  }
  const model = place.modelOf(reaction);
  if (!model) return `\`${name}\` names something unknown. Fix that first.`;
  const copied = model.trigger.messages.some(ref => {
    const alone = { ...model, trigger: { ...model.trigger, kind: 'single' as const, messages: [ref] } };
    return copiedFields(alone, place) !== copiedFields(model, place);
  });
  return copied
    ? `\`...\` copies what all messages of \`${name}\` have, and alone they have more. Write out the fields first.`
    : undefined;
}

/** What `...` copies in the outcomes of a reaction, as text. */
export function copiedFields(reaction: ModelReaction, { choreography }: Place): string {
  const names = namesOf(choreography);
  const filled = emissionsOf(reaction).map(emission =>
    filledFields(emission, reaction, names).flatMap(({ field, isCopied }) => (isCopied ? [field.name] : [])),
  );
  return JSON.stringify(filled);
}

function editOf(reaction: Reaction, place: Place): TextChange {
  const source = place.sourceAround(reaction);
  const { $cstNode: cst, trigger } = reaction;
  const [start, end, triggerEnd] = [cst?.offset ?? 0, cst?.end ?? 0, trigger?.$cstNode?.end ?? 0];
  const annotations = source.text.slice(start, headStart(reaction));
  const rest = source.text.slice(triggerEnd, end);
  const others = reaction.$container.members.filter(isReaction).filter(other => other !== reaction);
  const taken = new Set(others.map(reactionName));
  const texts = (trigger?.messages ?? []).map(message => {
    const derived = `on${nameOf(message)}`;
    const wanted = reaction.label === undefined ? derived : `${reaction.label}On${capitalized(nameOf(message))}`;
    const name = freeName(wanted, candidate => taken.has(candidate));
    taken.add(name);
    return `${annotations}${name === derived ? '' : `${name}: `}on ${message.$cstNode?.text ?? ''}${rest}`;
  });
  const gap = source.startsLine(start) ? `${source.eol}${source.indentAt(start)}` : '  ';
  return source.replace(start, end, texts.join(gap));
}

/** Where the label or `on` stands, behind the annotations. */
export function headStart({ annotations, $cstNode: cst }: Reaction): number {
  if (!cst) return 0;
  const behind = annotations.at(-1)?.$cstNode?.end ?? cst.offset;
  return behind + (/^\s*/.exec(cst.root.fullText.slice(behind))?.[0].length ?? 0);
}

export function nameOf({ message }: MessageRef): string {
  return message?.$refText ?? '';
}
