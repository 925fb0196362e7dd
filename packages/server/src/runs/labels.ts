/** Steps in words by which people choose among them, and by which they are found again in a changed model. */
import type { Run, RunStep, Standing } from '@choreo/analysis/runs';
import { stepText } from '@choreo/language';
import type { Choreography } from '@choreo/model';

/** `after`: how it stands after the step. */
export function labelOf(step: RunStep, after: Standing | undefined, choreography: Choreography): string {
  const standing = after ?? nothing;
  const run: Run = { entries: [], steps: [step], standings: [standing, standing] };
  return stepText(run, 0, choreography);
}

/** `Payments takes OrderPlaced` and `charge → PaymentTaken`. */
export function partsOf(label: string): { readonly heading: string; readonly detail: string } {
  const whose = /^Case \d+: /.exec(label)?.[0] ?? '';
  const rest = label.slice(whose.length);
  const at = rest.indexOf(': ');
  return at < 0 ? { heading: label, detail: '' } : { heading: whose + rest.slice(0, at), detail: rest.slice(at + 2) };
}

const nothing: Standing = { quiescent: true, exits: [], pending: [], entries: [], timers: [], waiting: [], states: [] };
