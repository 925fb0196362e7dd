/** Labels for steps: for choosing among them, and for finding them again in a changed model. */
import type { Run, RunStep, Snapshot } from '@choreo/analysis/runs';
import { stepText } from '@choreo/language';
import type { Choreography } from '@choreo/model';

/** `after`: the snapshot after the step. */
export function labelOf(step: RunStep, after: Snapshot | undefined, choreography: Choreography): string {
  const snapshot = after ?? nothing;
  const run: Run = { entries: [], steps: [step], snapshots: [snapshot, snapshot] };
  return stepText(run, 0, choreography);
}

/** `Payments takes OrderPlaced` and `charge → PaymentTaken`. */
export function partsOf(label: string): { readonly heading: string; readonly detail: string } {
  const whose = /^Case \d+: /.exec(label)?.[0] ?? '';
  const rest = label.slice(whose.length);
  const at = rest.indexOf(': ');
  return at < 0 ? { heading: label, detail: '' } : { heading: whose + rest.slice(0, at), detail: rest.slice(at + 2) };
}

const nothing: Snapshot = { quiescent: true, exits: [], pending: [], entries: [], timers: [], waiting: [], states: [] };
