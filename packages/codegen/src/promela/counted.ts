/**
 * Numbers that are calculated again as messages are handed on (`attempt + 1`): cut into the numbers that matter and what lies
 * between and beyond them. What is more than all that it is compared with is one part, so that counts come to an end.
 */
import { fieldsOnPath } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Choreography, Expression, Field } from '@choreo/model';
import { constantOf } from './comparison.ts';
import { valueOf } from './condition.ts';
import { exactOf, numberIn } from './constant.ts';
import type { Constant } from './constant.ts';
import { fillingsIn, isOpen, isWorkedOut, sourceOf, triggersOf } from './contents.ts';
import type { Filling } from './contents.ts';
import { demandsOf } from './demands.ts';
import { Exact } from './exact.ts';
import { isEmpty, meet, onlyIn, point, wholeIn } from './interval.ts';
import type { Interval } from './interval.ts';
import { leavesOf, pathOf } from './leaves.ts';
import type { Sample } from './payload.ts';
import { isReadFrom } from './questions.ts';
import { boundsOf } from './samples.ts';
import { domainOf } from './table.ts';
import { unknownsIn } from './unknowns.ts';
import type { UnknownField } from './unknowns.ts';

/** The parts of a field's numbers, from the least to the largest. */
export interface Scale {
  readonly areWhole: boolean;
  readonly samples: readonly Sample[];
}

/** Beyond these, what is worked out is open. */
const most = { marks: 24, combinations: 600, kept: 20 };

interface Node {
  readonly message: string;
  readonly path: readonly string[];
  readonly field: Field;
  readonly unknown: UnknownField | undefined;
}

/** What a number is filled with, and from which others that comes. */
interface Edge {
  readonly to: string;
  readonly filling: Filling;
  readonly source: Expression;
  readonly from: readonly string[];
}

const known = new WeakMap<Choreography, ReadonlyMap<string, Scale>>();

/** By `scaleKey`. */
export function scalesOf(choreography: Choreography): ReadonlyMap<string, Scale> {
  let scales = known.get(choreography);
  if (!scales) known.set(choreography, (scales = findScales(choreography)));
  return scales;
}

export function scaleKey(message: string, path: readonly string[]): string {
  return `${message} ${pathOf({ path })}`;
}

function findScales(choreography: Choreography): ReadonlyMap<string, Scale> {
  const nodes = nodesIn(choreography);
  const edges = [...nodes].flatMap(([to, node]) =>
    [...fillingsIn(choreography).values()].flatMap((filling): readonly Edge[] => {
      if (filling.message !== node.message) return [];
      const source = sourceOf(filling, node.path);
      return isOpen(source) ? [] : [{ to, filling, source, from: readBy(source, filling, nodes) }];
    }),
  );
  const scales = new Map<string, Scale>();
  for (const group of groupsOf(nodes, edges)) {
    const own = group.flatMap(key => nodes.get(key) ?? []);
    const marks = marksOf(
      own,
      edges.filter(({ to }) => group.includes(to)),
    );
    if (!marks) continue;
    for (const { message, path, field } of own) scales.set(scaleKey(message, path), scaleOf(field, marks));
  }
  return scales;
}

function nodesIn(choreography: Choreography): ReadonlyMap<string, Node> {
  const names = namesOf(choreography);
  const nodes = new Map<string, Node>();
  for (const [message, { counted, questions }] of demandsOf(choreography)) {
    const { fields } = unknownsIn([...questions.values()]);
    for (const [key, path] of counted) {
      const declared = names.messages.get(message);
      const field = declared && fieldsOnPath(names, declared, path).fields[path.length - 1];
      if (field) nodes.set(scaleKey(message, path), { message, path, field, unknown: fields.get(key) });
    }
  }
  return nodes;
}

function readBy(source: Expression, { reaction }: Filling, nodes: ReadonlyMap<string, Node>): readonly string[] {
  if (!reaction) return [];
  return leavesOf(source).flatMap(leaf => {
    if (leaf.kind !== 'field') return [];
    const messages = triggersOf(reaction).filter(isReadFromLeaf(reaction, leaf.message));
    return messages.map(message => scaleKey(message, leaf.path)).filter(key => nodes.has(key));
  });
}

const isReadFromLeaf =
  (reaction: Parameters<typeof isReadFrom>[0], named: string | undefined) =>
  (message: string): boolean =>
    isReadFrom(reaction, message)(named);

/** Numbers that come from one another. */
function groupsOf(nodes: ReadonlyMap<string, Node>, edges: readonly Edge[]): readonly (readonly string[])[] {
  const groups = new Map([...nodes.keys()].map(key => [key, new Set([key])]));
  for (const { to, from } of edges) {
    for (const other of from) {
      const [one, two] = [groups.get(to), groups.get(other)];
      if (!one || !two || one === two) continue;
      for (const key of two) {
        one.add(key);
        groups.set(key, one);
      }
    }
  }
  return [...new Set(groups.values())].map(group => [...group]);
}

type Marks = readonly Exact[];

