/**
 * Numbers that contents calculate again on their way (`attempt + 1`): cut into points that can be distinguished, and the gaps between them. What
 * is larger than everything that it is compared with, or is given, is one gap: from there on no count matters.
 */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression, Field } from '@choreo/model';
import { constantOf } from '../../../expressions/constant.ts';
import { numbersOf, valuesOf } from '../../../expressions/domain.ts';
import { evaluateWith } from '../../../expressions/evaluate.ts';
import { fieldsOnPath } from '../../../expressions/field-path.ts';
import { leavesIn } from '../../../expressions/leaves.ts';
import { orderOf } from '../../../expressions/value.ts';
import type { Asked } from '../payload-questions.ts';
import { calculates, fillingsOf, substituted } from './fillings.ts';
import type { Filling } from './fillings.ts';
import { ascending, meets, numberOf, pointAt, regionsAround, sampleIn } from './regions.ts';
import type { NumberKind, Numeric, Region } from './regions.ts';

/** How the numbers of a field are cut up. */
export interface Scale {
  readonly kind: NumberKind;
  /** As far as the field can hold them. */
  readonly parts: readonly ScalePart[];
  /** All of them, whatever the field can hold. */
  readonly regions: readonly Region[];
}

export interface ScalePart {
  readonly region: Region;
  /** A number in it. */
  readonly sample: Numeric;
}

/** More points than these are not distinguished: then it is open what is worked out. */
const mostMarks = 24;
/** So many values are put together to find out what can come of them. */
const mostCombinations = 600;
/** A range of more values is not distinguished. */
const mostValues = 20;

interface Node {
  readonly message: string;
  readonly path: readonly string[];
  readonly field: Field;
}

/** By message and path, see `scaleKey`; fields that are not followed are left out. */
export function scalesOf(choreography: Choreography, asked: ReadonlyMap<string, Asked>): ReadonlyMap<string, Scale> {
  const nodes = nodesOf(choreography, asked);
  const scales = new Map<string, Scale>();
  if (nodes.size === 0) return scales;
  const edges = edgesOf(choreography, nodes);
  for (const group of groupsOf(nodes, edges)) {
    const marks = marksOf(group, nodes, edges, asked);
    if (!marks) continue;
    for (const key of group) {
      const node = nodes.get(key);
      if (node) scales.set(key, scaleOf(node.field, marks.numbers, marks.kind));
    }
  }
  return scales;
}

export function scaleKey(message: string, path: readonly string[]): string {
  return `${message} ${path.join('.')}`;
}

function nodesOf(choreography: Choreography, asked: ReadonlyMap<string, Asked>): ReadonlyMap<string, Node> {
  const names = namesOf(choreography);
  const nodes = new Map<string, Node>();
  for (const [message, { counted }] of asked) {
    const declared = names.messages.get(message);
    for (const path of counted.values()) {
      const field = declared && fieldsOnPath(names, declared, path).fields[path.length - 1];
      if (field) nodes.set(scaleKey(message, path), { message, path, field });
    }
  }
  return nodes;
}

/** What fills a field, and from which others. */
interface Edge {
  readonly target: string;
  readonly filling: Filling;
  readonly source: Expression;
  readonly from: readonly string[];
}

function edgesOf(choreography: Choreography, nodes: ReadonlyMap<string, Node>): readonly Edge[] {
  const fillings = Map.groupBy(fillingsOf(choreography), ({ message }) => message);
  return [...nodes].flatMap(([target, { message, path, field }]) =>
    (fillings.get(message) ?? []).flatMap((filling): readonly Edge[] => {
      const source = substituted({ kind: 'field', message, path, span: field.span }, filling.filled);
      return source ? [{ target, filling, source, from: readBy(source, filling, nodes) }] : [];
    }),
  );
}

function readBy(source: Expression, { reaction }: Filling, nodes: ReadonlyMap<string, Node>): readonly string[] {
  const triggers = reaction?.trigger.messages.map(({ message }) => message) ?? [];
  return [...leavesIn(source)].flatMap(leaf => {
    if (leaf.kind !== 'field') return [];
    const messages = leaf.message === undefined ? triggers : [leaf.message];
    return messages.map(message => scaleKey(message, leaf.path)).filter(key => nodes.has(key));
  });
}

/** Fields that are filled from one another. */
function groupsOf(nodes: ReadonlyMap<string, Node>, edges: readonly Edge[]): readonly (readonly string[])[] {
  const group = new Map<string, Set<string>>([...nodes.keys()].map(key => [key, new Set([key])]));
  for (const { target, from } of edges) {
    for (const source of from) {
      const [one, other] = [group.get(target), group.get(source)];
      if (!one || !other || one === other) continue;
      for (const key of other) {
        one.add(key);
        group.set(key, one);
      }
    }
  }
  return [...new Set(group.values())].map(keys => [...keys]);
}

