/** Every code with its default severity. Codes are permanent: one is never renamed, nor used for something else. */
import type { VerificationCode } from '@choreo/analysis/verification';
import type { Severity } from './diagnostic.ts';

/** Errors of the language itself, and of Choreo: always reported as errors. */
export const languageCodes = ['syntax-error', 'unknown-name', 'duplicate-name', 'not-checked'] as const;

/** What only runs show: found by verifying, not as one types. */
const verificationSeverities = {
  'incomplete-flow': 'warning',
  'stuck-join': 'warning',
  'repeated-exit': 'warning',
  'dead-alternative': 'warning',
  'unbounded-messages': 'error',
  livelock: 'error',
  'order-dependent-outcome': 'info',
  'competing-services': 'warning',
  'property-violated': 'error',
  'compensation-lost': 'error',
  'compensation-early': 'error',
  'late-timeout': 'info',
  'scenario-failed': 'error',
  'redelivery-changes-outcome': 'info',
} as const satisfies Readonly<Record<VerificationCode, Severity>>;

/** Rules, whose severity can be set. Those that are `off` are looked for only where somebody sets them. */
export const defaultSeverities = {
  'unhandled-event': 'warning',
  'never-emitted': 'warning',
  'unused-declaration': 'hint',
  'unreachable-reaction': 'warning',
  'event-cycle': 'warning',
  'event-amplification': 'error',
  'command-handlers': 'error',
  'unkeyed-join': 'error',
  'join-without-timeout': 'hint',
  'guard-never': 'warning',
  'guard-gap': 'warning',
  'guard-overlap': 'warning',
  'key-lost': 'warning',
  'unknown-field': 'error',
  'type-mismatch': 'error',
  'shared-emitter': 'info',
  'service-cycle': 'info',
  'order-sensitive': 'hint',
  // The runtime's inbox removes redeliveries: for services that are built without one.
  'not-idempotent': 'off',
  'central-coordinator': 'info',
  'deprecated-use': 'warning',
  'event-name': 'hint',
  'allow-unknown': 'warning',
  'allow-unused': 'warning',
  'allow-reason': 'warning',
  ...verificationSeverities,
} as const satisfies Readonly<Record<string, SeverityLevel>>;

export type LanguageCode = (typeof languageCodes)[number];
export type RuleCode = keyof typeof defaultSeverities;

export const ruleCodes: readonly RuleCode[] = Object.keys(defaultSeverities).filter(isRuleCode);

export function isRuleCode(code: string): code is RuleCode {
  return Object.hasOwn(defaultSeverities, code);
}

export function isVerificationCode(code: string): code is VerificationCode {
  return Object.hasOwn(verificationSeverities, code);
}

/** The severities that can be set. */
export const severityLevels = ['off', 'hint', 'info', 'warning', 'error'] as const;

export type SeverityLevel = (typeof severityLevels)[number];

export function isSeverityLevel(value: unknown): value is SeverityLevel {
  return severityLevels.some(level => level === value);
}
