/**
 * What a message carries, as far as the conditions of the model ask: a message with `priority: High | Low` that some guard
 * looks at comes in two contents. All services see the same one.
 */
import type { Choreography, Expression, Field, Names, Reaction } from '@choreo/model';
import { annotationOf, namesOf, outcomesOf } from '@choreo/model';
import { expressionText } from '../expression-text.ts';
import { fieldsOnPath } from '../typing/field-path.ts';
import type { Atom } from './atom.ts';
import { atomOf } from './atom.ts';
import type { Known } from './term.ts';
import { combine } from './term.ts';

export interface Content {
  /** By field (`total.amount`) and by condition (`total.amount > limit`). Fields hold a sample of what answers alike. */
  readonly answers: ReadonlyMap<string, Known>;
  /** Whether a field with that value would answer all conditions on it as this content does. */
  tells(key: string, value: Known): boolean;
  /** For people: `priority == High`, `not total.amount > 100`. */
  readonly words: readonly string[];
}

/** One thing that conditions ask about a message, with the answers that can be told apart. */
interface Question {
  readonly key: string;
  readonly answers: readonly {
    readonly value: Known;
    readonly words: readonly string[];
    tells(value: Known): boolean;
  }[];
}

/** A message comes in at most so many contents; what else conditions ask is answered anew each time, either way. */
const mostContents = 16;
const mostValues = 8;

const plain: readonly Content[] = [{ answers: new Map(), tells: () => true, words: [] }];
const known = new WeakMap<Choreography, ReadonlyMap<string, readonly Content[]>>();

/** By message id; messages of which nothing is asked are left out, see `contentsOf`. */
function contentsByMessage(choreography: Choreography): ReadonlyMap<string, readonly Content[]> {
  let contents = known.get(choreography);
  if (!contents) known.set(choreography, (contents = collectContents(choreography)));
  return contents;
}

/** The contents that a message can come in, at least one. */
export function contentsOf(choreography: Choreography, message: string): readonly Content[] {
  return contentsByMessage(choreography).get(message) ?? plain;
}

function collectContents(choreography: Choreography): ReadonlyMap<string, readonly Content[]> {
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
  const contents = new Map<string, readonly Content[]>();
  for (const [message, about] of asked) {
    const questions = questionsAbout(message, about, names);
    if (questions.length > 0) contents.set(message, combinations(questions));
  }
  return contents;
}

interface Asked {
  /** Fields compared with constants, by path. */
  readonly fields: Map<string, { readonly path: readonly string[]; readonly comparisons: Map<string, Comparison> }>;
  /** Fields that are assigned, or stand alone as a truth. */
  readonly whole: Map<string, readonly string[]>;
  /** Any other condition on fields. */
  readonly atoms: Map<string, Atom>;
}

interface Comparison {
  /** Of the atom that it is. */
  readonly key: string;
  readonly text: string;
  readonly constants: readonly Known[];
  readonly holds: (value: Known) => Known;
}

const createAsked = (): Asked => ({ fields: new Map(), whole: new Map(), atoms: new Map() });

function collectFromReaction(reaction: Reaction, message: string, asked: Asked): void {
  const isOf = (named: string | undefined): boolean =>
    named === message || (named === undefined && reaction.trigger.kind !== 'all');
  const visit = (expression: Expression): void => {
    const atom = atomOf(expression);
    if (atom) {
      if (isOf(atom.message)) collectAtom(expression, atom, asked);
      return;
    }
    switch (expression.kind) {
      case 'field':
        if (isOf(expression.message)) asked.whole.set(expression.path.join('.'), expression.path);
        break;
      case 'unary':
        visit(expression.operand);
        break;
      case 'binary':
        visit(expression.left);
        visit(expression.right);
        break;
      case 'in':
        [expression.value, ...expression.options].forEach(visit);
        break;
      default:
        break;
    }
  };
  if (reaction.guard) visit(reaction.guard);
  if (reaction.body.kind === 'branches') {
    for (const { guard } of reaction.body.branches) if (guard) visit(guard);
  }
  for (const expression of assignedIn(reaction)) visit(expression);
}

