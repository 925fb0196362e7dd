/** Makes the runs to the ends of a verification, when somebody asks for one. */
import type { Choreography } from '@choreo/model';
import { canCasesMeet } from '../../runs/program/case-scope.ts';
import { compile } from '../../runs/program/compile.ts';
import { usualMany } from '../../runs/program/multiplicity.ts';
import type { Program } from '../../runs/program/program.ts';
import { replayMoves } from '../../runs/replay.ts';
import type { Run } from '../../runs/run.ts';
import { independentParts } from '../parts/independent-parts.ts';
import { RunLift } from '../parts/lift-run.ts';
import type { VerifyOptions } from '../verdict.ts';
import type { End, Ends } from './ends.ts';

export class EndRuns {
  readonly #choreography: Choreography;
  readonly #cases: number;
  readonly #many: number;
  readonly #programs = new Map<Choreography, Program>();
  #parts: readonly Choreography[] | undefined;

  /** The choreography that was verified, and how. */
  constructor(choreography: Choreography, { cases = 1, many = usualMany }: Pick<VerifyOptions, 'cases' | 'many'> = {}) {
    this.#choreography = choreography;
    this.#cases = cases;
    this.#many = many;
  }

  /** A shortest run to the end. Of a part: with nothing that comes in the others. */
  runTo({ part }: Ends, { path }: End): Run {
    const whole = this.#programOf(this.#choreography);
    if (part === undefined) return replayMoves(whole, path.counts, path.moves);
    this.#parts ??= independentParts(this.#choreography);
    const program = this.#programOf(this.#parts[part] ?? this.#choreography);
    return new RunLift(whole, program).alone(replayMoves(program, path.counts, path.moves));
  }

  #programOf(choreography: Choreography): Program {
    let program = this.#programs.get(choreography);
    if (!program) {
      const cases = this.#cases > 1 && canCasesMeet(choreography) ? 2 : 1;
      this.#programs.set(choreography, (program = compile(choreography, { cases, many: this.#many })));
    }
    return program;
  }
}
