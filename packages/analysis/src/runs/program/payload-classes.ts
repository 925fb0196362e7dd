/**
 * What a message carries, as far as conditions of the model distinguish it: a message with `priority: High | Low` comes in two
 * payload classes if a guard reads it. All services see the same class.
 */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression, Field, Names } from '@choreo/model';
import { atomOf } from '../../expressions/comparison.ts';
import { fieldValueOf } from '../../expressions/facts.ts';
import type { PayloadClass, Fact } from '../../expressions/facts.ts';
import type { Known, Value } from '../../expressions/value.ts';
import { fieldsOnPath } from '../../expressions/field-path.ts';
import { mostValues, samplesOf } from '../../expressions/samples.ts';
import type { Comparison, Samples } from '../../expressions/samples.ts';
import { Conditions } from '../../satisfiability/conditions.ts';
import type { Ask } from '../../satisfiability/conditions.ts';
import { scaleKey, scalesOf } from './contents/counted-fields.ts';
import type { Scale } from './contents/counted-fields.ts';
import { demandsOf } from './contents/demands.ts';
import { fillingsOf } from './contents/fillings.ts';
import { answersOnScale } from './contents/scale-answers.ts';
import type { Asked } from './payload-questions.ts';

/** One thing that conditions ask about a message, with the answers that conditions distinguish. */
export interface Distinction {
  readonly key: string;
  readonly asks: Asks;
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly value: Known;
  readonly fact: Fact;
}

/** What distinguishes the answers. */
type Asks =
  /** The value of a field. */
  | { readonly kind: 'value'; readonly path: readonly string[] }
  /** How a field compares with constants. */
  | { readonly kind: 'comparisons'; readonly path: readonly string[]; readonly comparisons: readonly Comparison[] }
  /** Where on its scale a number lies. */
  | { readonly kind: 'scale'; readonly path: readonly string[]; readonly scale: Scale }
  /** Whether a condition holds; the answers are those to its contrary where it is negated. */
  | { readonly kind: 'condition'; readonly expression: Expression; readonly isNegated: boolean };

/** A message comes in at most so many payload classes; whatever else conditions ask is a new choice each time. */
const mostClasses = 16;
/** With contents that are handed on, a new choice each time would forget earlier answers. */
const mostClassesHandedOn = 96;

interface Payload {
  readonly classes: readonly PayloadClass[];
  readonly distinctions: readonly Distinction[];
}

const plain: Payload = { classes: [{ answers: new Map(), facts: [] }], distinctions: [] };
const known = new WeakMap<Choreography, ReadonlyMap<string, Payload>>();

/** By message id; messages of which nothing is asked are left out, see `payloadClassesOf`. */
function payloadsByMessage(choreography: Choreography): ReadonlyMap<string, Payload> {
  let payloads = known.get(choreography);
  if (!payloads) known.set(choreography, (payloads = collectPayloads(choreography)));
  return payloads;
}

/** The payload classes of a message, at least one. */
export function payloadClassesOf(choreography: Choreography, message: string): readonly PayloadClass[] {
  return (payloadsByMessage(choreography).get(message) ?? plain).classes;
}

/** What distinguishes the payload classes of a message. */
export function distinctionsOf(choreography: Choreography, message: string): readonly Distinction[] {
  return (payloadsByMessage(choreography).get(message) ?? plain).distinctions;
}

function collectPayloads(choreography: Choreography): ReadonlyMap<string, Payload> {
  const names = namesOf(choreography);
  const asked = demandsOf(choreography);
  const scales = scalesOf(choreography, asked);
  const handedOn = messagesInContents(choreography);
  const payloads = new Map<string, Payload>();
  for (const [message, about] of asked) {
    const questions = questionsAbout(message, about, names, scales);
    if (questions.length === 0) continue;
    const { classes, distinctions } = combinations(
      questions,
      handedOn.has(message) ? mostClassesHandedOn : mostClasses,
    );
    payloads.set(message, { classes: possibleOf(classes, message, choreography), distinctions });
  }
  return payloads;
}

/** Those that are emitted with contents, or that contents are read from. */
function messagesInContents(choreography: Choreography): ReadonlySet<string> {
  return new Set(
    fillingsOf(choreography).flatMap(({ message, reaction }) => [
      message,
      ...(reaction?.trigger.messages.map(ref => ref.message) ?? []),
    ]),
  );
}