/** The numbers that matter, in their order; undefined where there are too many, or they are used in other ways too. */
function marksOf(nodes: readonly Node[], edges: readonly Edge[]): Marks | undefined {
  const types = nodes.map(({ field }) => typeName(field));
  if (types.includes('decimal') && new Set(types).size > 1) return undefined;
  if (nodes.some(({ unknown }) => unknown && (unknown.isUsed || unknown.isInRelation))) return undefined;
  const found = new Map<string, Exact>();
  const add = (value: Constant | undefined): void => {
    const mark = value === undefined ? undefined : numberExactly(value, types.includes('decimal'));
    if (mark) found.set(mark.toString(), mark);
  };
  for (const { field, unknown } of nodes) {
    for (const { constant } of unknown?.comparisons ?? []) add(constant);
    for (const { min, max } of unknown?.kept ?? []) {
      if (max - min > most.kept) return undefined;
      for (let value = min; value <= max; value++) add(value);
    }
    const { min, max } = boundsOf(field);
    [min, max].filter(Number.isFinite).forEach(add);
  }
  for (const { source } of edges) add(constantOf(source));
  const given = sorted([...found.values()]);
  const [first, last] = [given[0], given.at(-1)];
  if (!first || !last) return undefined;
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const edge of edges) {
      for (const value of resultsOf(edge, [...found.values()])) {
        const mark = numberExactly(value, types.includes('decimal'));
        if (mark && mark.compare(first) >= 0 && mark.compare(last) <= 0) add(value);
      }
      if (found.size > most.marks) return undefined;
    }
  }
  return sorted([...found.values()]);
}

function sorted(marks: readonly Exact[]): Marks {
  return marks.toSorted((one, other) => one.compare(other));
}

/** What comes of the numbers that are known, put together in every way. */
function resultsOf({ source, filling }: Edge, marks: Marks): readonly Constant[] {
  if (!isWorkedOut(source) && source.kind !== 'state') return [];
  const states = new Map(filling.participant.states.map(state => [state.name, state]));
  let ways: readonly ReadonlyMap<string, Constant>[] = [new Map()];
  for (const leaf of leavesOf(source)) {
    if (leaf.kind !== 'field' && leaf.kind !== 'state') continue;
    const key = leafKey(leaf);
    if (ways[0]?.has(key)) continue;
    const state = leaf.kind === 'state' ? states.get(leaf.name) : undefined;
    const values: readonly Constant[] = leaf.kind === 'field' ? marks : state ? domainOf(state) : [];
    if (ways.length * values.length > most.combinations) return [];
    ways = ways.flatMap(way => values.map(value => new Map(way).set(key, value)));
  }
  return ways.flatMap(way => {
    const value = valueOf(source, {
      state: name => {
        const variable = states.get(name);
        const held = way.get(leafKey({ kind: 'state', name }));
        return variable && held !== undefined ? { variable, text: '', known: held } : undefined;
      },
      payload: message => ({
        samples: new Map(
          [...way].flatMap(([key, held]) => {
            const path = pathIn(key, message);
            return path === undefined ? [] : [[path, { value: held, isExact: true }] as const];
          }),
        ),
        orders: new Map(),
      }),
    });
    return value.kind === 'constant' && value.value !== null ? [value.value] : [];
  });
}

type Read = { readonly kind: 'state'; readonly name: string } | Extract<Expression, { kind: 'field' }>;

function leafKey(leaf: Read): string {
  return leaf.kind === 'state' ? `state ${leaf.name}` : `field ${leaf.message ?? ''} ${pathOf(leaf)}`;
}

function pathIn(key: string, message: string | undefined): string | undefined {
  const start = `field ${message ?? ''} `;
  return key.startsWith(start) ? key.slice(start.length) : undefined;
}

function typeName({ type }: Field): string {
  return type.kind === 'builtin' ? type.name : '';
}

/** As fields hold it: what is no `decimal` is the nearest double. */
function numberExactly(value: Constant, areDecimal: boolean): Exact | undefined {
  if (areDecimal) return typeof value === 'number' || value instanceof Exact ? exactOf(value)?.held : undefined;
  const number = numberIn(value);
  return number !== undefined && Number.isFinite(number) ? exactOf(number) : undefined;
}

function scaleOf(field: Field, marks: Marks): Scale {
  const areWhole = typeName(field) === 'int';
  const { min, max } = boundsOf(field);
  const [low, high] = [min, max].map(bound => (Number.isFinite(bound) ? exactOf(bound) : undefined));
  const within: Interval = { low, high, isLowOpen: false, isHighOpen: false };
  const parts = marks.flatMap((mark, index) => [
    { low: marks[index - 1], high: mark, isLowOpen: true, isHighOpen: true },
    point(mark),
  ]);
  const beyond: Interval = { low: marks.at(-1), high: undefined, isLowOpen: true, isHighOpen: true };
  const samples = [...parts, beyond]
    .filter(part => !isEmpty(part, areWhole) && meet(part, within, areWhole))
    .map((part): Sample => {
      const value = heldBy(field, someIn(part, areWhole));
      return { value, isExact: onlyIn(part) !== undefined, within: part };
    });
  return { areWhole, samples };
}

/** A number in it. */
function someIn(interval: Interval, areWhole: boolean): Exact {
  const { low, high } = areWhole ? wholeIn(interval) : interval;
  if (areWhole) return low ?? high ?? zero;
  if (low && high) return low.midway(high);
  return low ? low.plus(interval.isLowOpen ? 1n : 0n) : high ? high.plus(interval.isHighOpen ? -1n : 0n) : zero;
}

const zero = Exact.whole(0n, false);

function heldBy(field: Field, number: Exact): Constant {
  return typeName(field) === 'decimal' ? number.held : number.nearestDouble;
}
