/** Whether two runs are of the same finding, or of the same way to end. */
import type { RunSubject } from './protocol.ts';

export function isSameSubject(one: RunSubject, other: RunSubject): boolean {
  return one.choreography === other.choreography && keyOf(one) === keyOf(other);
}

function keyOf(subject: RunSubject): string {
  return 'end' in subject ? `end ${subject.end}` : `verdict ${subject.verdict}`;
}
