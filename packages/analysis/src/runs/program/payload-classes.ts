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
import { collectFromReaction, createAsked } from './payload-questions.ts';
import type { Asked } from './payload-questions.ts';

/** A field or condition of a message, with the answers that conditions distinguish. */
interface Distinction {
  readonly key: string;
  readonly answers: readonly { readonly value: Known; readonly fact: Fact }[];
}

/** The most payload classes of a message. Conditions that they do not distinguish are open, and answered each time either way. */
const mostClasses = 16;

const plain: readonly PayloadClass[] = [{ answers: new Map(), facts: [] }];
const known = new WeakMap<Choreography, ReadonlyMap<string, readonly PayloadClass[]>>();

/** By message id; messages whose payload no condition reads are left out, see `payloadClassesOf`. */
function classesByMessage(choreography: Choreography): ReadonlyMap<string, readonly PayloadClass[]> {
  let classes = known.get(choreography);
  if (!classes) known.set(choreography, (classes = collectClasses(choreography)));
  return classes;
}

/** The payload classes of a message, at least one. */
export function payloadClassesOf(choreography: Choreography, message: string): readonly PayloadClass[] {
  return classesByMessage(choreography).get(message) ?? plain;
}

function collectClasses(choreography: Choreography): ReadonlyMap<string, readonly PayloadClass[]> {
  const names = namesOf(choreography);
  const asked = new Map<string, Asked>();
  for (const participant of choreography.participants) {
    for (const reaction of participant.reactions) {
      for (const message of new Set(reaction.trigger.messages.map(ref => ref.message))) {
        const about = asked.get(message) ?? createAsked();
        collectFromReaction(reaction, message, about);
        asked.set(message, about);
      }
    }
  }
  const classes = new Map<string, readonly PayloadClass[]>();
  for (const [message, about] of asked) {
    const questions = questionsAbout(message, about, names);
    if (questions.length > 0) classes.set(message, possibleOf(combinations(questions), message, choreography));
  }
  return classes;
}

function questionsAbout(message: string, asked: Asked, names: Names): readonly Distinction[] {
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
  const paths = new Map([...asked.whole, ...[...asked.fields].map(([key, { path }]) => [key, path] as const)]);
  const usedOtherwise = new Set([
    ...asked.whole.keys(),
    ...[...asked.atoms.values()].flatMap(({ fields }) => fields.map(({ path }) => path.join('.'))),
  ]);
  for (const [key, path] of paths) {
    const field = fieldsOnPath(names, declared, path).fields[path.length - 1];
    if (!field) continue;
    const comparisons = [...(asked.fields.get(key)?.comparisons.values() ?? [])];
    const isMissable = canBeMissing(path);
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
    const answers = usedOtherwise.has(key)
      ? samples.values.map(value => ({ value, fact: fieldFact(path, fieldValueOf(value, field.type), []) }))
      : answersOf(field, path, comparisons, samples);
    if (answers.length > 0) questions.push({ key, answers });
  }
  for (const [key, expression] of atoms) {
    const isNegated = atomOf(expression)?.negated ?? false;
    const answer = (value: boolean | null): Distinction['answers'][number] => {
      // Without an answer neither the condition nor its contrary holds: neither `a > b` nor `a <= b`.
      const holds = value === null ? undefined : value !== isNegated;
      return { value, fact: { kind: 'condition', expression, holds } };
    };
    questions.push({ key, answers: [answer(true), answer(false), ...(unordered.has(key) ? [answer(null)] : [])] });
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
): Distinction['answers'] {
  const found = new Map<string, Distinction['answers'][number]>();
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
    found.set(signature, { value, fact: fieldFact(path, exampleOf(value), isNamed ? [] : answers) });
  }
  return [...found.values()];
}

function combinations(questions: readonly Distinction[]): readonly PayloadClass[] {
  let classes = plain;
  for (const { key, answers } of questions) {
    if (classes.length * answers.length > mostClasses) continue;
    classes = classes.flatMap(payloadClass =>
      answers.map(({ value, fact }) => ({
        answers: new Map([...payloadClass.answers, [key, value]]),
        // An answer without an alternative is no fact.
        facts: answers.length > 1 ? [...payloadClass.facts, fact] : payloadClass.facts,
      })),
    );
  }
  return classes;
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
      return fact.holds === undefined ? [] : [[fact.expression, fact.holds]];
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
