/**
 * What conditions read, as variables with few values each: a field that is only compared with constants needs one value for
 * each combination of answers.
 */
import type { Expression } from '@choreo/model';
import { isCondition } from '../expressions/comparison.ts';
import { constantOf } from '../expressions/constant.ts';
import { subjectOf, valuesIn } from '../expressions/domain.ts';
import { Decimal } from '../expressions/decimal.ts';
import type { Scope, ValueSource } from '../expressions/domain.ts';
import { termOf } from '../expressions/evaluate.ts';
import type { Leaf, Sight, Term } from '../expressions/evaluate.ts';
import { leavesIn } from '../expressions/leaves.ts';
import { sampleNames, sampleNumbers, sampleTexts } from '../expressions/samples.ts';
import { plain } from '../expressions/value.ts';
import type { Known, Order, Value } from '../expressions/value.ts';
import { keyOf, readsOf } from './expression-key.ts';
import { possibleOrders } from './possible-orders.ts';
import { turningPoints } from './turning-points.ts';

/**
 * `loose`: what values do not decide (`total > limit`) can be true or false, so that what holds on no valuation
 * never holds · `strict`: only values that can occur together, so that what holds on a valuation can happen.
 */
export type Strictness = 'loose' | 'strict';

export interface Variable {
  readonly stands:
    | { readonly kind: 'value'; readonly subject: ValueSource; readonly constants: readonly Value[] }
    /** The order of two expressions. */
    | { readonly kind: 'order'; readonly left: Expression; readonly right: Expression };
  /** Undefined: open. */
  readonly values: readonly Known[];
}

export interface CompiledCondition {
  readonly ask: Term<readonly Known[]>;
  /** The places of the variables that it reads. */
  readonly reads: readonly number[];
}

/** The values of fields and states with more values than this are not enumerated. */
const mostValues = 1000;

interface Draft {
  readonly subject: ValueSource;
  readonly constants: Set<Value>;
  /** Whether all of its values count, not only how they compare with constants. */
  whole: boolean;
}

interface OrderDraft {
  readonly left: Expression;
  readonly right: Expression;
  readonly subjects: readonly ValueSource[];
  readonly orders: readonly Order[];
}

type Values = readonly Known[];

export class Vocabulary implements Sight<Values> {
  readonly #scope: Scope;
  readonly #strictness: Strictness;
  readonly #drafts: (Draft | OrderDraft)[] = [];
  readonly #places = new Map<string, number>();
  #reads = new Set<number>();

  constructor(scope: Scope, strictness: Strictness) {
    this.#scope = scope;
    this.#strictness = strictness;
  }

