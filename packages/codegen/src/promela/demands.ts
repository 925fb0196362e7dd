/** What is asked of each message: by those who take it, and by those who take what is filled from it. */
import { fieldsOnPath } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Choreography, Expression } from '@choreo/model';
import { fillingsIn, insteadOf, isOpen, isWorkedOut, sourceOf, triggersOf } from './contents.ts';
import type { Filling } from './contents.ts';
import { leavesOf, pathOf } from './leaves.ts';
import { isReadFrom, questionKey, questionsAbout, questionsOf } from './questions.ts';
import type { Question } from './questions.ts';
import { unknownsIn } from './unknowns.ts';
import type { Relation, UnknownField } from './unknowns.ts';

export interface Demand {
  /** Each once. */
  readonly questions: ReadonlyMap<string, Question>;
  /** Numbers of which each counts, since others are worked out from them or they are worked out themselves; by path. */
  readonly counted: ReadonlyMap<string, readonly string[]>;
}

/** What is filled in is followed back over so many emissions. */
const mostRounds = 60;

/** Longer conditions come of contents that grow on their way: they are open. */
const mostLeaves = 12;

const known = new WeakMap<Choreography, ReadonlyMap<string, Demand>>();

/** By message; those that nobody knows are left out. */
export function demandsOf(choreography: Choreography): ReadonlyMap<string, Demand> {
  let demands = known.get(choreography);
  if (!demands) known.set(choreography, (demands = new Demands(choreography).all()));
  return demands;
}

class Demands {
  readonly #choreography: Choreography;
  readonly #demands: ReadonlyMap<
    string,
    { readonly questions: Map<string, Question>; readonly counted: Map<string, readonly string[]> }
  >;
  #isChanged = false;

  constructor(choreography: Choreography) {
    this.#choreography = choreography;
    this.#demands = new Map(
      [...namesOf(choreography).messages.keys()].map(id => [id, { questions: new Map(), counted: new Map() }]),
    );
  }

  all(): ReadonlyMap<string, Demand> {
    for (const message of this.#demands.keys()) {
      for (const question of questionsAbout(message, this.#choreography)) this.#ask(message, question);
    }
    const fillings = [...fillingsIn(this.#choreography).values()].filter(({ reaction }) => reaction);
    this.#isChanged = fillings.length > 0;
    for (let round = 0; this.#isChanged && round < mostRounds; round++) {
      this.#isChanged = false;
      for (const filling of fillings) this.#follow(filling);
    }
    return this.#demands;
  }

  #follow(filling: Filling): void {
    const demand = this.#demands.get(filling.message);
    if (!demand) return;
    const { fields, relations } = unknownsIn([...demand.questions.values()]);
    for (const field of fields.values()) this.#followField(filling, field);
    for (const relation of relations) this.#followRelation(filling, relation);
    for (const path of demand.counted.values()) this.#count(filling, path, sourceOf(filling, path));
  }

  #followField(filling: Filling, { path, comparisons, isAlone, isUsed, kept }: UnknownField): void {
    const source = sourceOf(filling, path);
    if (isOpen(source)) return;
    if (isWorkedOut(source) && isNumber(this.#choreography, filling.message, path)) {
      this.#count(filling, path, source);
      return;
    }
    for (const { operator, written: right } of comparisons) {
      const { span } = source;
      this.#askTriggers(filling, {
        expression: { kind: 'binary', operator, left: source, right, span },
        isCondition: true,
      });
    }
    if (!isAlone) return;
    const isKept = source.kind === 'field' && kept.length > 0;
    if (isKept) this.#askTriggers(filling, { expression: source, isCondition: false, keptIn: kept });
    if (isUsed || !isKept) this.#askTriggers(filling, { expression: source, isCondition: false });
  }

  #followRelation(filling: Filling, relation: Relation): void {
    const [left, right] = [relation.left, relation.right].map(side => insteadOf(side, filling.filled));
    const paths = [...fieldsIn(relation.left), ...fieldsIn(relation.right)];
    const isCounted = paths.some(path => isWorkedOut(sourceOf(filling, path)));
    if (!left || !right || isCounted || isOpen(left) || isOpen(right)) return;
    const expression: Expression = { kind: 'binary', operator: '<', left, right, span: left.span };
    this.#askTriggers(filling, { expression, isCondition: true });
  }

  #askTriggers({ reaction }: Filling, question: Question): void {
    if (!reaction || leavesOf(question.expression).length > mostLeaves) return;
    for (const message of triggersOf(reaction)) {
      for (const own of questionsOf(question, isReadFrom(reaction, message))) this.#ask(message, own);
    }
  }

  #ask(message: string, question: Question): void {
    const questions = this.#demands.get(message)?.questions;
    const key = questionKey(question);
    if (!questions || (key !== undefined && questions.has(key))) return;
    questions.set(key ?? String(questions.size), question);
    this.#isChanged = true;
  }

  /** The number itself, and those that it comes from. */
  #count({ reaction, message }: Filling, path: readonly string[], source: Expression): void {
    if (!reaction || isOpen(source)) return;
    this.#countOne(message, path);
    for (const leaf of leavesOf(source)) {
      if (leaf.kind !== 'field') continue;
      for (const trigger of triggersOf(reaction)) {
        if (isReadFrom(reaction, trigger)(leaf.message)) this.#countOne(trigger, leaf.path);
      }
    }
  }

  #countOne(message: string, path: readonly string[]): void {
    const counted = this.#demands.get(message)?.counted;
    const key = pathOf({ path });
    if (!counted || counted.has(key) || !isNumber(this.#choreography, message, path)) return;
    counted.set(key, path);
    this.#isChanged = true;
  }
}

function fieldsIn(expression: Expression): readonly (readonly string[])[] {
  return leavesOf(expression).flatMap(leaf => (leaf.kind === 'field' ? [leaf.path] : []));
}

function isNumber(choreography: Choreography, id: string, path: readonly string[]): boolean {
  const names = namesOf(choreography);
  const message = names.messages.get(id);
  const type = message && fieldsOnPath(names, message, path).fields[path.length - 1]?.type;
  return type?.kind === 'builtin' && ['int', 'float', 'decimal'].includes(type.name);
}
