/** What a run has to remember beside its state for claims about the past and the future. */
import type { Choreography, Sentence } from '@choreo/model';
import type { Kind, Program } from '../runs/program/program.ts';
import type { Stepper } from '../runs/step.ts';

/** How many bytes `remember` keeps in each state: one for each `leads to` and case. */
export function memoryOf(choreography: Choreography, cases: number): number {
  return debtsOf(choreography).length * cases;
}

type LeadsTo = Extract<Sentence, { kind: 'leads-to' }>;

export function debtsOf({ properties }: Choreography): readonly LeadsTo[] {
  return properties.flatMap(({ sentences }) => sentences.filter(sentence => sentence.kind === 'leads-to'));
}

/** Keeps in each state which `leads to` still waits for its end; undefined where there is none. */
export function rememberDebts(
  program: Program,
): ((before: Uint8Array, after: Uint8Array, stepper: Stepper) => void) | undefined {
  const debts = debtsOf(program.choreography);
  if (debts.length === 0) return undefined;
  const incurs = program.kinds.map(({ message }) =>
    debts.flatMap((debt, index) => (debt.message.message === message ? [index] : [])),
  );
  const pays = program.kinds.map(({ message }) =>
    debts.flatMap((debt, index) => (debt.targets.some(target => target.message === message) ? [index] : [])),
  );
  const debtSlot = (debt: number, kind: Kind): number => program.memorySlot + kind.case * debts.length + debt;
  return (_, after, { published, entered }) => {
    for (const kind of published) {
      if (kind === entered) continue;
      for (const debt of incurs[kind.index] ?? []) after[debtSlot(debt, kind)] = 1;
    }
    for (const kind of published) for (const debt of pays[kind.index] ?? []) after[debtSlot(debt, kind)] = 0;
  };
}

/**
 * A message from outside was sent some time before it first arrives: what it leads to may come in between. So it is owed
 * from the start.
 */
export function prepareDebts(program: Program): (state: Uint8Array, counts: readonly number[]) => void {
  const debts = debtsOf(program.choreography);
  return (state, counts) => {
    program.entries.forEach(({ name, case: index }, at) => {
      if (!counts[at]) return;
      debts.forEach((debt, which) => {
        if (debt.message.message === name) state[program.memorySlot + index * debts.length + which] = 1;
      });
    });
  };
}
