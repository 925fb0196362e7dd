/**
 * What a message carries, as far as the conditions of the model ask: a message with `priority: High | Low` that some guard
 * looks at comes in two contents. All services see the same one.
 */
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Names } from '@choreo/model';
import type { Content } from '../../expressions/facts.ts';
import { isSame } from '../../expressions/value.ts';
import type { Known } from '../../expressions/value.ts';
import { fieldsOnPath } from '../../expressions/field-path.ts';
import { mostValues, samplesOf } from '../../expressions/samples.ts';
import type { Comparison, Samples } from '../../expressions/samples.ts';
import { collectFromReaction, createAsked } from './payload-questions.ts';
import type { Asked } from './payload-questions.ts';

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
  return { value, words: [wordsOf(key, value)], tells: other => isSame(other, value) };
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
