/** Holds what Spin found against what our verifier says of the same model. */
import type { Status, Verification } from '@choreo/analysis/verification';
import type { PromelaClaim, PromelaModel } from '@choreo/codegen';
import type { Judgement } from './judge.ts';
import { plain } from './judge.ts';

/** One line for each thing on which they differ. */
export function disagreements(
  model: PromelaModel,
  judgement: Judgement,
  verification: Verification,
  redeliveries: number,
): readonly string[] {
  const found: string[] = [];
  const differ = (what: string, spin: unknown, ours: unknown): void => {
    const [a, b] = [JSON.stringify(spin), JSON.stringify(ours)];
    if (a !== b) found.push(`${what}: Spin ${a}, verifier ${b}`);
  };
  differ('ends', endsOf(model, judgement), verification.exits.map(exits => exits.join(' ')).sort());
  for (const claim of model.assertions) {
    // A run that never ends owes its compensation for ever; Spin's assertion asks at the end.
    if (isLost(claim) && verification.termination !== 'always') continue;
    differ(claim.text, judgement.violated.has(plain(claim.text)), statusOf(claim, verification) === 'violated');
  }
  const incomplete = verification.verdicts.some(
    ({ code, status }) => (code === 'incomplete-flow' || code === 'stuck-retry') && status === 'violated',
  );
  // A redelivery may still bring an exit about; a run without an end never rests.
  if (redeliveries === 0 && judgement.incomplete && !incomplete) differ('incomplete flow', true, false);
  if (verification.termination === 'always' && incomplete && !judgement.incomplete)
    differ('incomplete flow', false, true);
  return found;
}

/** Of formulas that were judged: whether each holds on every run. Only where no run is infinite do both ask the same. */
export function formulaDisagreements(
  model: PromelaModel,
  verdicts: ReadonlyMap<string, boolean>,
  verification: Verification,
): readonly string[] {
  if (verdicts.size === 0 || verification.termination !== 'always') return [];
  return model.formulas.flatMap(claim => {
    const [spin, ours] = [verdicts.get(claim.text), statusOf(claim, verification) !== 'violated'];
    return spin === ours ? [] : [`${claim.text}: Spin ${String(spin)}, verifier ${String(ours)}`];
  });
}

function isLost({ text, sentence }: PromelaClaim): boolean {
  return sentence.kind === 'compensated-by' && text.includes('>=');
}

function statusOf(claim: PromelaClaim, { verdicts }: Verification): Status | undefined {
  const code =
    claim.sentence.kind !== 'compensated-by'
      ? 'property-violated'
      : isLost(claim)
        ? 'compensation-lost'
        : 'compensation-early';
  const about = verdicts.filter(
    ({ code: its, subject }) => its === code && subject.kind === 'sentence' && subject.sentence === claim.sentence,
  );
  return about.find(({ status }) => status === 'violated')?.status ?? about[0]?.status;
}

/** `A 1, B 0` as the multiset that the verifier gives: three or more of one are listed three times. */
function endsOf({ exits }: PromelaModel, { ends }: Judgement): readonly string[] {
  const multisets = ends.map(end => {
    const counts = end === '' ? [] : end.split(', ').map(part => Number(part.slice(part.lastIndexOf(' ') + 1)));
    return exits.flatMap((message, index) => Array.from({ length: Math.min(3, counts[index] ?? 0) }, () => message));
  });
  return [...new Set(multisets.map(multiset => multiset.sort().join(' ')))].sort();
}
