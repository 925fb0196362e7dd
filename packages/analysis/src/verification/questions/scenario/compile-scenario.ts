/** A scenario against the program of its choreography: which messages, choices and values it allows. */
import { namesOf } from '@choreo/model';
import type {
  Alternative,
  Choreography,
  Message,
  Names,
  Outcome,
  PayloadObject,
  PayloadValue,
  Scenario,
} from '@choreo/model';
import { Decimal } from '../../../expressions/decimal.ts';
import { isPossible } from '../../../expressions/facts.ts';
import type { PayloadClass } from '../../../expressions/facts.ts';
import { fieldsOnPath } from '../../../expressions/field-path.ts';
import type { Known } from '../../../expressions/value.ts';
import { allowsOf, hasMessagesOf } from '../../../runs/outcome-filter.ts';
import { compile } from '../../../runs/program/compile.ts';
import type { Program } from '../../../runs/program/program.ts';
import type { Remember } from '../../search/paths.ts';
import { slotOf } from '../../claim.ts';

export function compileScenario(choreography: Choreography, { steps }: Scenario, redeliveries: number): Program {
  const names = namesOf(choreography);
  const counted = new Map<string, number>();
  const entries: Record<string, number> = {};
  const chosen = new Map<string, Outcome[]>();
  const payloads = new Map<string, PayloadObject>();
  for (const step of steps) {
    switch (step.kind) {
      case 'given':
        entries[step.message.message] = (entries[step.message.message] ?? 0) + 1;
        if (step.payload) payloads.set(step.message.message, step.payload);
        break;
      case 'choose':
        chosen.set(step.reaction, [...(chosen.get(step.reaction) ?? []), step.outcome]);
        break;
      case 'expect-order':
        for (const { message } of [step.first, step.second])
          counted.set(message, Math.max(1, counted.get(message) ?? 0));
        break;
      case 'expect':
        counted.set(
          step.message.message,
          Math.max(Math.min(250, (step.times ?? 0) + 1), counted.get(step.message.message) ?? 0),
        );
        break;
      case 'never':
      case 'possible':
        counted.set(step.message.message, Math.max(1, counted.get(step.message.message) ?? 0));
        break;
      default:
        step satisfies never;
    }
  }
  return compile(choreography, {
    redeliveries,
    counted,
    memory: steps.filter(({ kind }) => kind === 'expect-order').length,
    ...(Object.keys(entries).length > 0 ? { entries } : {}),
    ...(chosen.size > 0
      ? { allows: allowsOf(new Map([...chosen].map(([id, outcomes]) => [id, isAnyOf(outcomes.map(hasMessagesOf))]))) }
      : {}),
    ...(payloads.size > 0
      ? { carries: (message, payloadClass) => canCarry(payloadClass, payloads.get(message), names, message) }
      : {}),
  });
}

/** Chosen twice, a reaction may take either. */
function isAnyOf(some: readonly ((alternative: Alternative) => boolean)[]): (alternative: Alternative) => boolean {
  return alternative => some.some(isOne => isOne(alternative));
}

/** Whether a payload class can be that of a payload: what the payload leaves out is open. */
function canCarry({ facts }: PayloadClass, payload: PayloadObject | undefined, names: Names, message: string): boolean {
  const declared = names.messages.get(message);
  if (!payload || !declared) return true;
  return facts.every(fact => isPossible(fact, path => valueAt(payload, path, names, declared)));
}

function valueAt(payload: PayloadObject, path: readonly string[], names: Names, message: Message): Known {
  let value: PayloadValue | undefined = payload;
  for (const name of path) {
    if (value?.kind !== 'object') return undefined;
    value = value.entries.find(entry => entry.name === name)?.value;
  }
  if (!value || value.kind === 'object' || value.kind === 'array') return undefined;
  if (value.kind !== 'number') return value.value;
  const type = fieldsOnPath(names, message, path).fields.at(-1)?.type;
  const number = Decimal.literal(value.text);
  return type?.kind === 'builtin' && type.name === 'decimal' ? number && Decimal.of(number) : value.value;
}

/**
 * A message from outside comes before what is emitted in answer to it, though both are of one step. Where that is not the
 * order that is expected, the state keeps it.
 */
export function rememberOrder(program: Program, { steps }: Scenario): Remember {
  const orders = steps
    .filter(step => step.kind === 'expect-order')
    .map(({ first, second }, index) => ({
      second: second.message,
      slot: program.memorySlot + index,
      counts: [first, second].map(({ message }) => slotOf(program, message, 0)),
    }));
  return (before, after, { entered }) => {
    for (const { second, slot, counts } of orders) {
      if (entered?.message === second && counts.every(count => count === undefined || before[count] === 0))
        after[slot] = 1;
    }
  };
}
