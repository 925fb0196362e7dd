/** Deliveries that no reaction takes, and that wait for a retry: where they are possible, and what happens at the last refusal. */
import type { Expression, Reaction, Retry } from '@choreo/model';
import { retriesOf } from '@choreo/model';
import { either } from './code.ts';
import type { Code } from './code.ts';
import type { Sight } from './condition.ts';
import type { Step } from './outcome.ts';
import { conditionOf } from './table.ts';

export interface Refusals {
  /** Whether a reaction takes the delivery. */
  readonly taken: string;
  /** Whether it stays where it is, since nothing takes it, and nothing else happens to it either. */
  readonly waits: string;
  /** What happens where nothing takes it, and it does not wait. `dropped`: where nobody refuses it either. */
  refused(dropped: Code): Code;
}

/** One reaction to the message, and what it asks. */
export interface Asking {
  readonly reaction: Reaction;
  readonly sight: Sight;
  /** Whether it has the instance that it needs. */
  readonly finds: string;
}

/** Undefined where nothing is tried again. */
export function refusalsOf(step: Step, asking: readonly Asking[]): Refusals | undefined {
  if (!asking.some(({ reaction }) => retriesOf(reaction).length > 0)) return undefined;
  const parts = asking.map(one => partsOf(step, one));
  const taken = anyOf(parts.map(part => part.takes));
  const retries = parts.flatMap(part => part.retries);
  const bounded = retries.filter(({ retry }) => retry.bound);
  const stays = anyOf(retries.filter(({ retry }) => !retry.bound).map(({ when }) => when));
  const waits = allOf([stays, not(taken), ...bounded.map(({ when }) => not(when))]);
  const byTimes = bounded.toSorted((a, b) => (a.retry.bound?.times ?? 0) - (b.retry.bound?.times ?? 0));
  return {
    taken,
    waits,
    refused: dropped =>
      byTimes.reduceRight<Code>((otherwise, { retry, when, sight }) => {
        const code = retry.bound ? step.carryOut(retry.bound.otherwise, sight) : [];
        return when === '1' ? code : when === '0' ? otherwise : either(when, code, otherwise);
      }, dropped),
  };
}

/** Whether one of the branches holds, for those that wait otherwise; undefined for all others. */
export function openText(step: Step, { reaction, sight }: Pick<Asking, 'reaction' | 'sight'>): string | undefined {
  const { body } = reaction;
  if (body.kind !== 'branches' || !body.retry) return undefined;
  return anyOf(body.branches.map(({ guard }) => (guard ? holds(step, reaction, guard, sight) : '1')));
}

interface Parts {
  readonly takes: string;
  readonly retries: readonly { readonly retry: Retry; readonly when: string; readonly sight: Sight }[];
}

function partsOf(step: Step, { reaction, sight, finds }: Asking): Parts {
  const { guard, retry, body } = reaction;
  const isMet = guard ? holds(step, reaction, guard, sight) : '1';
  const isOpen = openText(step, { reaction, sight });
  const among = body.kind === 'branches' ? body.retry : undefined;
  return {
    takes: allOf([finds, isMet, isOpen ?? '1']),
    retries: [
      ...(retry ? [{ retry, when: anyOf([not(finds), not(isMet)]), sight }] : []),
      ...(among
        ? [{ retry: among, when: anyOf([retry ? '0' : not(finds), allOf([finds, isMet, not(isOpen ?? '1')])]), sight }]
        : []),
    ],
  };
}

/** Where a condition is open, it counts as true: the message is taken, and what follows asks again. */
function holds(step: Step, reaction: Reaction, condition: Expression, sight: Sight): string {
  const { yes, no } = conditionOf(condition, sight);
  if (yes === '1' || no === '1') return yes === '1' ? '1' : '0';
  if (no === `!${yes}`) return yes;
  step.layout.report({
    message: `\`${reaction.id}\` asks something that the export leaves open: there its message is never refused for that. Compare with constants, or ask a state.`,
    span: condition.span,
  });
  return not(no);
}

function not(text: string): string {
  if (text === '1') return '0';
  return text === '0' ? '1' : `!(${text})`;
}

function anyOf(texts: readonly string[]): string {
  if (texts.includes('1')) return '1';
  const left = [...new Set(texts.filter(text => text !== '0'))];
  return joined(left, '||') ?? '0';
}

function allOf(texts: readonly string[]): string {
  if (texts.includes('0')) return '0';
  const left = [...new Set(texts.filter(text => text !== '1'))];
  return joined(left, '&&') ?? '1';
}

function joined([first, ...others]: readonly string[], operator: string): string | undefined {
  if (first === undefined || others.length === 0) return first;
  return [first, ...others].map(text => `(${text})`).join(` ${operator} `);
}