  /** To be called before `variables`. */
  condition(expression: Expression): CompiledCondition {
    this.#reads = new Set();
    return { ask: termOf(expression, this), reads: [...this.#reads] };
  }

  /** Whether loose and strict make no difference. */
  get isExact(): boolean {
    return this.#drafts.every(
      draft => 'subject' in draft && (draft.subject.domain.kind !== 'text' || draft.subject.domain.free),
    );
  }

  variables(): readonly Variable[] {
    const used = new Map<string, number>();
    for (const draft of this.#drafts) {
      const subjects = 'subject' in draft ? [draft.subject] : draft.subjects;
      for (const { key } of subjects) used.set(key, (used.get(key) ?? 0) + 1);
    }
    return this.#drafts.map(draft => {
      if ('subject' in draft) {
        const stands = { kind: 'value', subject: draft.subject, constants: [...draft.constants] } as const;
        const values = this.#valuesOf(draft);
        return { stands, values: values.length > 0 ? values : [undefined] };
      }
      const { left, right, subjects, orders } = draft;
      const isFree = subjects.every(subject => used.get(subject.key) === 1);
      // Other conditions on the same fields may exclude some of the orders.
      const values = this.#strictness === 'loose' || isFree ? orders : [undefined];
      return { stands: { kind: 'order', left, right }, values };
    });
  }

  read(leaf: Leaf): Term<Values> | undefined {
    const subject = this.#subjectOf(leaf);
    if (!subject || subject.domain.kind === 'open') return undefined;
    this.#draftOf(subject);
    const place = this.#placed(subject.key);
    return values => values[place];
  }

  order(left: Expression, right: Expression): ((values: Values) => Order | undefined) | undefined {
    if (isCondition(left) || isCondition(right)) return undefined;
    const leaves = [...readsOf(left), ...readsOf(right)];
    // Two constants need no variable, and nothing is known about an unknown name.
    const subjects = leaves.flatMap(leaf => (leaf && this.#subjectOf(leaf)) ?? []);
    if (leaves.length === 0 || subjects.length < leaves.length) return undefined;
    const distinct = [...new Map(subjects.map(subject => [subject.key, subject])).values()];
    if (this.#canBeGoneThrough(left, right, distinct)) return undefined;
    const areNumbers = distinct.every(({ domain }) => domain.kind === 'number');
    const keys = [left, right].map(side => keyOf(side, leaf => this.#subjectOf(leaf)?.key ?? '', areNumbers));
    const flipped = (keys[0] ?? '') > (keys[1] ?? '');
    const key = `order ${(flipped ? keys.reverse() : keys).join(' ')}`;
    if (!this.#places.has(key)) {
      this.#places.set(key, this.#drafts.length);
      const sides = flipped ? { left: right, right: left } : { left, right };
      const orders = possibleOrders(sides.left, sides.right, leaf => this.#subjectOf(leaf));
      this.#drafts.push({ ...sides, subjects: distinct, orders });
    }
    const place = this.#placed(key);
    return values => asOrder(values[place], flipped);
  }

  #subjectOf(leaf: Leaf): ValueSource | undefined {
    return subjectOf(leaf, this.#scope);
  }

  /** Whether enumerating the values of what is read decides the comparison. */
  #canBeGoneThrough(left: Expression, right: Expression, subjects: readonly ValueSource[]): boolean {
    const constants = [constantOf(left), constantOf(right)].filter(value => value !== undefined);
    const isBare = [left, right].some(side => side.kind === 'field' || side.kind === 'state');
    const [constant] = constants;
    const [subject, another] = subjects;
    if (isBare && constant !== undefined && subject && !another) {
      if (!suits(subject, constant)) return false;
      this.#draftOf(subject).constants.add(constant);
      return true;
    }
    if (subjects.every(({ domain }) => valuesIn(domain, mostValues))) {
      for (const one of subjects) this.#draftOf(one).whole = true;
      return true;
    }
    if (subject?.domain.kind === 'number' && !another) {
      const points = turningPoints(left, right, subject.domain);
      if (points) {
        const draft = this.#draftOf(subject);
        for (const point of points) draft.constants.add(point);
        return true;
      }
    }
    if (this.#strictness === 'loose' || subjects.some(({ domain }) => domain.kind !== 'number')) return false;
    // Numbers in calculations: a few values of each, so that what is found can happen.
    const numbers = [...leavesIn(left), ...leavesIn(right)].flatMap(leaf =>
      leaf.kind === 'number' ? (constantOf(leaf) ?? []) : [],
    );
    for (const one of subjects) {
      for (const number of [0, ...numbers]) this.#draftOf(one).constants.add(number);
    }
    return true;
  }

  /** The missing value comes last, since an example reads better with another value. */
  #valuesOf({ subject: { domain, optional }, constants, whole }: Draft): readonly Known[] {
    const known = [...constants];
    const absent: readonly Known[] = optional ? [null] : [];
    switch (domain.kind) {
      case 'names': {
        const isWhole = whole || domain.values.some(value => typeof value !== 'string');
        return [...(isWhole ? domain.values : sampleNames(known, domain.values)), ...absent];
      }
      case 'number':
        return [...((whole && valuesIn(domain, mostValues)) || sampleNumbers(known, domain)), ...absent];
      case 'text': {
        const texts = known.filter(value => typeof value === 'string');
        const others = domain.free || this.#strictness === 'loose' ? sampleTexts(texts) : [];
        // The constants come first, since an example reads better with one of them.
        return [...new Set([...texts, ...others]), ...absent];
      }
      case 'open':
        return [];
      default:
        return domain satisfies never;
    }
  }

  #draftOf(subject: ValueSource): Draft {
    const known = this.#drafts[this.#places.get(subject.key) ?? -1];
    if (known && 'subject' in known) return known;
    const draft: Draft = { subject, constants: new Set(), whole: false };
    this.#places.set(subject.key, this.#drafts.length);
    this.#drafts.push(draft);
    return draft;
  }

  #placed(key: string): number {
    const place = this.#places.get(key) ?? 0;
    this.#reads.add(place);
    return place;
  }
}

function asOrder(value: Known, flipped: boolean): Order | undefined {
  if (value === null || value === 0 || value === 'missing') return value;
  if (value !== 1 && value !== -1) return undefined;
  return (value === 1) === flipped ? -1 : 1;
}

function suits({ domain }: ValueSource, constant: Value): boolean {
  switch (domain.kind) {
    case 'names':
      return typeof domain.values[0] === typeof plain(constant);
    case 'number':
      return typeof constant === 'number' || constant instanceof Decimal;
    case 'text':
      return typeof constant === 'string';
    case 'open':
      return false;
    default:
      return domain satisfies never;
  }
}
