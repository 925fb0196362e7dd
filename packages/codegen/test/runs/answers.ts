/** The argument that a handler gives to a function of `emit`, for payloads of each of its parts. */
import { isGiven, type AlternativePlan, type Part } from '../../src/service/way-plan.ts';

/** `parts`: the payloads of each part, in the order of the alternative. */
export function argumentOf({ parts }: AlternativePlan, payloads: readonly (readonly unknown[])[]): unknown {
  const values = parts.map((part, index) => valueOf(part, payloads[index] ?? []));
  if (parts.length === 1) return values[0];
  return Object.fromEntries(parts.flatMap((part, index) => (isGiven(part) ? [[part.name, values[index]]] : [])));
}

function valueOf({ emission }: Part, payloads: readonly unknown[]): unknown {
  return emission.multiplicity === 'many' || emission.multiplicity === 'some' ? payloads : payloads[0];
}
