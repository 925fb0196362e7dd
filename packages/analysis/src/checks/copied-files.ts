/** Files that were copied within a choreography: most of what one declares, another one declares in the same way. */
import type { Choreography, Span } from '@choreo/model';

interface Declaration {
  readonly name: string;
  readonly nameSpan: Span;
}

export interface CopiedFile {
  readonly copy: string;
  readonly original: string;
  /** How much the copy declares, and how much of that the original declares in the same way. */
  readonly declared: number;
  readonly same: number;
  /** Names that both declare, but not in the same way. */
  readonly different: readonly string[];
}

/**
 * A file is a copy if most of what it declares is in another one. If that holds for both, the copy is the one with the longer path, since
 * the name of a copy is made from that of the original (`order copy.choreo`, `old/order.choreo`); else the later one.
 */
export function copiedFilesIn(choreography: Choreography): readonly CopiedFile[] {
  if (choreography.files.length < 2) return [];
  const files = new Map<string, Map<string, Declaration>>();
  for (const [key, one] of declarationsOf(choreography)) {
    const own = files.get(one.nameSpan.uri) ?? new Map<string, Declaration>();
    files.set(one.nameSpan.uri, own.set(key, own.get(key) ?? one));
  }
  const byKey = Map.groupBy(
    [...files].flatMap(([uri, own]) => [...own.keys()].map(key => ({ uri, key }))),
    ({ key }) => key,
  );
  const isDoubled = new Set([...byKey.values()].flatMap(all => (all.length > 1 ? all.map(({ uri }) => uri) : [])));
  const inOrder = [...files]
    .filter(([uri]) => isDoubled.has(uri))
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  const originals = new Map<string, ReadonlyMap<string, Declaration>>();
  const copies: CopiedFile[] = [];
  for (const [uri, own] of inOrder) {
    const copied = copyOf(uri, own, originals);
    if (copied) copies.push(copied);
    else originals.set(uri, own);
  }
  // A part of a larger file with a longer path.
  for (const [uri, own] of [...originals].toReversed()) {
    const copied = copyOf(uri, own, originals);
    if (!copied) continue;
    copies.push(copied);
    originals.delete(uri);
  }
  return copies;
}

/** Undefined if it is a copy of none of them. */
function copyOf(
  copy: string,
  own: ReadonlyMap<string, Declaration>,
  originals: ReadonlyMap<string, ReadonlyMap<string, Declaration>>,
): CopiedFile | undefined {
  return [...originals]
    .filter(([original]) => original !== copy)
    .map(([original, others]) => ({ copy, original, declared: own.size, ...comparison(own, others) }))
    .filter(({ same, declared }) => same >= fewest && same * 2 > declared)
    .sort((a, b) => b.same - a.same)[0];
}

/** A single declaration in two files is that, and no copied file. */
const fewest = 2;

/** Whether the declaration is in a copy, and the original has one with its name. */
export function isInCopy(choreography: Choreography, copies: readonly CopiedFile[]): (one: Declaration) => boolean {
  if (copies.length === 0) return () => false;
  const keys = new Map<Declaration, string>();
  const declared = new Set<string>();
  for (const [key, one] of declarationsOf(choreography)) {
    keys.set(one, key);
    declared.add(`${one.nameSpan.uri} ${key}`);
  }
  const originals = new Map(copies.map(({ copy, original }) => [copy, original]));
  return one => {
    const original = originals.get(one.nameSpan.uri);
    return original !== undefined && declared.has(`${original} ${keys.get(one)}`);
  };
}

/** Without what was copied: what else there is to find is found once, in the originals. The same object if nothing was. */
export function withoutCopies(choreography: Choreography): Choreography {
  const copies = copiedFilesIn(choreography);
  if (copies.length === 0) return choreography;
  const isCopied = isInCopy(choreography, copies);
  const own = <T extends Declaration>(all: readonly T[]) => all.filter(one => !isCopied(one));
  const { messages, types, participants, channels, properties, scenarios } = choreography;
  return {
    ...choreography,
    messages: own(messages),
    types: own(types),
    participants: own(participants),
    channels: own(channels),
    properties: own(properties),
    scenarios: own(scenarios),
  };
}

/** What has to have a name of its own, by what it shares its names with. */
function declarationsOf(choreography: Choreography): readonly (readonly [string, Declaration])[] {
  const { messages, types, participants, channels, properties, scenarios } = choreography;
  const all = { contract: [...messages, ...types], participant: participants, channel: channels, property: properties };
  return Object.entries({ ...all, scenario: scenarios }).flatMap(([kind, list]) =>
    list.map((one: Declaration) => [`${kind} ${one.name}`, one] as const),
  );
}

function comparison(own: ReadonlyMap<string, Declaration>, others: ReadonlyMap<string, Declaration>) {
  const different: string[] = [];
  let same = 0;
  for (const [key, one] of own) {
    const other = others.get(key);
    if (!other) continue;
    if (textOf(one) === textOf(other)) same++;
    else different.push(one.name);
  }
  return { same, different };
}

/** All but places and documentation. */
function textOf(declaration: Declaration): string {
  return JSON.stringify(declaration, (key, value: unknown) => (key === 'doc' || isSpan(value) ? undefined : value));
}

function isSpan(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'uri' in value && 'range' in value;
}
