/** Keys for verdicts that are stable across verifications: the same finding always has the same key. */
import { expressionText } from '@choreo/analysis';
import type { Subject } from '@choreo/analysis/verification';
import type { ReportedVerdict } from '@choreo/language';
import { compareSpans, conditionOf, messagesIn } from '@choreo/model';
import type { Choreography, Sentence, Span } from '@choreo/model';
import { askedIn, uniqueNames } from './checks.ts';
import type { NamedVerdict } from './named-verdict.ts';

/** `choreography`: the verified one. */
export function namedVerdicts(
  choreography: Choreography,
  reported: readonly ReportedVerdict[],
): readonly NamedVerdict[] {
  const take = uniqueNames();
  const asked = askedIn(choreography);
  const named = reported.map((report): NamedVerdict => {
    const { subject } = report.verdict;
    const place = askedPlace(subject);
    const check = place && asked.find(({ span }) => compareSpans(span, place) === 0)?.id;
    const key = take([report.code, ...(check === undefined ? keyOf(subject) : [check])].join('/'));
    return { ...report, key, ...(check === undefined ? {} : { check }) };
  });
  return named.map(one => {
    const head = one.namedIn && named.find(({ verdict }) => verdict === one.namedIn);
    return head ? { ...one, namedInKey: head.key } : one;
  });
}

/** The id of the sentence or scenario that a verdict is about. */
function askedPlace(subject: Subject): Span | undefined {
  if (subject.kind === 'scenario') return subject.scenario.nameSpan;
  return subject.kind === 'sentence' || subject.kind === 'competition' ? subject.sentence.span : undefined;
}

/** What the sentence is about first: a message, or a condition on states. */
function aboutOf(sentence: Sentence): string {
  const condition = conditionOf(sentence);
  return condition ? expressionText(condition) : (messagesIn(sentence)[0]?.message ?? '');
}

function keyOf(subject: Subject): readonly string[] {
  switch (subject.kind) {
    case 'none':
      return [];
    case 'flow':
      return ['flow', ...subject.waiting];
    case 'join':
    case 'retry':
      return [subject.reaction.id];
    case 'instance':
      return [subject.reaction.id, subject.message];
    case 'exit':
      return [subject.message, subject.receiver];
    case 'alternative':
      return [subject.reaction.id, subject.part];
    case 'loop':
      return [...subject.messages];
    case 'order':
      return ['order'];
    case 'timeout':
      return [subject.reaction, subject.timer, subject.message];
    case 'redelivery':
    case 'loss':
      return [subject.participant, subject.message];
    case 'sentence':
    case 'competition':
    case 'vacuous':
      return [subject.property.name, subject.sentence.kind, aboutOf(subject.sentence)];
    case 'scenario':
      return [subject.scenario.name];
    default:
      return subject satisfies never;
  }
}
