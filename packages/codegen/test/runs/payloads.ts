/** What the messages of random models carry: payloads by chance, and those of a payload class of the verifier. */
import { Decimal } from '@choreo/analysis';
import type { Entry, Expression } from '@choreo/model';
import type { Fact, PayloadClass } from '@choreo/analysis/runs';
import { isPossible } from '../../../analysis/src/expressions/facts.ts';

export type Payload = Readonly<Record<string, string | number | boolean>>;

/** The key of the one case. */
const id = '00000000-0000-4000-8000-000000000001';

/** On both sides of every number that conditions of random models compare with. */
const amounts = ['-10', '0', '10', '60', '99.99', '100', '101', '150', '200'];
const smalls = [0, 1, 2];
const levels = ['Low', 'High', 'None'];

/** Every payload of these values. */
export const payloads: readonly Payload[] = [true, false].flatMap(flag =>
  levels.flatMap(level =>
    [{}, ...levels.map(rank => ({ rank }))].flatMap(rank =>
      amounts.flatMap(amount =>
        ['x', 'y', 'z'].flatMap(word => smalls.map(small => ({ id, flag, level, ...rank, amount, word, small }))),
      ),
    ),
  ),
);

const known = new WeakMap<PayloadClass, readonly Payload[]>();

/** Those with the answers of a payload class. */
export function payloadsOf(payloadClass: PayloadClass): readonly Payload[] {
  let found = known.get(payloadClass);
  if (!found) {
    const { facts } = payloadClass;
    found = payloads.filter(payload => facts.every(fact => holds(fact, payload)));
    known.set(payloadClass, found);
  }
  return found;
}

function holds(fact: Fact, payload: Payload): boolean {
  if (fact.kind === 'field' && fact.value?.kind === 'missing') return valueAt(payload, fact.path) === null;
  return isPossible(fact, path => valueAt(payload, path));
}

function valueAt(payload: Payload, [field = '']: readonly string[]) {
  const value = payload[field] ?? null;
  return field === 'amount' ? Decimal.of(Decimal.literal(String(value)) ?? 0) : value;
}

/** The fields that the model gives in an entry. */
export function givenIn({ contents }: Entry): Payload {
  return Object.fromEntries((contents?.given ?? []).map(({ name, value }) => [name, constantOf(name, value)]));
}

function constantOf(field: string, value: Expression): string | number | boolean {
  switch (value.kind) {
    case 'number':
      return field === 'amount' ? value.text : value.value;
    case 'boolean':
    case 'string':
    case 'enum-value':
      return value.value;
    default:
      throw new Error(`${field}: an entry gives constants only`);
  }
}
