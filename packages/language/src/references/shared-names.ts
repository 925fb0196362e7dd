/**
 * Fields that share a name, so that they must be renamed together: a key, which is the same in all messages with that name;
 * a field that redeclares an inherited one; the fields that one name in the text reads; and those that `...` copies to one another.
 */
import { AstUtils, isReference } from 'langium';
import { isCopiedFields, isEmission, isMessage, isReaction, isRecordType } from '../generated/ast.ts';
import type { Emission, Extensible, Field, Message } from '../generated/ast.ts';
import type { ChoreoDocument, Choreographies, Group } from '../workspace/choreographies.ts';
import { fieldsReadBy } from './field-reads.ts';
import { fieldsOf, triggerMessages } from './fields.ts';

export class SharedNames {
  readonly #sharing = new Map<Field, Set<Field>>();

  constructor(choreographies: Choreographies) {
    for (const groups of connectedGroups(choreographies)) {
      const documents = groups.flatMap(({ documents: files }) => files);
      const declared = documents.flatMap(document => extensiblesOf(document));
      this.#shareKeys(declared.filter(isMessage));
      for (const one of declared) this.#shareInherited(one);
      for (const document of documents) this.#shareRead(document);
    }
  }

  /** The field and all fields that share its name. */
  of(field: Field): ReadonlySet<Field> {
    return this.#sharing.get(field) ?? new Set([field]);
  }

  /** The names of keys identify cases across all choreographies that use one another. */
  #shareKeys(messages: readonly Message[]): void {
    const fields = new Map<string, Field[]>();
    const keys = new Set<string>();
    for (const message of messages) {
      for (const [name, field] of fieldsOf(message)) {
        const known = fields.get(name);
        if (known) known.push(field);
        else fields.set(name, [field]);
        if (field.key) keys.add(name);
      }
    }
    for (const key of keys) this.#share(fields.get(key) ?? []);
  }

  #shareInherited(declaration: Extensible): void {
    const base = declaration.base?.ref;
    if (!base) return;
    const inherited = fieldsOf(base);
    for (const field of declaration.fields) {
      const other = inherited.get(field.name ?? '');
      if (other && other !== field) this.#share([field, other]);
    }
  }

  #shareRead(document: ChoreoDocument): void {
    for (const reference of document.references) {
      if (!isReference(reference)) continue;
      this.#share(fieldsReadBy(reference));
      const container = reference.$refNode?.astNode;
      if (isEmission(container) && reference === container.message) this.#shareCopied(container);
    }
  }

  #shareCopied(emission: Emission): void {
    const message = emission.message?.ref;
    const reaction = AstUtils.getContainerOfType(emission, isReaction);
    if (!message || !reaction || !emission.contents?.items.some(isCopiedFields)) return;
    const given = new Set(
      emission.contents.items.flatMap(item => (isCopiedFields(item) ? [] : [item.field?.$refText ?? ''])),
    );
    const sources = triggerMessages(reaction).map(fieldsOf);
    for (const [name, field] of fieldsOf(message)) {
      if (given.has(name)) continue;
      const copied = sources.flatMap(fields => fields.get(name) ?? []);
      this.#share([field, ...copied.filter(source => typeText(source) === typeText(field))]);
    }
  }

  #share(fields: readonly Field[]): void {
    const [first, ...others] = fields;
    if (!first) return;
    for (const other of others) {
      const [one, two] = [this.#setOf(first), this.#setOf(other)];
      if (one === two) continue;
      const [larger, smaller] = one.size < two.size ? [two, one] : [one, two];
      for (const field of smaller) {
        larger.add(field);
        this.#sharing.set(field, larger);
      }
    }
  }

  #setOf(field: Field): Set<Field> {
    let set = this.#sharing.get(field);
    if (!set) this.#sharing.set(field, (set = new Set([field])));
    return set;
  }
}

function typeText({ type }: Field): string {
  return type?.$cstNode?.text ?? '';
}

function extensiblesOf(document: ChoreoDocument): readonly Extensible[] {
  return document.parseResult.value.declarations.filter(one => isMessage(one) || isRecordType(one));
}

/** The choreographies of the workspace, grouped by direct or indirect use. */
function connectedGroups(choreographies: Choreographies): readonly (readonly Group[])[] {
  const left = new Set(choreographies.all());
  const neighbours = new Map<Group, Group[]>([...left].map(group => [group, []]));
  for (const group of left) {
    for (const used of choreographies.usedBy(group)) {
      neighbours.get(group)?.push(used);
      neighbours.get(used)?.push(group);
    }
  }
  const connected: Group[][] = [];
  for (const group of left) {
    const together = new Set([group]);
    for (const member of together) for (const next of neighbours.get(member) ?? []) together.add(next);
    for (const member of together) left.delete(member);
    connected.push([...together]);
  }
  return connected;
}
