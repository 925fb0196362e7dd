/** The paths of a reaction, with the names in their generated code. */
import { filledFields } from '@choreo/model';
import type { Alternative, Emission, Expression, Field, Outcome, Reaction } from '@choreo/model';
import type { ImportList } from '../code/imports.ts';
import { createNameScope, toIdentifier, toPascalCase } from '../names/identifier.ts';
import type { Naming } from '../names/naming.ts';
import { mayBeLeftOut, payloadFields } from '../payload/payload-fields.ts';
import { givenCode } from './given-code.ts';
import type { TriggerView } from './trigger-view.ts';

/** One outcome for which a handler may be called: the body of a reaction, a branch, or the outcome after an `else`. */
export interface Way {
  /** The member of the handler; undefined if the whole handler is for this path. */
  readonly member: string | undefined;
  /** Whether the outcome is `nothing`: then no handler is called. */
  readonly isSilent: boolean;
  /** The source text. */
  readonly text: string;
  /** The guard of a branch. */
  readonly guard?: Expression;
  readonly view: TriggerView;
  readonly alternatives: readonly AlternativePlan[];
  /** The type and the constant of `emit`; undefined if the handler has nothing to decide. */
  readonly emit: { readonly type: string; readonly constant: string } | undefined;
}

export interface AlternativePlan {
  /** The name of the function in `emit`. */
  readonly name: string;
  readonly alternative: Alternative;
  readonly parts: readonly Part[];
}

/** An emission of an alternative. */
export interface Part {
  /** Its name among the parts. */
  readonly name: string;
  readonly emission: Emission;
  /** The fields that the model gives, and the correlation key fields that the trigger determines, with their code. */
  readonly prefilled: readonly { readonly field: Field; readonly code: (runtime: ImportList) => string }[];
  /** The fields that the handler fills in. */
  readonly open: readonly Field[];
}

/** Whether the handler provides arguments for this part. */
export function isGiven(part: Part): boolean {
  return part.emission.multiplicity !== 'one' || part.open.length > 0;
}

/** Whether the handler may omit it. */
export function isOptional({ emission, open }: Part): boolean {
  return emission.multiplicity === 'optional' || (emission.multiplicity === 'one' && open.every(mayBeLeftOut));
}

export function planAlternatives(
  outcome: Outcome | undefined,
  view: TriggerView,
  naming: Naming,
  /** Whose trigger `...` copies. */
  reaction?: Reaction,
): readonly AlternativePlan[] {
  const names = createNameScope(['__proto__']);
  return (outcome?.alternatives ?? []).map(alternative => ({
    name: names.take(alternativeName(alternative, naming)),
    alternative,
    parts: planParts(alternative, view, naming, reaction),
  }));
}

/** Whether there is something to choose or to fill in. */
export function leavesSomethingOpen(alternatives: readonly AlternativePlan[]): boolean {
  return alternatives.length > 1 || alternatives.some(({ parts }) => parts.length > 0);
}

/** The name of a branch, derived from its outcome. */
export function outcomeName(outcome: Outcome, naming: Naming): string {
  return outcome.alternatives.map(alternative => alternativeName(alternative, naming)).join('Or');
}

function alternativeName({ items }: Alternative, naming: Naming): string {
  const emitted = items
    .filter(item => item.kind === 'emit')
    .map(({ message, after }) => `${naming.contract(message)}${after ? 'Later' : ''}`);
  if (emitted.length > 0) return emitted.join('And');
  const others = items.map(item => {
    if (item.kind === 'set') return `set${toPascalCase(item.name)}`;
    return item.kind === 'cancel' ? `cancel${naming.contract(item.message)}` : '';
  });
  return others.length > 0 ? toIdentifier(others.join('And')) : 'nothing';
}

function planParts(
  { items }: Alternative,
  view: TriggerView,
  naming: Naming,
  reaction: Reaction | undefined,
): readonly Part[] {
  const names = createNameScope(['__proto__']);
  return items
    .filter(item => item.kind === 'emit')
    .map(emission => {
      const message = naming.names.messages.get(emission.message);
      const fields = message ? payloadFields(message, naming) : [];
      const fromModel = filledFields(emission, reaction, naming.names);
      const prefilled = fields.flatMap(field => {
        const given = fromModel.find(one => one.field.name === field.name);
        const key = field.key && given?.isCopied !== false ? view.keySource(field) : undefined;
        if (key !== undefined) return [{ field, code: () => key }];
        if (!given) return [];
        return [{ field, code: (runtime: ImportList) => givenCode(field, given.value, view.scope, runtime) }];
      });
      const open = fields.filter(field => !prefilled.some(filled => filled.field === field));
      return { name: names.take(naming.contract(emission.message)), emission, prefilled, open };
    });
}