function assignedIn(reaction: Reaction): readonly Expression[] {
  return outcomesOf(reaction).flatMap(({ alternatives }) =>
    alternatives.flatMap(({ items }) => items.flatMap(item => (item.kind === 'set' ? [item.value] : []))),
  );
}

function collectAtom(expression: Expression, atom: Atom, asked: Asked): void {
  const comparison = comparisonOf(expression, atom.key);
  if (!comparison) {
    asked.atoms.set(atom.key, atom);
    return;
  }
  const [field] = atom.fields;
  const path = field?.path ?? [];
  const key = path.join('.');
  const about = asked.fields.get(key) ?? { path, comparisons: new Map<string, Comparison>() };
  about.comparisons.set(comparison.text, comparison);
  asked.fields.set(key, about);
}

/** Of one bare field with constants. */
function comparisonOf(expression: Expression, key: string): Comparison | undefined {
  const text = expressionText(expression);
  if (expression.kind === 'in') {
    const constants = expression.options.map(constantOf);
    if (expression.value.kind !== 'field' || constants.includes(undefined)) return undefined;
    return { key, text, constants, holds: value => constants.includes(value) };
  }
  if (expression.kind !== 'binary') return undefined;
  const { operator, left, right } = expression;
  if (left.kind === 'field') {
    const constant = constantOf(right);
    if (constant !== undefined)
      return { key, text, constants: [constant], holds: value => combine(operator, value, constant) };
  }
  if (right.kind === 'field') {
    const constant = constantOf(left);
    if (constant !== undefined)
      return { key, text, constants: [constant], holds: value => combine(operator, constant, value) };
  }
  return undefined;
}

function constantOf(expression: Expression): Known {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum-value':
      return expression.value;
    case 'unary': {
      const value = constantOf(expression.operand);
      return expression.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    default:
      return undefined;
  }
}

function questionsAbout(message: string, asked: Asked, names: Names): readonly Question[] {
  const declared = names.messages.get(message);
  if (!declared) return [];
  const questions: Question[] = [];
  const atoms = new Set(asked.atoms.keys());
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
      // A sample would answer for values that are not like it.
      for (const comparison of comparisons) {
        atoms.add(comparison.key);
        if (isMissable && isOrder(comparison.key)) unordered.add(comparison.key);
      }
      continue;
    }
    const answers = usedOtherwise.has(key)
      ? samples.values.map(value => listed(key, value))
      : answersOf(field, key, comparisons, samples);
    if (answers.length > 1) questions.push({ key, answers });
  }
  for (const key of atoms) {
    questions.push({
      key,
      answers: [
        { value: true, words: [key], tells: () => true },
        { value: false, words: [`not ${key}`], tells: () => true },
        // Then it is as little so as the contrary: neither `a > b` nor `a <= b`.
        ...(unordered.has(key) ? [{ value: null, words: [`${key} neither way`], tells: () => true }] : []),
      ],
    });
  }
  return questions;
}

/** Of the key of an atom, which has no other operators of order. */
function isOrder(key: string): boolean {
  return key.includes(' > ') || key.includes(' < ');
}

function listed(key: string, value: Known): Question['answers'][number] {
  return { value, words: [wordsOf(key, value)], tells: other => other === value };
}

/** Samples of a field's values that the comparisons tell apart. */
function answersOf(
  field: Field,
  key: string,
  comparisons: readonly Comparison[],
  { values, isAll }: Samples,
): Question['answers'] {
  const found = new Map<string, Question['answers'][number]>();
  for (const value of values) {
    const truthsOf = (other: Known): string => comparisons.map(({ holds }) => holds(other) === true).join();
    const truths = comparisons.map(comparison => comparison.holds(value) === true);
    const signature = truths.join();
    if (found.has(signature)) continue;
    const named = isAll && field.type.kind !== 'builtin';
    const words =
      named || value === null
        ? [wordsOf(key, value)]
        : comparisons.map(({ text }, index) => (truths[index] ? text : `not ${text}`));
    found.set(signature, { value, words, tells: other => truthsOf(other) === signature });
  }
  return [...found.values()];
}