function questionsAbout(
  message: string,
  asked: Asked,
  names: Names,
  scales: ReadonlyMap<string, Scale>,
): readonly Distinction[] {
  const declared = names.messages.get(message);
  if (!declared) return [];
  const questions: Distinction[] = [];
  const atoms = new Map<string, Expression>([...asked.atoms].map(([key, { expression }]) => [key, expression]));
  const canBeMissing = (path: readonly string[]): boolean =>
    fieldsOnPath(names, declared, path).fields.some(({ optional }) => optional);
  const unordered = new Set(
    [...asked.atoms.values()]
      .filter(({ key, fields }) => isOrder(key) && fields.some(({ path }) => canBeMissing(path)))
      .map(({ key }) => key),
  );
  const paths = new Map([
    ...asked.whole,
    ...[...asked.fields].map(([key, { path }]) => [key, path] as const),
    ...asked.counted,
  ]);
  const usedOtherwise = new Set([
    ...asked.whole.keys(),
    ...[...asked.atoms.values()].flatMap(({ fields }) => fields.map(({ path }) => path.join('.'))),
  ]);
  for (const [key, path] of paths) {
    const field = fieldsOnPath(names, declared, path).fields[path.length - 1];
    if (!field) continue;
    const comparisons = [...(asked.fields.get(key)?.comparisons.values() ?? [])];
    const isMissable = canBeMissing(path);
    const scale = scales.get(scaleKey(message, path));
    if (scale) {
      const asks = { kind: 'scale', path, scale } as const;
      questions.push({ key, asks, answers: answersOnScale(scale, path, field, isMissable) });
      continue;
    }
    const samples = samplesOf(field, comparisons, names, isMissable);
    const isListed = samples.isAll && samples.values.length <= mostValues;
    if (usedOtherwise.has(key) && !isListed) {
      // A sample would stand for values with other answers.
      for (const comparison of comparisons) {
        if (!atoms.has(comparison.key)) atoms.set(comparison.key, comparison.expression);
        if (isMissable && isOrder(comparison.key)) unordered.add(comparison.key);
      }
      continue;
    }
    if (usedOtherwise.has(key)) {
      const answers = samples.values.map(value => ({
        value,
        fact: fieldFact(path, fieldValueOf(value, field.type), []),
      }));
      if (answers.length > 0) questions.push({ key, asks: { kind: 'value', path }, answers });
      continue;
    }
    const answers = comparisons.length > 0 ? answersOf(field, path, comparisons, samples) : [];
    if (answers.length > 0) questions.push({ key, asks: { kind: 'comparisons', path, comparisons }, answers });
  }
  for (const [key, expression] of atoms) {
    const isNegated = atomOf(expression)?.negated ?? false;
    const answer = (value: boolean | null): Answer => {
      // Without an answer neither the condition nor its contrary holds: neither `a > b` nor `a <= b`.
      const holds = value === null ? undefined : value !== isNegated;
      return { value, fact: { kind: 'condition', expression, holds } };
    };
    questions.push({
      key,
      asks: { kind: 'condition', expression, isNegated },
      answers: [answer(true), answer(false), ...(unordered.has(key) ? [answer(null)] : [])],
    });
  }
  return questions;
}

/** `key`: of an atom, which has no other operators of order. */
function isOrder(key: string): boolean {
  return key.includes(' > ') || key.includes(' < ');
}

type FieldFact = Extract<Fact, { kind: 'field' }>;

function fieldFact(path: readonly string[], value: FieldFact['value'], answers: FieldFact['answers']): FieldFact {
  return { kind: 'field', path, value, answers };
}

/** One sample for each combination of answers to the comparisons of a field. */
function answersOf(
  field: Field,
  path: readonly string[],
  comparisons: readonly Comparison[],
  { values, isAll }: Samples,
): readonly Answer[] {
  const found = new Map<string, Answer>();
  const truthsOf = (value: Known): readonly boolean[] => comparisons.map(({ holds }) => holds(value) === true);
  const isNamed = isAll && field.type.kind !== 'builtin';
  const exampleOf = (value: Value): FieldFact['value'] => {
    const isMadeUp = typeof value === 'string' && !comparisons.some(({ constants }) => constants.includes(value));
    if (!isMadeUp || field.type.kind !== 'builtin') return fieldValueOf(value, field.type);
    // In other types than `string`, not every text is a value.
    if (field.type.name !== 'string') return undefined;
    // A word reads better than an empty text, or one that ends in a control character.
    const words = ['other', value.replace('\0', 'a')];
    const word = words.find(one => truthsOf(one).join() === truthsOf(value).join());
    return fieldValueOf(word ?? value, field.type);
  };
  for (const value of values) {
    const truths = truthsOf(value);
    const signature = truths.join();
    if (found.has(signature)) continue;
    const answers = comparisons.map(({ expression }, index) => ({ expression, holds: truths[index] ?? false }));
    const alike = isNamed
      ? values.filter(other => typeof other === 'string' && other !== value && truthsOf(other).join() === signature)
      : [];
    const fact = fieldFact(path, exampleOf(value), isNamed ? [] : answers);
    found.set(signature, { value, fact: alike.length > 0 ? { ...fact, alike: alike.map(String) } : fact });
  }
  return [...found.values()];
}

function combinations(questions: readonly Distinction[], most: number): Payload {
  let { classes } = plain;
  const distinctions: Distinction[] = [];
  for (const question of questions) {
    const { key, answers } = question;
    if (classes.length * answers.length > most) continue;
    distinctions.push(question);
    classes = classes.flatMap(payloadClass =>
      answers.map(({ value, fact }) => ({
        answers: new Map([...payloadClass.answers, [key, value]]),
        // An answer without an alternative is no fact.
        facts: answers.length > 1 ? [...payloadClass.facts, fact] : payloadClass.facts,
      })),
    );
  }
  return { classes, distinctions };
}

/** Leaves out classes that no values have: `n > m` together with `m > n`. */
function possibleOf(
  classes: readonly PayloadClass[],
  message: string,
  choreography: Choreography,
): readonly PayloadClass[] {
  const [participant] = choreography.participants;
  const asksOf = ({ facts }: PayloadClass): readonly Ask[] =>
    facts.flatMap((fact): readonly Ask[] => {
      if (fact.kind === 'field') return fact.answers.map(({ expression, holds }) => [expression, holds]);
      return fact.kind === 'key' || fact.holds === undefined ? [] : [[fact.expression, fact.holds]];
    });
  const asks = classes.map(asksOf);
  if (!participant || !classes.some(({ facts }) => facts.some(({ kind }) => kind === 'condition'))) return classes;
  const expressions = [...new Set(asks.flat().map(([expression]) => expression))];
  const conditions = new Conditions(
    { names: namesOf(choreography), participant, message, reached: new Map() },
    expressions,
  );
  const possible = classes.filter((_, index) => !conditions.areImpossible(asks[index] ?? []));
  return possible.length > 0 ? possible : classes;
}
