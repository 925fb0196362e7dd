/** Lists the checks of a choreography (sentences of properties, and scenarios), and summarizes their verdicts. */
import { boundText, sentenceText, statesText } from '@choreo/language';
import type { Choreography, Span } from '@choreo/model';
import type { Check } from '../protocol/verification.ts';
import type { NamedVerdict } from './named-verdict.ts';

/** One check in the text. */
export type Asked = Pick<Check, 'id' | 'kind' | 'label' | 'parent'> & { readonly span: Span };

/** Each property before its sentences, then the scenarios. Ids are stable as long as names and sentences are. */
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

/** `verdicts`: from a verification of this choreography or of an older version. */
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

/** The worst status. Allowed violations count too, since the claim is still violated. */
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
    case 'violated': {
      const violated = verdicts.filter(verdict => verdict.status === 'violated');
      if (violated.every(({ isAllowed }) => isAllowed)) return 'violated, allowed';
      const heads = violated.flatMap(({ namedIn }) => namedIn ?? []);
      // Another finding says it, at another place.
      return heads.length === violated.length
        ? `violated, see ${[...new Set(heads.map(({ code }) => code))].join(', ')}`
        : 'violated';
    }
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

/** `sentences`: the verdicts of each sentence. */
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

/** Makes names unique: the second one gets the suffix `#2`, or another separator. */
export function uniqueNames(separator = '#'): (name: string) => string {
  const taken = new Map<string, number>();
  return name => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}${separator}${count}`;
  };
}
