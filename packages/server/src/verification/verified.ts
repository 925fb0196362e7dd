/** A completed verification as messages and diagnostics, as far as they still fit the current text. */
import type { Verification } from '@choreo/analysis/verification';
import { reportVerification, verificationDiagnostics } from '@choreo/language';
import type { Diagnostic, RuleSettings } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type { Standing, VerificationOptions } from '../protocol/verification.ts';
import { moveBetween } from './moved-text.ts';
import { NamedEnds } from './named-ends.ts';
import { relocated, relocationBetween } from './same-model.ts';
import { namedVerdicts } from './verdict-names.ts';
import type { NamedVerdict } from './named-verdict.ts';

export interface VerifiedText {
  readonly choreography: Choreography;
  /** By URI. */
  readonly texts: ReadonlyMap<string, string>;
}

const ages = {
  rechecking: 'The text has changed since, and is being checked again.',
  outdated: 'The text has changed since, so this is of an older text.',
} as const;

interface Report {
  readonly settings: string;
  readonly verdicts: readonly NamedVerdict[];
  readonly diagnostics: readonly Diagnostic[];
  /** By diagnostic, those moved to later texts too: the key of the verdict that it is about, if that has a run. */
  readonly runs: WeakMap<Diagnostic, string>;
}

/** The options of the verification. */
export interface HowVerified {
  readonly options: VerificationOptions;
  readonly maxStates: number;
  /** How many ways to end are listed, if not as many as usual. */
  readonly ends?: number;
  /** Seconds. */
  readonly timeout: number;
}

export class Verified {
  readonly of: VerifiedText;
  readonly verification: Verification;
  readonly how: HowVerified;
  readonly milliseconds: number;
  #report: Report | undefined;
  #ends: NamedEnds | undefined;

  constructor(of: VerifiedText, verification: Verification, how: HowVerified, milliseconds: number) {
    this.of = of;
    this.verification = verification;
    this.how = how;
    this.milliseconds = milliseconds;
  }

  /** Whether a verification with these options would give the same result. Limits do not matter after a full search. */
  answers({ options, maxStates, timeout }: HowVerified): boolean {
    const { how } = this;
    if (how.options.redeliveries !== options.redeliveries || how.options.cases !== options.cases) return false;
    const isAll = this.verification.verdicts.every(({ status }) => status !== 'bounded');
    return isAll || (how.maxStates === maxStates && how.timeout === timeout);
  }

  get ends(): NamedEnds {
    this.#ends ??= new NamedEnds(this.of.choreography, this.verification, this.how.options.cases);
    return this.#ends;
  }

  verdicts(settings: RuleSettings): readonly NamedVerdict[] {
    return this.#reported(settings).verdicts;
  }

  /** The diagnostics of the verified text, with quick fixes. */
  diagnostics(settings: RuleSettings): readonly Diagnostic[] {
    return this.#reported(settings).diagnostics;
  }

  /** The key of the verdict whose run shows one of its diagnostics; undefined for any other. */
  runOf(diagnostic: Diagnostic): string | undefined {
    return this.#report?.runs.get(diagnostic);
  }

  /**
   * The diagnostics moved to a later text, without those whose place was changed, and without quick fixes, which would no longer fit.
   * Unless they hold for that text too, they say what becomes of them.
   */
  staleDiagnostics(
    settings: RuleSettings,
    standing: Standing,
    textOf: (uri: string) => string | undefined,
  ): readonly Diagnostic[] {
    const move = moveBetween(this.of.texts, textOf);
    const { diagnostics, runs } = this.#reported(settings);
    return diagnostics.flatMap(original => {
      const { span, related, message: said, ...diagnostic } = original;
      const place = move(span);
      if (!place) return [];
      const places = related.flatMap(({ message, span: other }) => {
        const moved = move(other);
        return moved ? [{ message, span: moved }] : [];
      });
      const message = standing === 'holds' ? said : `${said} ${ages[standing]}`;
      const later: Diagnostic = { ...diagnostic, message, span: place, related: places };
      const run = runs.get(original);
      if (run !== undefined) runs.set(later, run);
      return [later];
    });
  }

  /** The same result for an equivalent later text; undefined if the text is not equivalent. */
  for(later: VerifiedText): Verified | undefined {
    const relocation = relocationBetween(this.of.choreography, later.choreography);
    if (!relocation) return undefined;
    return new Verified(later, relocated(this.verification, relocation), this.how, this.milliseconds);
  }

  #reported(settings: RuleSettings): Report {
    const key = JSON.stringify(settings);
    if (this.#report?.settings !== key) {
      const { choreography } = this.of;
      const verdicts = namedVerdicts(choreography, reportVerification(choreography, this.verification, settings));
      const diagnostics = verificationDiagnostics(choreography, this.verification, settings);
      const keys = new Map(
        verdicts.flatMap(({ key: verdict, diagnostic, verdict: { run } }) => {
          return diagnostic && run ? [[nameOf(diagnostic), verdict] as const] : [];
        }),
      );
      const runs = new WeakMap<Diagnostic, string>();
      for (const diagnostic of diagnostics) {
        const verdict = keys.get(nameOf(diagnostic));
        if (verdict !== undefined) runs.set(diagnostic, verdict);
      }
      this.#report = { settings: key, verdicts, diagnostics, runs };
    }
    return this.#report;
  }
}

/** The same for the same finding. */
function nameOf({ code, message, span }: Diagnostic): string {
  return JSON.stringify([code, message, span]);
}
