/** Lowers channels, properties and scenarios. */
import type { Channel, PayloadObject, PayloadValue, Property, Scenario, Sentence, ScenarioStep } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import { reactionName } from '../references/choreo-name-provider.ts';
import { ExpressionLowering, numeral } from './lower-expression.ts';
import type { Candidates } from './lower-expression.ts';
import { lowerMessageRef } from './lower-message-ref.ts';
import { OutcomeLowering } from './lower-outcome.ts';
import { lowerNamed } from './lower-payload.ts';
import type { FileContext } from './file-context.ts';

export function lowerChannel(node: ast.Channel, file: FileContext): Channel {
  const channel: { -readonly [K in keyof Channel]: Channel[K] } = { ...lowerNamed(node, file), carries: [] };
  for (const member of node.members) {
    switch (member.$type) {
      case 'Carries':
        channel.carries = [
          ...channel.carries,
          ...member.messages.flatMap(message => lowerMessageRef(message, file) ?? []),
        ];
        break;
      case 'Address':
        if (member.address !== undefined) channel.address = member.address;
        break;
      case 'Delivery':
        if (member.delivery) channel.delivery = member.delivery;
        break;
      case 'Ordering':
        if (member.field) channel.orderedBy = { field: member.field.$refText, span: file.span(member.field.$refNode) };
        break;
      default:
        member satisfies never;
    }
  }
  return channel;
}

export function lowerProperty(node: ast.Property, file: FileContext, candidates: Candidates): Property {
  return {
    ...lowerNamed(node, file),
    sentences: node.sentences.flatMap(sentence => lowerSentence(sentence, file, candidates) ?? []),
  };
}

/** A sentence with an unknown message is left out. */
function lowerSentence(node: ast.Sentence, file: FileContext, candidates: Candidates): Sentence | undefined {
  const span = file.spanOf(node);
  if (node.$type === 'AtRestSentence' || node.$type === 'AtAllTimesSentence') {
    const condition = new ExpressionLowering(file, candidates).lower(node.condition);
    if (!condition) return undefined;
    if (node.$type === 'AtAllTimesSentence') return { kind: 'at-all-times', condition, span };
    const premise = lowerMessageRef(node.premise, file);
    if (node.premise && !premise) return undefined;
    return { kind: 'at-rest', condition, ...(premise ? { premise } : {}), span };
  }
  // In a broken text, a sentence may consist of its first message only, despite its type.
  const message = lowerMessageRef(node.message, file);
  if (!message) return undefined;
  switch (node.$type) {
    case 'AtMostSentence':
      return node.times === undefined ? undefined : { kind: 'at-most', message, times: node.times, span };
    case 'AlwaysSentence':
      return { kind: 'always', message, span };
    case 'NeverSentence':
      return { kind: 'never', message, span };
    case 'LeadsToSentence': {
      const targets = node.targets.flatMap(target => lowerMessageRef(target, file) ?? []);
      return targets.length < node.targets.length ? undefined : { kind: 'leads-to', message, targets, span };
    }
    case 'RequiresSentence': {
      const required = lowerMessageRef(node.required, file);
      return required && { kind: 'requires', message, required, span };
    }
    case 'ExcludesSentence': {
      const excluded = lowerMessageRef(node.excluded, file);
      return excluded && { kind: 'excludes', message, excluded, span };
    }
    case 'NoAfterSentence': {
      const earlier = lowerMessageRef(node.earlier, file);
      return earlier && { kind: 'no-after', message, earlier, span };
    }
    case 'CompensatedSentence': {
      const compensation = lowerMessageRef(node.compensation, file);
      const failure = lowerMessageRef(node.failure, file);
      return compensation && failure && { kind: 'compensated-by', message, compensation, failure, span };
    }
    default:
      return undefined;
  }
}

export function lowerScenario(node: ast.Scenario, file: FileContext, candidates: Candidates): Scenario {
  return { ...lowerNamed(node, file), steps: node.steps.flatMap(step => lowerStep(step, file, candidates) ?? []) };
}

function lowerStep(node: ast.Step, file: FileContext, candidates: Candidates): ScenarioStep | undefined {
  const span = file.spanOf(node);
  if (node.$type === 'ExpectStep' && node.condition) {
    const condition = new ExpressionLowering(file, candidates).lower(node.condition);
    return condition && { kind: 'expect-at-rest', condition, span };
  }
  if (node.$type === 'ChooseStep') {
    const reaction = node.reaction?.ref;
    const participant = node.participant?.ref;
    if (!reaction || !participant) return undefined;
    const outcomes = new OutcomeLowering(file, new ExpressionLowering(file, () => []));
    const outcome = outcomes.lower(node.outcome);
    if (outcomes.broken) return undefined;
    const id = `${participant.name ?? ''}.${reactionName(reaction)}`;
    return { kind: 'choose', reaction: id, reactionSpan: file.span(node.reaction?.$refNode), outcome, span };
  }
  const message = lowerMessageRef(node.message, file);
  if (!message) return undefined;
  switch (node.$type) {
    case 'GivenStep':
      return { kind: 'given', message, ...(node.payload ? { payload: lowerObject(node.payload, file) } : {}), span };
    case 'ExpectStep': {
      const second = node.next && lowerMessageRef(node.next, file);
      if (second) return { kind: 'expect-order', first: message, second, span };
      return { kind: 'expect', message, ...(node.times === undefined ? {} : { times: node.times }), span };
    }
    case 'NeverStep':
      return { kind: 'never', message, span };
    case 'PossibleStep':
      return { kind: 'possible', message, span };
    default:
      return undefined;
  }
}

function lowerObject(node: ast.PayloadObject, file: FileContext): PayloadObject {
  const entries = node.entries.flatMap(entry => {
    const value = lowerValue(entry.value, file);
    if (!value || entry.name === undefined) return [];
    return [{ name: entry.name, nameSpan: file.propertySpan(entry, 'name'), value }];
  });
  return { kind: 'object', entries, span: file.spanOf(node) };
}

function lowerValue(node: ast.PayloadValue | undefined, file: FileContext): PayloadValue | undefined {
  if (!node) return undefined;
  const span = file.spanOf(node);
  switch (node.$type) {
    case 'PayloadObject':
      return lowerObject(node, file);
    case 'PayloadArray':
      return { kind: 'array', elements: node.elements.flatMap(element => lowerValue(element, file) ?? []), span };
    case 'PayloadString':
      return { kind: 'string', value: node.value ?? '', span };
    case 'PayloadNumber':
      return node.value === undefined ? undefined : { kind: 'number', ...numeral(node.value), span };
    case 'PayloadBoolean':
      return { kind: 'boolean', value: node.value === 'true', span };
    case 'PayloadWord':
      return node.value === undefined ? undefined : { kind: 'word', value: node.value, span };
    default:
      return undefined;
  }
}
