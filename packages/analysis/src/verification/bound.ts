/** How far a search went, and what that means for the status of its verdicts. */
import type { Verdict } from './verdict.ts';

export interface Bound {
  /** Where not all states were seen. */
  readonly cut: string | undefined;
  /** What has no limit, of which only so many were looked at; and that cases can meet, but only one was looked at. */
  readonly open?: string;
  readonly redeliveries?: string;
}

export function statusOf(
  { cut, open, redeliveries }: Bound,
  others: readonly (string | undefined)[] = [],
): Pick<Verdict, 'status' | 'bound'> {
  const limits = [cut, open, ...others].filter(limit => limit !== undefined);
  const bound = [...limits, ...(redeliveries === undefined ? [] : [redeliveries])].join('; ');
  return { status: limits.length > 0 ? 'bounded' : 'proved', ...(bound === '' ? {} : { bound }) };
}

export const fairly = 'fair runs only: a loop could put it off without end';
