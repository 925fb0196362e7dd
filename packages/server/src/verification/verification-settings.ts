/** The user's settings for verification, with defaults for missing or invalid values. */

export interface VerificationSettings {
  /** `onType`: shortly after the last change · `onSave` · `off`: only on request. */
  readonly run: 'onType' | 'onSave' | 'off';
  /** Undefined: as choreo.config.json or the channels say. */
  readonly redeliveries: number | undefined;
  readonly maxStates: number;
  /** Seconds. */
  readonly timeout: number;
}

export const defaultVerificationSettings: VerificationSettings = {
  run: 'onType',
  redeliveries: undefined,
  maxStates: 1_000_000,
  timeout: 10,
};

/** `value`: the value of the setting `choreo.verification`. */
export function readVerificationSettings(value: unknown): VerificationSettings {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const { run, maxStates, timeout } = defaultVerificationSettings;
  const redeliveries = given['redeliveries'];
  return {
    run: given['run'] === 'onType' || given['run'] === 'onSave' || given['run'] === 'off' ? given['run'] : run,
    redeliveries: typeof redeliveries === 'number' ? numberIn(redeliveries, 0, 3, 0) : undefined,
    maxStates: numberIn(given['maxStates'], 1000, 10_000_000, maxStates),
    timeout: numberIn(given['timeout'], 1, 600, timeout),
  };
}

function numberIn(value: unknown, least: number, most: number, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.floor(value)));
}
