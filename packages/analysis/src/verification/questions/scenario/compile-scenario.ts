/** Compiles a scenario: which messages, choices and values it allows in the program of its choreography. */
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
import { fieldsOnPath } from '../../../expressions/field-path.ts';
import type { Known } from '../../../expressions/value.ts';
import { allowsOf, hasMessagesOf } from '../../../runs/outcome-filter.ts';
import type { CompileOptions, GivenEntry } from '../../../runs/program/compile-options.ts';
import { compile } from '../../../runs/program/compile.ts';
import type { Program } from '../../../runs/program/program.ts';
import type { Remember } from '../../search/paths.ts';
import { slotOf } from '../../claim.ts';

export function compileScenario(
  choreography: Choreography,
  { steps }: Scenario,
  options: Pick<CompileOptions, 'redeliveries' | 'redelivered' | 'many' | 'queueCapacity'>,
): Program {
  const names = namesOf(choreography);
  const counted = new Map<string, number>();
  const given: GivenEntry[] = [];
  const chosen = new Map<string, Outcome[]>();
  for (const step of steps) {
    switch (step.kind) {
      case 'given':
        given.push(givenEntry(step.message.message, step.payload, names));
        break;
      case 'choose':
        chosen.set(step.reaction, [...(chosen.get(step.reaction) ?? []), step.outcome]);
        break;
      case 'expect-at-rest':
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
    ...options,
    counted,
    memory: steps.filter(({ kind }) => kind === 'expect-order').length,
    ...(given.length > 0 ? { given } : {}),
    ...(chosen.size > 0
      ? { allows: allowsOf(new Map([...chosen].map(([id, outcomes]) => [id, isAnyOf(outcomes.map(hasMessagesOf))]))) }
      : {}),
  });
}

/** If two steps choose for one reaction, it may take either. */
function isAnyOf(some: readonly ((alternative: Alternative) => boolean)[]): (alternative: Alternative) => boolean {
  return alternative => some.some(isOne => isOne(alternative));
}

/** Fields that the payload leaves out are open. */
function givenEntry(message: string, payload: PayloadObject | undefined, names: Names): GivenEntry {
  const declared = names.messages.get(message);
  if (!payload || !declared) return { message, carries: undefined };
  const read = (path: readonly string[]): Known => valueAt(payload, path, names, declared);
  return { message, carries: ({ facts }) => facts.every(fact => isPossible(fact, read)) };
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
 * A message from outside comes before what is emitted in answer to it, although both happen in one step. If the scenario
 * expects another order, the state keeps the order.
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
