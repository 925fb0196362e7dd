/**
 * The payload classes of a message. What each field can hold, and how sides of comparisons can lie to one another, is put
 * together in every way; the payloads that answer all questions alike are one class.
 */
import { fieldsOnPath } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { answersOf, signatureOf, wordsOf } from './answers.ts';
import { valueOf } from './condition.ts';
import { textOf } from './constant.ts';
import { fillingsIn, triggersOf } from './contents.ts';
import { scaleKey, scalesOf } from './counted.ts';
import { demandsOf } from './demands.ts';
import { intervalText } from './interval.ts';
import { fieldsOf, pathOf } from './leaves.ts';
import type { Order, Payload, PayloadClass, Sample } from './payload.ts';
import type { Question } from './questions.ts';
import { samplesOf, withMissing } from './samples.ts';
import { unknownsIn } from './unknowns.ts';
import type { Relation, UnknownField } from './unknowns.ts';
import { combined, isMissing } from './value.ts';

interface Limits {
  /** A message has at most so many payload classes; whatever else conditions ask is a new choice each time. */
  readonly classes: number;
  /** At most so many payloads are looked at to find them. */
  readonly payloads: number;
}

const usual: Limits = { classes: 16, payloads: 512 };
/** For what is handed on, a new choice each time would forget earlier answers. */
const handedOn: Limits = { classes: 96, payloads: 4096 };

/** At least one. Where they would be too many, single values come first, then comparisons with constants, then other ones. */
export function payloadClassesOf(choreography: Choreography, message: string): readonly PayloadClass[] {
  const names = namesOf(choreography);
  const declared = names.messages.get(message);
  const demand = demandsOf(choreography).get(message);
  const questions = [...(demand?.questions.values() ?? [])];
  const { fields, relations } = unknownsIn(questions);
  const search = new Search(questions, isHandedOn(message, choreography));
  const known = new Set<string>();
  for (const path of demand?.counted.values() ?? []) {
    const scale = scalesOf(choreography).get(scaleKey(message, path));
    if (!scale || !declared) continue;
    const samples = withMissing(scale.samples, fieldsOnPath(names, declared, path).fields);
    known.add(pathOf({ path }));
    search.tellApart([withSample(pathOf({ path }), samples)]);
  }
  const learn = (field: UnknownField): readonly Step[] => {
    const samples = declared ? samplesOf(field, fieldsOnPath(names, declared, field.path).fields, names) : [];
    return samples.length > 0 ? [withSample(pathOf(field), samples)] : [];
  };
  const asked = [...fields.values()].filter(
    field => !known.has(pathOf(field)) && (field.isAlone || field.comparisons.length > 0),
  );
  for (const field of asked.sort((one, other) => Number(other.isAlone) - Number(one.isAlone))) {
    const steps = learn(field);
    if (steps.length > 0 && search.tellApart(steps)) known.add(pathOf(field));
  }
  for (const relation of relations) {
    const others = [...fields].filter(([path]) => relation.paths.has(path) && !known.has(path));
    // Of a field whose comparisons are too many: at least whether it is there.
    const steps = others.flatMap(([, field]) => learn({ ...field, comparisons: [] }));
    if (search.tellApart([...steps, withOrder(relation)])) for (const [path] of others) known.add(path);
  }
  return search.classes();
}

/** Whether the model says what it carries, or what it carries is read for what another one carries. */
function isHandedOn(message: string, choreography: Choreography): boolean {
  return [...fillingsIn(choreography).values()].some(
    filling => filling.message === message || triggersOf(filling.reaction).includes(message),
  );
}

/** The payloads that one can be once more is known of it. */
type Step = (payload: Payload) => readonly Payload[];

/** Distinguishes payloads further and further, as long as they do not become too many. */
class Search {
  readonly #questions: readonly Question[];
  /** Then payloads that answer alike are told apart as well: they may give different contents. */
  readonly #isHandedOn: boolean;
  readonly #limits: Limits;
  #payloads: readonly Payload[] = [{ samples: new Map(), orders: new Map() }];

  constructor(questions: readonly Question[], areHandedOn: boolean) {
    this.#questions = questions;
    this.#isHandedOn = areHandedOn;
    this.#limits = areHandedOn ? handedOn : usual;
  }

  /** Takes all of these steps, or none. */
  tellApart(steps: readonly Step[]): boolean {
    let payloads = this.#payloads;
    for (const step of steps) {
      payloads = payloads.flatMap(step);
      if (payloads.length > this.#limits.payloads) return false;
    }
    if (!this.#distinct(payloads)) return false;
    this.#payloads = payloads;
    return true;
  }

  classes(): readonly PayloadClass[] {
    const payloads = this.#distinct(this.#payloads) ?? [];
    return payloads.map(payload => ({ ...payload, words: this.#wordsFor(payload) }));
  }

  #wordsFor(payload: Payload): readonly string[] {
    const counted = [...payload.samples].filter(([, { within }]) => within !== undefined);
    const questions = this.#questions.filter(({ expression }) => {
      const paths = fieldsOf(expression).map(pathOf);
      return !paths.every(path => counted.some(([one]) => one === path));
    });
    const numbers = counted.map(([path, { within }]) => (within ? intervalText(within, path) : path));
    return [...new Set([...numbers, ...wordsOf(answersOf(payload, questions), questions)])];
  }

  /** One payload for each way in which the questions are answered; undefined where there are too many ways. */
  #distinct(payloads: readonly Payload[]): readonly Payload[] | undefined {
    const found = new Map<string, Payload>();
    for (const payload of payloads) {
      const signature = this.#isHandedOn ? textOfPayload(payload) : signatureOf(answersOf(payload, this.#questions));
      if (!found.has(signature)) found.set(signature, payload);
      if (found.size > this.#limits.classes) return undefined;
    }
    return [...found.values()];
  }
}

/** A text that only this payload has. */
function textOfPayload({ samples, orders }: Payload): string {
  return JSON.stringify([
    [...samples].map(([path, { value, within }]) => [path, textOf(value), within ? intervalText(within, path) : '']),
    [...orders],
  ]);
}

function withSample(path: string, samples: readonly (Sample | undefined)[]): Step {
  return payload =>
    samples.map(sample => (sample ? { ...payload, samples: new Map([...payload.samples, [path, sample]]) } : payload));
}

function withOrder({ key, left, right }: Relation): Step {
  return payload => {
    const sight = { state: () => undefined, payload: () => payload };
    const [first, second] = [valueOf(left, sight), valueOf(right, sight)];
    if (combined('==', first, second).kind !== 'open') return [payload];
    const orders: readonly Order[] = isMissing(first) || isMissing(second) ? ['apart'] : ['less', 'equal', 'more'];
    return orders.map(order => ({ ...payload, orders: new Map([...payload.orders, [key, order]]) }));
  };
}
