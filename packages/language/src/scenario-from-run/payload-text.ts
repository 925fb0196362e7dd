/** Builds a payload for which conditions have the same results as in a run. */
import type { Fact, FieldValue } from '@choreo/analysis/runs';

/** `{ total: { amount: 101 } }`; empty if no condition depends on the payload, undefined if no payload can express the run's values. */
export function payloadText(facts: readonly Fact[]): string | undefined {
  const tree: Tree = new Map();
  for (const fact of facts) {
    // A scenario has no values of keys.
    if (fact.kind === 'key') continue;
    const value = fact.kind === 'field' ? literalOf(fact.value) : undefined;
    if (fact.kind !== 'field' || value === undefined) return undefined;
    put(tree, fact.path, value);
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

/** The value as written in a payload; undefined for a missing field, since an omitted field can have any value. */
function literalOf(value: FieldValue | undefined): string | undefined {
  switch (value?.kind) {
    case 'number':
      return value.text;
    case 'text':
      return JSON.stringify(value.value);
    case 'name':
      return value.value;
    case 'boolean':
      return String(value.value);
    case 'missing':
    case undefined:
      return undefined;
    default:
      return value satisfies never;
  }
}
