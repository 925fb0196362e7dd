/** Which lenses the user wants above declarations. */

export interface LensSettings {
  readonly messages: boolean;
  readonly services: boolean;
}

/** `value`: the value of the setting `choreo.codeLens`. What is missing is on. */
export function readLensSettings(value: unknown): LensSettings {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return { messages: given['messages'] !== false, services: given['services'] !== false };
}
