/** Rules that advise on design: texts that are about other rules need not follow them. */

const advice: ReadonlySet<string> = new Set([
  'join-without-timeout',
  'shared-emitter',
  'service-cycle',
  'order-sensitive',
  'not-idempotent',
  'central-coordinator',
  'event-name',
  'write-only-state',
]);

/** Whether a finding of this code counts in a text that is about these rules. */
export function counts(code: string, about: Iterable<string>): boolean {
  return !advice.has(code) || [...about].includes(code);
}
