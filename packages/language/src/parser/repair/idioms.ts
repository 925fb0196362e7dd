/** Signs and words that people know from other languages, and what Choreo has for them. */
import { nearestNames } from '../../validation/nearest-name.ts';

/** What is written for a sign, the likeliest first. Two signs that touch are written with a space here. */
const signs: Readonly<Record<string, readonly string[]>> = {
  '=': ['==', ':', '->'],
  '→': ['->'],
  '⇒': ['->'],
  '≠': ['!='],
  '≤': ['<='],
  '≥': ['>='],
  '==': ['=', ':'],
  ':': ['=', '->'],
  '= >': ['->'],
  '- >': ['->'],
  '- ->': ['->'],
  ': =': ['='],
  '== =': ['=='],
  '!= =': ['!='],
  '= =': ['=='],
  '< >': ['!='],
  '= <': ['<='],
  '> =': ['>='],
  '& &': ['and', '&'],
  '| |': ['or', '|'],
  '&': ['and'],
  '|': ['or'],
  and: ['&'],
  or: ['|'],
  ',': ['&', '|', 'or', 'and'],
  '+': ['&'],
  '.': [':', '..'],
  '. .': ['..'],
  '-': ['..', '->'],
  '->': [':', '='],
  '(': ['{', '['],
  ')': ['}', ']'],
  '[': ['{', '('],
  ']': ['}', ')'],
  '{': ['[', '('],
  '}': [']', ')'],
};

/** Words of other languages, the likeliest meaning first. */
const words: ReadonlyMap<string, readonly string[]> = new Map([
  ['aggregate', ['service']],
  ['carry', ['carries']],
  ['contains', ['carries']],
  ['class', ['type']],
  ['component', ['service']],
  ['default', ['else']],
  ['handles', ['on']],
  ['if', ['when']],
  ['import', ['uses']],
  ['include', ['uses']],
  ['listens', ['on']],
  ['message', ['event']],
  ['model', ['type']],
  ['otherwise', ['else']],
  ['participant', ['service', 'actor']],
  ['person', ['actor']],
  ['process', ['service']],
  ['produces', ['emits']],
  ['publishes', ['emits']],
  ['query', ['command']],
  ['queue', ['channel']],
  ['raises', ['emits']],
  ['record', ['type']],
  ['sends', ['emits']],
  ['struct', ['type']],
  ['subscribes', ['on', 'receives']],
  ['test', ['scenario']],
  ['then', ['->']],
  ['topic', ['channel', 'address']],
  ['use', ['uses']],
  ['user', ['actor']],
  ['where', ['when']],
]);

/** What may be meant by these tokens, which stand side by side, the likeliest first. */
export function meantBy(images: readonly string[]): readonly string[] {
  const key = images.join(' ');
  if (Object.hasOwn(signs, key)) return signs[key] ?? [];
  return words.get(key.toLowerCase()) ?? [];
}

/** The keywords among these that may be meant by a misspelt word, the nearest first. */
export function nearKeywords(image: string, expected: Iterable<string>): readonly string[] {
  if (!/^[a-z][a-z-]*$/i.test(image)) return [];
  const keywords = [...expected].filter(type => /^[a-z]/.test(type));
  return nearestNames(image, keywords, 3);
}

const units: Readonly<Record<string, string>> = {
  milli: 'ms',
  ms: 'ms',
  sec: 's',
  s: 's',
  min: 'm',
  m: 'm',
  h: 'h',
  d: 'd',
};

/** `5m` for `5` and `minutes`; undefined if the word is no unit. Weeks are counted in days. */
export function durationOf(amount: string, word: string): string | undefined {
  const match = /^(milli(?:second)?s?|ms|msecs?|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|days?|d)$/i.exec(
    word,
  );
  if (match) {
    const unit = ['milli', 'ms', 'sec', 'min', 'h', 'd', 's', 'm'].find(start => word.toLowerCase().startsWith(start));
    return unit && `${amount}${units[unit] ?? unit}`;
  }
  return /^(weeks?|w)$/i.test(word) && Number.isInteger(Number(amount)) ? `${Number(amount) * 7}d` : undefined;
}
