/**
 * Rules that need runs are tested like the others: on texts with the expected findings underlined (see `rules/rule-tester.ts`). Here
 * these are all that verifying says, and nothing that is told as one types.
 */
import type { Verification, VerifyOptions } from '@choreo/analysis/verification';
import { verify } from '@choreo/analysis/verification';
import type { Diagnostic, Fix, ReportedVerdict, RuleSettings } from '@choreo/language';
import { checkTexts, reportVerification, verificationDiagnostics } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { expect } from 'vitest';
import { fixesFor } from '../../src/validation/diagnose.ts';
import { applyFix, parse, placeOf, uriOf } from '../rules/rule-tester.ts';

export interface Verified {
  readonly choreography: Choreography;
  readonly verification: Verification;
  readonly reported: readonly ReportedVerdict[];
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

const uri = uriOf('test.choreo');

/** Lines that underline are no part of the text. */
export async function verified(
  marked: string,
  options: VerifyOptions = {},
  settings: RuleSettings = {},
): Promise<Verified> {
  const text = parse(marked).files.get('test.choreo') ?? '';
  const [checked] = await checkTexts([{ uri, text }]);
  if (!checked) throw new Error('There is no choreography');
  const { choreography, diagnostics } = checked;
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const verification = verify(choreography, options);
  return {
    choreography,
    verification,
    reported: reportVerification(choreography, verification, settings),
    diagnostics: verificationDiagnostics(choreography, verification, settings),
    text,
  };
}

/** Verifying the text finds just what is underlined in it. `but`: codes that are not looked at. */
export async function expectVerified(
  marked: string,
  options: VerifyOptions = {},
  but: readonly string[] = ['order-dependent-outcome'],
): Promise<Verified> {
  const result = await verified(marked, options);
  const found = result.diagnostics
    .filter(({ code }) => !but.includes(code))
    .map(diagnostic => {
      const { code, severity, message } = diagnostic;
      return { place: placeOf(diagnostic), code, severity, message };
    });
  const byPlace = (a: { place: string; code: string }, b: { place: string; code: string }) =>
    a.place + a.code < b.place + b.code ? -1 : 1;
  expect(found.sort(byPlace)).toEqual(
    [...parse(marked).expected]
      .sort(byPlace)
      .map(one => ({ ...one, message: expect.stringContaining(one.message) as string })),
  );
  return result;
}

/** The message of the first verdict of this code. */
export async function messageOf(marked: string, code: string, options: VerifyOptions = {}): Promise<string> {
  const { reported } = await verified(marked, options);
  return reported.find(verdict => verdict.code === code)?.message ?? '';
}

export async function verifiedFixes(
  marked: string,
  code: string,
  options: VerifyOptions = {},
): Promise<readonly Fix[]> {
  const { choreography, diagnostics, text } = await verified(marked, options);
  return diagnostics
    .filter(diagnostic => diagnostic.code === code)
    .flatMap(diagnostic => fixesFor(diagnostic, { choreography, textOf: () => text }));
}

/** After the fix of this title the text reads `after`, in which verifying finds just what is underlined there. */
export async function expectVerifiedFix(
  before: string,
  code: string,
  title: string,
  after: string,
  options: VerifyOptions = {},
): Promise<void> {
  const fixes = await verifiedFixes(before, code, options);
  const fix = fixes.find(one => one.title === title);
  if (!fix) throw new Error(`No such fix. There are: ${fixes.map(one => one.title).join(' · ') || 'none'}`);
  const text = parse(before).files.get('test.choreo') ?? '';
  expect(applyFix(uri, text, fix)).toBe(parse(after).files.get('test.choreo'));
  await expectVerified(after, options);
}