function marksOf(
  group: readonly string[],
  nodes: ReadonlyMap<string, Node>,
  allEdges: readonly Edge[],
  asked: ReadonlyMap<string, Asked>,
): { readonly numbers: readonly Numeric[]; readonly kind: NumberKind } | undefined {
  const edges = allEdges.filter(({ target }) => group.includes(target));
  const own = group.flatMap(key => nodes.get(key) ?? []);
  const types = own.map(({ field: { type } }) => (type.kind === 'builtin' ? type.name : ''));
  const kind = { whole: types.every(name => name === 'int'), exact: types.includes('decimal') };
  // Beside those of other kinds, exact numbers are none.
  if (kind.exact && types.some(name => name !== 'decimal')) return undefined;
  const found = new Map<string, Numeric>();
  const add = (value: Numeric | undefined) => value !== undefined && found.set(String(value), value);
  for (const { message, path, field } of own) {
    const about = asked.get(message);
    const key = path.join('.');
    if (!about || about.worked.has(key)) return undefined;
    if ([...about.atoms.values()].some(({ fields }) => fields.some(one => one.path.join('.') === key)))
      return undefined;
    for (const { constants } of about.fields.get(key)?.comparisons.values() ?? []) {
      for (const constant of constants) add(numberOf(constant, kind));
    }
    for (const { min, max } of about.kept.get(key) ?? []) {
      if (max - min > mostValues) return undefined;
      for (let value = min; value <= max; value++) add(numberOf(value, kind));
    }
    const { min, max } = field.type.kind === 'builtin' ? numbersOf(field, 'float') : {};
    for (const bound of [min, max]) if (bound !== undefined) add(numberOf(bound, kind));
  }
  for (const { source } of edges) add(numberOf(constantOf(source), kind));
  const [first, ...others] = [...found.values()];
  if (first === undefined) return undefined;
  const least = others.reduce((low, one) => (orderOf(one, low) === -1 ? one : low), first);
  const most = others.reduce((high, one) => (orderOf(one, high) === 1 ? one : high), first);
  const within = (value: Numeric) => orderOf(value, least) !== -1 && orderOf(value, most) !== 1;
  for (let size = -1; size < found.size;) {
    size = found.size;
    for (const edge of edges) {
      for (const value of resultsOf(edge, [...found.values()], kind)) if (within(value)) add(value);
      if (found.size > mostMarks) return undefined;
    }
  }
  return { numbers: [...found.values()].sort(ascending), kind };
}

/** What comes of the points that are known, in every combination. */
function resultsOf({ source, filling }: Edge, points: readonly Numeric[], kind: NumberKind): readonly Numeric[] {
  if (!calculates(source) && source.kind !== 'state') return [];
  let combinations: readonly ReadonlyMap<string, Numeric>[] = [new Map()];
  for (const leaf of leavesIn(source)) {
    if (leaf.kind !== 'field' && leaf.kind !== 'state') continue;
    const key = leafKey(leaf);
    if (combinations[0]?.has(key)) continue;
    const values = leaf.kind === 'field' ? points : valuesOfState(filling, leaf.name, kind);
    if (combinations.length * values.length > mostCombinations) return [];
    combinations = combinations.flatMap(some => values.map(value => new Map(some).set(key, value)));
  }
  return combinations.flatMap(
    values =>
      numberOf(
        evaluateWith(source, leaf => values.get(leafKey(leaf))),
        kind,
      ) ?? [],
  );
}

function leafKey(leaf: Extract<Expression, { kind: 'field' | 'state' }>): string {
  return leaf.kind === 'state' ? `state ${leaf.name}` : `${leaf.message ?? ''} ${leaf.path.join('.')}`;
}

function valuesOfState({ participant }: Filling, name: string, kind: NumberKind): readonly Numeric[] {
  const state = participant.states.find(one => one.name === name);
  return state ? (valuesOf(state.type) ?? []).flatMap(value => numberOf(value, kind) ?? []) : [];
}

/** Within the bounds of the field. */
function scaleOf(field: Field, marks: readonly Numeric[], kind: NumberKind): Scale {
  const { min, max } = numbersOf(field, 'float');
  const [least, most] = [min, max].map(bound => (bound === undefined ? undefined : numberOf(bound, kind)));
  const bounds: Region = { min: least, max: most, isMinOpen: least === undefined, isMaxOpen: most === undefined };
  const regions = regionsAround(marks, kind);
  const held = regions.filter(region => meets(region, bounds, kind));
  return { kind, regions, parts: held.map(region => ({ region, sample: sampleIn(region, kind) })) };
}

/** Where a sample lies. */
export function regionOf({ kind, regions }: Scale, sample: Numeric): Region {
  return regions.find(region => meets(region, pointAt(sample), kind)) ?? pointAt(sample);
}
