/** What a text asks a verification: its properties, sentence by sentence, and its scenarios; and what the answers come to. */
import { boundText, sentenceText, statesText } from '@choreo/language';
import type { Choreography, Span } from '@choreo/model';
import type { Check } from '../protocol/verification.ts';
import type { NamedVerdict } from './named-verdict.ts';

/** One thing that is asked. */
export type Asked = Pick<Check, 'id' | 'kind' | 'label' | 'parent'> & { readonly span: Span };

/** Each property before its sentences, then the scenarios. Ids stay while names and sentences do. */
export function askedIn(choreography: Choreography): readonly Asked[] {
  const take = uniqueNames();
  const properties = choreography.properties.flatMap(({ name, nameSpan, sentences }): Asked[] => {
    const id = take(`property:${name}`);
    return [
      { id, kind: 'property', label: name, span: nameSpan },
      ...sentences.map((sentence): Asked => {
        const label = sentenceText(sentence).replaceAll('`', '');
        return { id: take(`${id}/${label}`), kind: 'sentence', parent: id, label, span: sentence.span };
      }),
    ];
  });
  const scenarios = choreography.scenarios.map(({ name, nameSpan }): Asked => ({
    id: take(`scenario:${name}`),
    kind: 'scenario',
    label: name,
    span: nameSpan,
  }));
  return [...properties, ...scenarios];
}

/** `verdicts`: of a verification of this choreography, or of an older version of it. */
export function checksOf(choreography: Choreography, verdicts: readonly NamedVerdict[]): readonly Check[] {
  const asked = askedIn(choreography);
  const answers = Map.groupBy(verdicts, ({ check }) => check ?? '');
  const answersTo = ({ id, kind }: Asked): readonly NamedVerdict[] =>
    kind === 'property'
      ? asked.filter(({ parent }) => parent === id).flatMap(sentence => answers.get(sentence.id) ?? [])
      : (answers.get(id) ?? []);
  return asked.map(one => {
    const { span, ...check } = one;
    const given = answersTo(one);
    const sentences = asked.filter(({ parent }) => parent === one.id);
    return {
      ...check,
      place: span,
      status: statusOf(given),
      verdicts: given.map(({ key }) => key),
      summary:
        one.kind === 'property'
          ? summaryOfProperty(sentences.map(sentence => answers.get(sentence.id) ?? []))
          : summaryOf(given),
    };
  });
}

/** The worst of all; what is allowed counts as well, since it is so. */
function statusOf(verdicts: readonly NamedVerdict[]): Check['status'] {
  const all = verdicts.map(({ status }) => status);
  if (all.length === 0) return 'unknown';
  return all.includes('violated') ? 'violated' : all.includes('bounded') ? 'bounded' : 'proved';
}

function summaryOf(verdicts: readonly NamedVerdict[]): string {
  const status = statusOf(verdicts);
  switch (status) {
    case 'unknown':
      return 'not verified';
    case 'violated':
      return verdicts.every(verdict => verdict.status !== 'violated' || verdict.isAllowed)
        ? 'violated, allowed'
        : 'violated';
    case 'bounded':
      return ['bounded', ...boundsOf(verdicts)].join(' · ');
    case 'proved': {
      const states = Math.max(...verdicts.map(({ verdict }) => verdict.states));
      return ['proved', ...boundsOf(verdicts), statesText(states)].join(' · ');
    }
    default:
      return status satisfies never;
  }
}

/** One list of verdicts for each sentence. */
function summaryOfProperty(sentences: readonly (readonly NamedVerdict[])[]): string {
  const violated = sentences.filter(verdicts => statusOf(verdicts) === 'violated');
  const unknown = sentences.filter(verdicts => verdicts.length === 0);
  if (violated.length > 0 && sentences.length > 1) return `${violated.length} of ${sentences.length} violated`;
  if (unknown.length > 0 && unknown.length < sentences.length) {
    return `${sentences.length - unknown.length} of ${sentences.length} verified`;
  }
  return summaryOf(sentences.flat());
}

function boundsOf(verdicts: readonly NamedVerdict[]): readonly string[] {
  return [...new Set(verdicts.flatMap(({ verdict }) => boundText(verdict.bounds) ?? []))];
}

/** Gives each name once: a second taker gets `#2` (or what else parts it) behind it. */
export function uniqueNames(separator = '#'): (name: string) => string {
  const taken = new Map<string, number>();
  return name => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}${separator}${count}`;
  };
}
