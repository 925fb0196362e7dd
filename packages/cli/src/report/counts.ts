/** Counts the parts of choreographies, and puts the counts into words. */
import type { CheckedChoreography } from '@choreo/language';
import { severities } from './severities.ts';
import type { Summary } from './severities.ts';

export interface Counts {
  /** Without external services and actors. */
  readonly services: number;
  /** Events and commands. */
  readonly messages: number;
  readonly reactions: number;
}

export function countsOf({ choreography }: CheckedChoreography): Counts {
  return {
    services: choreography.participants.filter(({ kind }) => kind === 'service').length,
    messages: choreography.messages.length,
    reactions: choreography.participants.reduce((sum, { reactions }) => sum + reactions.length, 0),
  };
}

/** `1 service`, `2 services`. */
export function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** `2 errors, 1 warning`; zero counts are left out. */
export function summaryText(summary: Summary): string {
  const found = severities.filter(severity => summary[severity] > 0);
  return found
    .map(severity => (severity === 'info' ? `${summary.info} info` : counted(summary[severity], severity)))
    .join(', ');
}
