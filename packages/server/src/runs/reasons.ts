/** Says why the first bad step of a run is bad, in a few words for the picture. */
import type { Verdict } from '@choreo/analysis/verification';
import { sentenceText, scenarioStepText } from '@choreo/language';
import type { Sentence } from '@choreo/model';

export function reasonOf({ code, subject }: Verdict): string {
  switch (subject.kind) {
    case 'sentence':
      switch (code) {
        case 'compensation-early':
          return `${compensated(subject.sentence)} is undone before it happens`;
        case 'compensation-lost':
          return `${compensated(subject.sentence)} can no longer be undone`;
        default:
          return `Violated: ${sentenceText(subject.sentence)}`;
      }
    case 'competition':
      return `${subject.services.join(' and ')} both emit: ${subject.messages.join(', ')}`;
    case 'flow':
      return 'From here on no exit can be reached';
    case 'join':
      return `${subject.reaction.id} is left waiting`;
    case 'retry':
      return `${subject.left[0] ?? subject.reaction.id} is never taken`;
    case 'exit':
      return `${subject.message} exits again`;
    case 'loop':
      return code === 'livelock' ? 'From here on it never ends' : 'From here on it repeats, and grows';
    case 'order':
      return 'Another order ends differently';
    case 'instance':
      return `${subject.reaction.id} finds no instance for ${subject.message}`;
    case 'timeout':
      return `${subject.message} comes too late`;
    case 'scenario':
      return subject.step ? `Fails: ${scenarioStepText(subject.step)}` : 'Fails';
    case 'loss':
      return `${subject.message} is lost`;
    case 'redelivery':
      return `${subject.message} comes once more`;
    case 'alternative':
    case 'vacuous':
    case 'none':
      return 'Here it goes wrong';
    default:
      return subject satisfies never;
  }
}

function compensated(sentence: Sentence): string {
  return sentence.kind === 'compensated-by' ? sentence.message.message : '';
}
