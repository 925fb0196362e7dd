/** Errors of the language itself, and of Choreo: always reported as errors. */
export const languageCodes = ['syntax-error', 'unknown-name', 'duplicate-name', 'not-checked'] as const;

export type LanguageCode = (typeof languageCodes)[number];
