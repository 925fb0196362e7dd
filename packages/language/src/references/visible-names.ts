/** The names that are visible in the files of one choreography, as maps: a linear search would take 18 s in a large model. */
import type { AstNode, AstNodeDescription } from 'langium';
import { Actor, EnumType, Header, Message, RecordType, Service, isEnumType } from '../generated/ast.ts';
import type { ChoreoIndexManager } from '../workspace/choreo-index-manager.ts';
import type { Choreographies, Group } from '../workspace/choreographies.ts';
import { byName } from './named.ts';

/** The possible targets of references. */
export type NameKind = 'message' | 'type' | 'extensible' | 'participant';

export interface VisibleNames {
  /** By bare name: declarations of this choreography, and those of used choreographies that are not shadowed. */
  readonly bare: Readonly<Record<NameKind, ReadonlyMap<string, AstNodeDescription>>>;
  /** By choreography, then by name. */
  readonly qualified: ReadonlyMap<string, Readonly<Record<NameKind, ReadonlyMap<string, AstNodeDescription>>>>;
  /** Bare names that more than one used choreography declares, with the names of those choreographies. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
  /** The values of all visible enums; the first one of duplicates. */
  readonly enumValues: ReadonlyMap<string, AstNode>;
  readonly enums: ReadonlyMap<string, AstNode>;
  /** The headers of all choreographies under the root, by name. */
  readonly headers: ReadonlyMap<string, AstNodeDescription>;
}

type Table = Record<NameKind, Map<string, AstNodeDescription>>;

const kindsOfType: Readonly<Record<string, readonly NameKind[]>> = {
  [Message.$type]: ['message', 'extensible'],
  [RecordType.$type]: ['type', 'extensible'],
  [EnumType.$type]: ['type'],
  [Service.$type]: ['participant'],
  [Actor.$type]: ['participant'],
};

/** Creates and caches the maps of each choreography. */
export class VisibleNamesProvider {
  readonly #index: ChoreoIndexManager;
  readonly #choreographies: Choreographies;
  #own = new Map<string, Table>();
  #visible = new Map<string, VisibleNames>();
  #headers = new Map<string, ReadonlyMap<string, AstNodeDescription>>();

  constructor(index: ChoreoIndexManager, choreographies: Choreographies) {
    this.#index = index;
    this.#choreographies = choreographies;
  }

  /** Call when the declarations of any file have changed. */
  clear(): void {
    this.#own.clear();
    this.#visible.clear();
    this.#headers.clear();
  }

  of(group: Group): VisibleNames {
    let names = this.#visible.get(group.key);
    if (!names) this.#visible.set(group.key, (names = this.#compute(group)));
    return names;
  }

  #compute(group: Group): VisibleNames {
    const own = this.#ownNames(group);
    const used = this.#choreographies.usedBy(group);
    const qualified = new Map([[group.name, own], ...used.map(other => [other.name, this.#ownNames(other)] as const)]);
    const headers = this.#headersUnder(group.root);
    if (used.length === 0) return { bare: own, ...enumsAmong(own.type), qualified, ambiguous: new Map(), headers };

    const bare = createTable();
    const ambiguous = new Map<string, string[]>();
    for (const kind of ['message', 'type', 'extensible'] as const) {
      const owners = new Map<string, string[]>();
      for (const other of used) {
        for (const [name, description] of this.#ownNames(other)[kind]) {
          owners.set(name, [...(owners.get(name) ?? []), other.name]);
          bare[kind].set(name, description);
        }
      }
      for (const [name, choreographies] of owners) {
        if (choreographies.length < 2 || own[kind].has(name)) continue;
        bare[kind].delete(name);
        ambiguous.set(name, choreographies);
      }
      for (const [name, description] of own[kind]) bare[kind].set(name, description);
    }
    bare.participant = own.participant;
    return { bare, ...enumsAmong(bare.type), qualified, ambiguous, headers };
  }

  #ownNames(group: Group): Table {
    const known = this.#own.get(group.key);
    if (known) return known;
    const table = createTable();
    for (const document of group.documents) {
      for (const description of this.#index.declaredIn(document.uri.toString())) {
        for (const kind of kindsOfType[description.type] ?? []) {
          // The first of two declarations with the same name counts; the second is reported.
          if (!table[kind].has(description.name)) table[kind].set(description.name, description);
        }
      }
    }
    this.#own.set(group.key, table);
    return table;
  }

  #headersUnder(root: string): ReadonlyMap<string, AstNodeDescription> {
    const known = this.#headers.get(root);
    if (known) return known;
    const headers = new Map<string, AstNodeDescription>();
    for (const group of this.#choreographies.all()) {
      if (group.root !== root) continue;
      for (const document of group.documents) {
        if (!document.parseResult.value.header) continue;
        const header = this.#index.declaredIn(document.uri.toString()).find(({ type }) => type === Header.$type);
        if (header && !headers.has(header.name)) headers.set(header.name, header);
      }
    }
    this.#headers.set(root, headers);
    return headers;
  }
}

function createTable(): Table {
  return { message: new Map(), type: new Map(), extensible: new Map(), participant: new Map() };
}

function enumsAmong(types: ReadonlyMap<string, AstNodeDescription>): Pick<VisibleNames, 'enumValues' | 'enums'> {
  const enumValues = new Map<string, AstNode>();
  const enums = new Map<string, AstNode>();
  for (const [name, { node }] of types) {
    if (!isEnumType(node)) continue;
    enums.set(name, node);
    for (const [value, declared] of byName(node.values)) if (!enumValues.has(value)) enumValues.set(value, declared);
  }
  return { enumValues, enums };
}
