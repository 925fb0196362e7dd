/** What a verdict is about, as the corpus spells it: the words of the source where there are some, else names. */
import type { Verdict } from '@choreo/analysis/verification';
import type { Span } from '@choreo/model';

export function subjectOf({ subject }: Verdict, text: string): string {
  switch (subject.kind) {
    case 'none':
    case 'flow':
    case 'loop':
    case 'order':
      return '';
    case 'join':
    case 'retry':
      return subject.reaction.id;
    case 'exit':
      return `${subject.message} to ${subject.receiver}`;
    case 'alternative': {
      const part = subject.part === 'body' ? '' : ` ${subject.part}`;
      const alternative = subject.alternative ? ` "${sourceOf(text, subject.alternative)}"` : '';
      return `${subject.reaction.id}${part}${alternative}`;
    }
    case 'competition':
      return [...subject.services].sort().join(', ');
    case 'sentence':
    case 'vacuous':
      return `"${sourceOf(text, subject.sentence.span)}"`;
    case 'instance':
      return `${subject.reaction.id} ${subject.message}`;
    case 'timeout':
      return subject.timer === '' ? subject.reaction : subject.timer;
    case 'scenario':
      return `"${subject.scenario.name}"`;
    case 'redelivery':
    case 'loss':
      return subject.message;
    default:
      return subject satisfies never;
  }
}

function sourceOf(text: string, { range: { start, end } }: Span): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined))
    .map(line => line.trim())
    .join(' ');
}
