/** Conditions and values that Promela cannot count are listed instead: one answer for each state of the service. */
import type { Expression, StateVariable } from '@choreo/model';
import type { Sight, StateSeen } from './condition.ts';
import { valueOf } from './condition.ts';
import { leavesOf } from './leaves.ts';
import { NeedsTable, truthOf } from './value.ts';
import type { Value } from './value.ts';

/** Listing stops here; what is longer is open. */
const longest = 1024;

interface Row {
  readonly when: string;
  readonly value: Value;
}

/** The condition as two conditions of Promela: when it is certainly true, and when certainly false. */
export function conditionOf(expression: Expression, sight: Sight): { readonly yes: string; readonly no: string } {
  const value = counted(expression, sight);
  if (value) return truthOf(value);
  const rows = rowsOf(expression, sight).map(({ when, value: answer }) => ({ when, ...truthOf(answer) }));
  const listed = (which: 'yes' | 'no'): string =>
    rows.flatMap(row => (row[which] === '1' ? [row.when] : [])).join(' || ') || '0';
  return { yes: `(${listed('yes')})`, no: `(${listed('no')})` };
}

/** The rows under which an assigned value is known; a single one, without a condition, where Promela can count it. */
export function valuesOf(expression: Expression, sight: Sight): readonly Row[] {
  const value = counted(expression, sight);
  return value ? [{ when: '', value }] : rowsOf(expression, sight);
}

function counted(expression: Expression, sight: Sight): Value | undefined {
  try {
    return valueOf(expression, sight);
  } catch (error) {
    if (error instanceof NeedsTable) return undefined;
    throw error;
  }
}

function rowsOf(expression: Expression, sight: Sight): readonly Row[] {
  const rows = sightsOf([expression], sight);
  if (!rows) return [{ when: '1', value: { kind: 'open' } }];
  return rows.map(({ when, sight: known }) => ({ when, value: valueOf(expression, known) }));
}

/** What can be seen in each state of the service, as far as these expressions read it; undefined where that is too long a list. */
export function sightsOf(
  expressions: readonly Expression[],
  sight: Sight,
): readonly { readonly when: string; readonly sight: Sight }[] | undefined {
  const states = new Map<string, StateSeen>();
  for (const leaf of expressions.flatMap(leavesOf)) {
    const state = leaf.kind === 'state' ? sight.state(leaf.name) : undefined;
    if (state && leaf.kind === 'state') states.set(leaf.name, state);
  }
  let rows: readonly { readonly when: readonly string[]; readonly known: ReadonlyMap<string, StateSeen> }[] = [
    { when: [], known: new Map() },
  ];
  for (const [name, { variable, text }] of states) {
    const values = domainOf(variable);
    if (rows.length * values.length > longest) return undefined;
    rows = rows.flatMap(({ when, known }) =>
      values.map((value, index) => ({
        when: [...when, `${text} == ${index}`],
        known: new Map([...known, [name, { variable, text, known: value }]]),
      })),
    );
  }
  return rows.map(({ when, known }) => ({
    when: `(${when.join(' && ') || '1'})`,
    sight: { state: name => known.get(name), payload: message => sight.payload(message) },
  }));
}

/** What a state variable can be, in the order of the numbers that stand for it. */
export function domainOf({ type }: StateVariable): readonly (number | boolean | string | null)[] {
  switch (type.kind) {
    case 'boolean':
      return [false, true];
    case 'values':
      return [...(type.optional ? [null] : []), ...type.values.map(({ name }) => name)];
    case 'range':
      return Array.from({ length: Math.max(0, Math.floor(type.max - type.min) + 1) }, (_, index) => type.min + index);
    default:
      return type satisfies never;
  }
}
