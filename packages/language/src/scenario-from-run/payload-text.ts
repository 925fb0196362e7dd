/** A payload for which the conditions come out as they did in a run, from the words in which the run tells them. */
import { fieldsOnPath } from '@choreo/analysis';
import { annotationOf, namesOf } from '@choreo/model';
import type { Choreography, Field } from '@choreo/model';

type Value = number | string | boolean;

interface Condition {
  readonly path: string;
  readonly operator: string;
  /** As written: a number, a word or a text in quotes; of `in` several. */
  readonly operands: readonly string[];
  readonly holds: boolean;
}

/**
 * `{ total: { amount: 101 } }`; empty where nothing was asked, undefined where no values are found that fit.
 * `words`: `RunStep.carrying` of the step in which the message came.
 */
export function payloadText(choreography: Choreography, message: string, words: readonly string[]): string | undefined {
  const names = namesOf(choreography);
  const declared = names.messages.get(message);
  if (!declared) return undefined;
  const byPath = new Map<string, Condition[]>();
  for (const word of words) {
    const condition = conditionOf(word, message);
    if (!condition) return undefined;
    byPath.set(condition.path, [...(byPath.get(condition.path) ?? []), condition]);
  }
  const tree: Tree = new Map();
  for (const [path, conditions] of byPath) {
    const parts = path.split('.');
    const { fields, failsAt } = fieldsOnPath(names, declared, parts);
    const field = fields.at(-1);
    const value = failsAt === undefined && field ? valueFor(field, conditions, choreography) : undefined;
    if (value === undefined) return undefined;
    put(tree, parts, value);
  }
  return tree.size > 0 ? textOf(tree) : '';
}

type Tree = Map<string, Tree | string>;

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(first, value);
    return;
  }
  const known = tree.get(first);
  const inner: Tree = known instanceof Map ? known : new Map();
  tree.set(first, inner);
  put(inner, rest, value);
}

function textOf(tree: Tree): string {
  const entries = Array.from(tree, ([name, value]) => `${name}: ${typeof value === 'string' ? value : textOf(value)}`);
  return `{ ${entries.join(', ')} }`;
}

const fieldPath = /^[_a-zA-Z\u00a1-\uffff][\w\u00a1-\uffff]*(\.[_a-zA-Z\u00a1-\uffff][\w\u00a1-\uffff]*)*$/;

/** Turned round, they say the same. */
const mirrored: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

function conditionOf(text: string, message: string): Condition | undefined {
  const isNegated = text.startsWith('not ');
  const positive = (isNegated ? text.slice(4) : text).replace(/^\((.*)\)$/, '$1');
  const holds = !isNegated;
  const own = (name: string): string => (name.startsWith(`${message}.`) ? name.slice(message.length + 1) : name);
  if (fieldPath.test(positive)) return { path: own(positive), operator: 'is', operands: [], holds };
  const among = /^(\S+) in \[(.*)\]$/.exec(positive);
  if (among?.[1] && fieldPath.test(among[1])) {
    const operands = (among[2] ?? '').split(',').map(part => part.trim());
    return { path: own(among[1]), operator: 'in', operands, holds };
  }
  const compared = /^(.+?) (==|!=|<=|>=|<|>) (.+)$/.exec(positive);
  const [, left = '', operator = '', right = ''] = compared ?? [];
  if (fieldPath.test(left) && isLiteral(right)) return { path: own(left), operator, operands: [right], holds };
  if (fieldPath.test(right) && isLiteral(left))
    return { path: own(right), operator: mirrored[operator] ?? operator, operands: [left], holds };
  return undefined;
}

function isLiteral(text: string): boolean {
  return (
    /^-?\d+(\.\d+)?$/.test(text) || /^".*"$/.test(text) || /^[_a-zA-Z\u00a1-\uffff][\w\u00a1-\uffff.]*$/.test(text)
  );
}

/** As it is written in a payload. */
function valueFor(field: Field, conditions: readonly Condition[], choreography: Choreography): string | undefined {
  const fitting = candidatesFor(field, conditions, choreography).find(value =>
    conditions.every(condition => isTrue(condition, value) === condition.holds),
  );
  if (fitting === undefined) return undefined;
  return typeof fitting === 'string' && field.type.kind === 'builtin' ? `"${fitting}"` : String(fitting);
}

function candidatesFor(
  { type, annotations, ...field }: Field,
  conditions: readonly Condition[],
  choreography: Choreography,
) {
  if (type.kind === 'enum') {
    const declared = namesOf(choreography).types.get(type.id);
    return declared?.kind === 'enum' ? declared.values.map(({ name }) => name) : [];
  }
  if (type.kind !== 'builtin') return [];
  const operands = conditions.flatMap(condition => condition.operands);
  switch (type.name) {
    case 'boolean':
      return [true, false];
    case 'int':
    case 'float':
    case 'decimal': {
      const numbers = operands.map(Number).filter(Number.isFinite);
      const near = numbers.flatMap(number => [number, number + 1, number - 1]);
      const between = type.name === 'int' ? [] : numbers.flatMap(one => numbers.map(other => (one + other) / 2));
      const bounds = ['min', 'max'].flatMap(name => {
        const bound = annotationOf({ annotations, span: field.span }, name)?.args[0];
        return typeof bound === 'number' ? [{ name, bound }] : [];
      });
      return [...near, ...between, 0, 1].filter(value =>
        bounds.every(({ name, bound }) => (name === 'min' ? value >= bound : value <= bound)),
      );
    }
    case 'string':
      return [...operands.map(unquoted), 'other', ''];
    default:
      return operands.map(unquoted);
  }
}

function isTrue({ operator, operands }: Condition, value: Value): boolean {
  const [operand = ''] = operands;
  const same = (text: string): boolean =>
    typeof value === 'number' ? Number(text) === value : nameIn(text) === String(value);
  switch (operator) {
    case 'is':
      return value === true;
    case '==':
      return same(operand);
    case '!=':
      return !same(operand);
    case 'in':
      return operands.some(same);
    case '<':
      return Number(value) < Number(operand);
    case '<=':
      return Number(value) <= Number(operand);
    case '>':
      return Number(value) > Number(operand);
    default:
      return Number(value) >= Number(operand);
  }
}

function unquoted(text: string): string {
  return /^"(.*)"$/.exec(text)?.[1] ?? text;
}

/** Of a value of an enum, which may be written `Problem.Fraud`. */
function nameIn(text: string): string {
  return text.startsWith('"') ? unquoted(text) : text.slice(text.lastIndexOf('.') + 1);
}
