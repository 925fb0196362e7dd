/** Groups files into choreographies, and finds which choreographies use one another. */
import { DocumentState, URI, UriUtils } from 'langium';
import type { LangiumDocument, LangiumDocuments } from 'langium';
import type { ChoreoFile } from '../generated/ast.ts';
import { isWithin } from './folders.ts';
import type { RootOf } from './roots.ts';

export type ChoreoDocument = LangiumDocument<ChoreoFile>;

/** The files of one choreography. */
export interface Group {
  /** Unique in the workspace. */
  readonly key: string;
  readonly name: string;
  readonly root: string;
  /** Sorted by URI. */
  readonly documents: readonly ChoreoDocument[];
  /** The names after `uses`, in all headers. */
  readonly uses: readonly string[];
}

interface Membership {
  readonly root: string;
  readonly name: string;
  /** A file without a header is a separate choreography. */
  readonly alone: boolean;
  readonly uses: readonly string[];
}

/** Groups the documents of the workspace. Recomputed when a header or the set of files changes. */
export class Choreographies {
  readonly #documents: LangiumDocuments;
  readonly #rootOf: RootOf;
  readonly #memberships = new Map<string, Membership>();
  #groups: Map<string, Group> | undefined;
  /** By the key of a choreography that is gone, one of its files; by the URI of a file that is gone, its choreography. */
  readonly #successors = new Map<string, string>();
  readonly #moves: { readonly from: URI; readonly to: URI }[] = [];

  constructor(documents: LangiumDocuments, rootOf: RootOf) {
    this.#documents = documents;
    this.#rootOf = rootOf;
  }

  /** Registers a parsed document. Returns whether it is new, has another choreography, or has other `uses`. */
  note(document: LangiumDocument): boolean {
    const uri = document.uri.toString();
    const before = this.#memberships.get(uri);
    this.#successors.delete(uri);
    const now = this.#membershipOf(document as ChoreoDocument);
    this.#memberships.set(uri, now);
    this.#groups = undefined;
    if (before && keyOf(uri, before) !== keyOf(uri, now)) this.#successors.set(keyOf(uri, before), uri);
    return JSON.stringify(before) !== JSON.stringify(now);
  }

  /** A file or folder was renamed: who asks for it by its old URI means the new one. */
  noteMove(from: URI, to: URI): void {
    this.#moves.push({ from, to });
  }

  /**
   * The choreography with this key, or of the file with this URI, and that file or its first one. Also finds what had the key or
   * the URI before a file was moved, a header changed, or a file was deleted whose choreography has others.
   */
  find(keyOrUri: string): { readonly group: Group; readonly file: ChoreoDocument } | undefined {
    const tried = new Set<string>();
    for (let at: string | undefined = keyOrUri; at !== undefined && !tried.has(at); at = this.#afterwards(at)) {
      tried.add(at);
      const group = this.#byKey().get(at);
      const file = group?.documents[0] ?? (this.#documents.getDocument(URI.parse(at)) as ChoreoDocument | undefined);
      if (file) return { group: group ?? this.groupOf(file), file };
    }
    return undefined;
  }

  /** The root of a registered file. */
  rootOfKnown(uri: string): string | undefined {
    return this.#memberships.get(uri)?.root;
  }

  /** The roots may have changed. */
  forgetAll(): void {
    this.#memberships.clear();
    this.#groups = undefined;
  }

  forget(uri: string): void {
    const membership = this.#memberships.get(uri);
    if (membership?.alone === false) this.#successors.set(uri, keyOf(uri, membership));
    this.#memberships.delete(uri);
    this.#groups = undefined;
  }

  /** The choreographies of the workspace, sorted by root and name. */
  all(): readonly Group[] {
    return [...this.#byKey().values()];
  }

  #afterwards(keyOrUri: string): string | undefined {
    const move = this.#moves.findLast(({ from }) => isWithin(URI.parse(keyOrUri), from));
    return move
      ? move.to.toString() + URI.parse(keyOrUri).toString().slice(move.from.toString().length)
      : this.#successors.get(keyOrUri);
  }

  groupOf(document: LangiumDocument): Group {
    const membership = this.#memberships.get(document.uri.toString()) ?? this.#membershipOf(document as ChoreoDocument);
    const key = keyOf(document.uri.toString(), membership);
    return (
      this.#byKey().get(key) ?? {
        key,
        name: membership.name,
        root: membership.root,
        documents: [document as ChoreoDocument],
        uses: membership.uses,
      }
    );
  }

  /** The choreographies that this one uses, under the same root. */
  usedBy(group: Group): readonly Group[] {
    return group.uses.flatMap(name => {
      const used = this.#byKey().get(`${group.root} ${name}`);
      return used && used.key !== group.key ? [used] : [];
    });
  }

  /** The choreographies that use this one. */
  usersOf(group: Group): readonly Group[] {
    return this.all().filter(
      other => other.root === group.root && this.usedBy(other).some(used => used.key === group.key),
    );
  }

  #byKey(): Map<string, Group> {
    if (this.#groups) return this.#groups;
    const members = new Map<string, { membership: Membership; documents: ChoreoDocument[]; uses: Set<string> }>();
    for (const document of this.#documents.all) {
      if (document.state < DocumentState.Parsed) continue;
      const uri = document.uri.toString();
      const membership = this.#memberships.get(uri) ?? this.#membershipOf(document as ChoreoDocument);
      this.#memberships.set(uri, membership);
      const key = keyOf(uri, membership);
      const group = members.get(key) ?? { membership, documents: [], uses: new Set<string>() };
      group.documents.push(document as ChoreoDocument);
      for (const name of membership.uses) group.uses.add(name);
      members.set(key, group);
    }
    const groups = [...members].map(([key, { membership, documents, uses }]): [string, Group] => {
      documents.sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1));
      return [key, { key, name: membership.name, root: membership.root, documents, uses: [...uses] }];
    });
    groups.sort(([a], [b]) => (a < b ? -1 : 1));
    return (this.#groups = new Map(groups));
  }

  #membershipOf(document: ChoreoDocument): Membership {
    const header = document.parseResult.value.header;
    const root = this.#rootOf(document.uri);
    if (!header?.name) {
      const name = UriUtils.basename(document.uri).replace(/\.choreo$/, '');
      return { root, name, alone: true, uses: [] };
    }
    const uses = header.uses.flatMap(use => (use.choreography?.$refText ? [use.choreography.$refText] : []));
    return { root, name: header.name, alone: false, uses };
  }
}

function keyOf(uri: string, membership: Membership): string {
  return membership.alone ? uri : `${membership.root} ${membership.name}`;
}