function wordsOf(key: string, value: Known): string {
  if (value === null) return `${key} is missing`;
  if (typeof value === 'boolean') return value ? key : `not ${key}`;
  return `${key} == ${String(value)}`;
}

interface Samples {
  readonly values: readonly Known[];
  /** These are all the values that the field can have. */
  readonly isAll: boolean;
}

/** What is missing comes last: in words, a value says more. */
function samplesOf(field: Field, comparisons: readonly Comparison[], names: Names, isMissable: boolean): Samples {
  const { values, isAll } = presentSamplesOf(field, comparisons, names);
  return { values: isMissable ? [...values, null] : values, isAll };
}

function presentSamplesOf(field: Field, comparisons: readonly Comparison[], names: Names): Samples {
  const { type } = field;
  if (type.kind === 'enum') {
    const declared = names.types.get(type.id);
    return { values: declared?.kind === 'enum' ? declared.values.map(({ name }) => name) : [], isAll: true };
  }
  if (type.kind !== 'builtin') return { values: [], isAll: false };
  if (type.name === 'boolean') return { values: [true, false], isAll: true };
  const constants = comparisons.flatMap(({ constants: some }) => some);
  if (type.name === 'int' || type.name === 'float' || type.name === 'decimal') {
    const [min, max] = ['min', 'max'].map(name => {
      const value = annotationOf(field, name)?.args[0];
      return typeof value === 'number' ? value : undefined;
    });
    if (type.name === 'int' && min !== undefined && max !== undefined && max - min < mostValues) {
      const least = Math.ceil(min);
      return {
        values: Array.from({ length: Math.max(0, Math.floor(max) - least + 1) }, (_, i) => least + i),
        isAll: true,
      };
    }
    // Between a constant and a bound there may be less room than the distance of a point.
    const numbers = [...constants, min, max].filter(value => typeof value === 'number');
    const inside = samplePoints(numbers, type.name === 'int').filter(
      value => value >= (min ?? -Infinity) && value <= (max ?? Infinity),
    );
    return { values: inside, isAll: false };
  }
  // A text that is none of the constants.
  const texts = [...new Set(constants.filter(value => typeof value === 'string'))].sort();
  return { values: ['', ...texts.flatMap(text => [text, `${text}~`])], isAll: false };
}

/** Every constant, and a point between each two and beyond both ends. */
function samplePoints(constants: readonly number[], whole: boolean): readonly number[] {
  const sorted = [...new Set(constants)].sort((a, b) => a - b);
  const points: number[] = [];
  sorted.forEach((constant, index) => {
    const next = sorted[index + 1] ?? constant + 2;
    if (index === 0) points.push(whole ? Math.ceil(constant) - 1 : constant - 1);
    const between = (constant + next) / 2;
    points.push(constant, whole ? Math.floor(between) : between);
    if (index === sorted.length - 1) points.push(whole ? Math.floor(constant) + 1 : constant + 1);
  });
  return whole ? points.filter(Number.isInteger) : points;
}

function combinations(questions: readonly Question[]): readonly Content[] {
  let contents = plain;
  for (const { key, answers } of questions) {
    if (contents.length * answers.length > mostContents) continue;
    contents = contents.flatMap(content =>
      answers.map(({ value, words, tells }) => ({
        answers: new Map([...content.answers, [key, value]]),
        tells: (asked: string, other: Known) => (asked === key ? tells(other) : content.tells(asked, other)),
        words: [...content.words, ...words],
      })),
    );
  }
  return contents;
}
