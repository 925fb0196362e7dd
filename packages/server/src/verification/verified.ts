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
    return this.diagnostics(settings).flatMap(({ span, related, message: said, ...diagnostic }) => {
      const place = move(span);
      if (!place) return [];
      const places = related.flatMap(({ message, span: other }) => {
        const moved = move(other);
        return moved ? [{ message, span: moved }] : [];
      });
      const message = standing === 'holds' ? said : `${said} ${ages[standing]}`;
      return [{ ...diagnostic, message, span: place, related: places }];
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
      this.#report = {
        settings: key,
        verdicts: namedVerdicts(choreography, reportVerification(choreography, this.verification, settings)),
        diagnostics: verificationDiagnostics(choreography, this.verification, settings),
      };
    }
    return this.#report;
  }
}
