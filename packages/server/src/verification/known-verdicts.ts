/** What is known about a declaration, for its hover: verdicts whose subject names it, as long as they hold. */
import { messagesIn } from '@choreo/model';
import type { Subject } from '@choreo/analysis/verification';
import { sentenceText } from '@choreo/language';
import type { RuleSettings } from '@choreo/language';
import type { AskedElement, KnownVerdict, KnownVerdicts } from '@choreo/language/lsp';
import { checksOf } from './checks.ts';
import type { VerificationEntry } from './entry.ts';
import { insteadOfVerdict } from './lenses.ts';
import type { NamedVerdict } from './named-verdict.ts';

export function knownVerdicts(
  entry: VerificationEntry,
  settings: RuleSettings,
  element: AskedElement,
): KnownVerdicts | undefined {
  if (!entry.verified) return undefined;
  const verdicts = linesOf(entry, entry.verified.verdicts(settings), element);
  if (verdicts.length === 0) return undefined;
  const words = insteadOfVerdict(entry);
  return words === undefined ? { kind: 'holding', verdicts } : { kind: 'none', words };
}

function linesOf(
  { choreography }: VerificationEntry,
  verdicts: readonly NamedVerdict[],
  { kind, name }: AskedElement,
): readonly KnownVerdict[] {
  const checks = checksOf(choreography, verdicts);
  const lines = (keys: readonly string[], summary: string, about?: string): readonly KnownVerdict[] => {
    const found = verdicts.filter(({ key }) => keys.includes(key));
    const violated = found.filter(({ status }) => status === 'violated');
    const asked = about === undefined ? {} : { about };
    if (violated.length === 0) return [{ ...asked, summary }];
    return violated.map(({ code, message }) => ({ ...asked, summary, code, message }));
  };
  if (kind === 'property' || kind === 'scenario') {
    const check = checks.find(one => one.kind === kind && one.label === name);
    if (!check) return [];
    if (kind === 'scenario') return lines(check.verdicts, check.summary);
    return checks
      .filter(({ parent }) => parent === check.id)
      .flatMap(({ label, summary, verdicts: keys }) => lines(keys, summary, `\`${label}\``));
  }
  const about = verdicts.filter(({ verdict }) => isAbout(verdict.subject, kind, name));
  return about.flatMap(({ key, code, status, message, verdict: { subject } }): readonly KnownVerdict[] => {
    if (subject.kind === 'sentence') {
      const check = checks.find(one => one.kind === 'sentence' && one.verdicts.includes(key));
      // Several verdicts may be about one sentence, which is told once.
      const ofSentence = about.filter(
        other =>
          other.key === key || (other.verdict.subject.kind === 'sentence' && check?.verdicts.includes(other.key)),
      );
      if (ofSentence[0]?.key !== key) return [];
      const keys = ofSentence.map(other => other.key);
      return lines(keys, check?.summary ?? status, sentenceText(subject.sentence));
    }
    return status === 'violated' ? [{ summary: status, code, message }] : [];
  });
}

/** Whether it names the element; of a property's sentences only those about the message. */
function isAbout(subject: Subject, kind: AskedElement['kind'], name: string): boolean {
  switch (subject.kind) {
    case 'join':
    case 'retry':
    case 'alternative':
      return kind === 'reaction' && subject.reaction.id === name;
    case 'instance':
      return kind === 'reaction' ? subject.reaction.id === name : kind === 'message' && subject.message === name;
    case 'exit':
      return kind === 'participant' ? subject.receiver === name : kind === 'message' && subject.message === name;
    case 'loop':
      return kind === 'message'
        ? subject.messages.includes(name)
        : kind === 'reaction' && subject.reactions.includes(name);
    case 'timeout':
      return kind === 'reaction' ? subject.reaction === name : kind === 'message' && subject.message === name;
    case 'redelivery':
    case 'loss':
      return kind === 'participant' ? subject.participant === name : kind === 'message' && subject.message === name;
    case 'competition':
      return kind === 'participant' && subject.services.includes(name);
    case 'sentence':
    case 'vacuous':
      return kind === 'message' && messagesIn(subject.sentence).some(({ message }) => message === name);
    case 'none':
    case 'flow':
    case 'order':
    case 'scenario':
      return false;
    default:
      return subject satisfies never;
  }
}
