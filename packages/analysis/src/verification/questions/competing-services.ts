/** `competing-services`: services that take the same message, and whose events exclude each other. */
import type { Run } from '../../runs/run.ts';
import type { Choreography, Property, Sentence } from '@choreo/model';
import type { Action } from '../../runs/program/action.ts';
import type { Stepper } from '../../runs/step.ts';
import type { FlowObserver } from '../flow-observer.ts';
import type { Context, Question, Seen } from '../question.ts';
import { pathTo, runAlong, stateAt, stepsFrom } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

type Excludes = Extract<Sentence, { kind: 'excludes' }>;

interface Exclusion {
  readonly property: Property;
  readonly sentence: Excludes;
}

/** Two services that can each emit one of two events that exclude each other. */
interface Competition extends Exclusion {
  readonly services: readonly [string, string];
  /** The state in which both can. */
  readonly state: number;
  readonly case: number;
}

export const competingServices: Question = {
  codes: ['competing-services'],
  isAboutSentences: true,
  observe: ({ choreography }) => new Competitions(choreography),
  verdicts: competitionVerdicts,
  bounds: ({ choreography, bounds }) =>
    choreography.properties.some(({ sentences }) => sentences.some(({ kind }) => kind === 'excludes'))
      ? bounds
      : undefined,
  revise: shownBy,
};

/** Each can emit in the state, but perhaps only for different payload classes of the message; so several states are tried. */
const mostCandidates = 50;

export class Competitions implements FlowObserver {
  readonly #exclusions: readonly Exclusion[];
  /** By exclusion: who emits the one, and who the other, from the current state; with their cases. */
  readonly #emitters: readonly (readonly [Set<string>, Set<string>])[];
  readonly #found = new Map<string, Competition[]>();

  constructor({ properties }: Choreography) {
    this.#exclusions = properties.flatMap(property =>
      property.sentences.flatMap(sentence =>
        sentence.kind === 'excludes' && sentence.message.message !== sentence.excluded.message
          ? [{ property, sentence }]
          : [],
      ),
    );
    this.#emitters = this.#exclusions.map(() => [new Set(), new Set()]);
  }

  /** By sentence and services: the first states where both can, see `mostCandidates`. */
  get found(): readonly (readonly Competition[])[] {
    return [...this.#found.values()];
  }

  get mayLackShortest(): boolean {
    return this.#found.size > 0;
  }

  step(_from: number, { participant }: Action, { published }: Stepper): void {
    if (this.#exclusions.length === 0) return;
    for (const { message, case: index } of published) {
      this.#exclusions.forEach(({ sentence }, which) => {
        const emitters = this.#emitters[which];
        if (!emitters) return;
        if (sentence.message.message === message) emitters[0].add(`${index} ${participant}`);
        if (sentence.excluded.message === message) emitters[1].add(`${index} ${participant}`);
      });
    }
  }

  expanded(number: number): void {
    this.#emitters.forEach(([first, second], which) => {
      if (first.size > 0 && second.size > 0) this.#compete(which, first, second, number);
      first.clear();
      second.clear();
    });
  }

  #compete(which: number, first: ReadonlySet<string>, second: ReadonlySet<string>, state: number): void {
    const about = this.#exclusions[which];
    if (!about) return;
    for (const one of first) {
      for (const other of second) {
        const [index, service] = split(one);
        const [otherIndex, otherService] = split(other);
        const key = `${which} ${[service, otherService].sort().join(' ')}`;
        const known = this.#found.get(key) ?? [];
        if (index !== otherIndex || service === otherService || known.length >= mostCandidates) continue;
        known.push({ ...about, services: [service, otherService], state, case: Number(index) });
        this.#found.set(key, known);
      }
    }
  }
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** If two services compete, the run that shows it violates the sentence too, even if the search has not found that. */
function shownBy(verdict: Verdict, competitions: readonly Verdict[]): Verdict {
  const { subject, status } = verdict;
  if (subject.kind !== 'sentence' || status === 'violated') return verdict;
  const shown = competitions.find(
    ({ subject: other }) => other.kind === 'competition' && other.sentence === subject.sentence,
  )?.run;
  if (!shown) return verdict;
  return { ...verdict, bounds: [], status: 'violated', run: shown, badStep: shown.steps.length - 1 };
}

/** The run to the state in which both can, then the step of the one, then that of the other. */
function competitionVerdicts({ main, states }: Context): readonly Verdict[] {
  return (main.visitor.observed(Competitions)?.found ?? []).flatMap((candidates): readonly Verdict[] => {
    for (const candidate of candidates) {
      const shown = runOfBoth(main, candidate);
      if (!shown) continue;
      const { property, sentence, services } = candidate;
      const messages = [sentence.message.message, sentence.excluded.message] as const;
      return [
        {
          code: 'competing-services',
          status: 'violated',
          bounds: [],
          span: sentence.span,
          about: [property.span],
          subject: { kind: 'competition', property, sentence, services, messages },
          ...shown,
          states,
        },
      ];
    }
    return [];
  });
}

function runOfBoth(
  { exploration, remember, program }: Seen,
  { sentence, services, state, case: index }: Competition,
): { readonly run: Run; readonly badStep: number } | undefined {
  const path = pathTo(exploration, state, remember);
  const emitting = (from: Uint8Array, which: 0 | 1) => {
    const wanted = (which === 0 ? sentence.message : sentence.excluded).message;
    return [...stepsFrom(program, from, remember)].filter(({ move, published }) => {
      const action = program.actions[move.action];
      return (
        action?.participant === services[which] &&
        action.case === index &&
        published.some(({ message }) => message === wanted)
      );
    });
  };
  for (const first of emitting(stateAt(exploration, state), 0)) {
    const [second] = emitting(first.state, 1);
    if (!second) continue;
    const moves = [...path.moves, first.move, second.move];
    return { run: runAlong(program, { counts: path.counts, moves }), badStep: path.moves.length };
  }
  return undefined;
}
