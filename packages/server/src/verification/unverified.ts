/** The result of a failed verification: every claim is undecided, and the bound gives the reason. */
import type { Verdict, Verification } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import type { VerificationOutcome } from './verifier.ts';

function unverified(choreography: Choreography, reason: string): Verification {
  const bound = { kind: 'stopped', reason } as const;
  const open = { status: 'bounded', bounds: [bound], about: [], states: 0 } as const;
  const sentences = choreography.properties.flatMap(property =>
    property.sentences.map((sentence): Verdict => {
      const code = sentence.kind === 'compensated-by' ? 'compensation-lost' : 'property-violated';
      return { ...open, code, span: sentence.span, subject: { kind: 'sentence', property, sentence } };
    }),
  );
  const scenarios = choreography.scenarios.map((scenario): Verdict => ({
    ...open,
    code: 'scenario-failed',
    span: scenario.nameSpan,
    subject: { kind: 'scenario', scenario },
  }));
  return {
    states: 0,
    redeliveries: 0,
    exploration: 'bounded',
    bound,
    termination: 'unknown',
    exits: [],
    ends: [],
    supposed: [],
    verdicts: [...sentences, ...scenarios],
  };
}

/** The verification, and how many milliseconds it took. */
export function resultOf(outcome: VerificationOutcome, choreography: Choreography) {
  return outcome.kind === 'verified'
    ? ([outcome.verification, outcome.milliseconds] as const)
    : ([unverified(choreography, outcome.reason), 0] as const);
}
