/** Codes of language errors, and of faults of Choreo itself. Their severity is always `error`. */
export const languageCodes = ['syntax-error', 'unknown-name', 'duplicate-name', 'not-checked'] as const;

export type LanguageCode = (typeof languageCodes)[number];
