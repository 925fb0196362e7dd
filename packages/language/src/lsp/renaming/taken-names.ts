/** Finds names that are taken: two declarations with the same name would merge or become ambiguous. */
import { AstUtils } from 'langium';
import type { AstNode, LangiumDocuments } from 'langium';
import type { ChoreoServices } from '../../choreo-services.ts';
import type { Declaration, Extensible, Field, Message } from '../../generated/ast.ts';
import {
  isActor,
  isChannel,
  isEnumType,
  isEnumValue,
  isField,
  isHeader,
  isMessage,
  isProperty,
  isReaction,
  isRecordType,
  isScenario,
  isService,
  isStateValue,
  isStateVariable,
} from '../../generated/ast.ts';
import { nameFromTriggers, reactionName } from '../../references/choreo-name-provider.ts';
import type { ChoreoReferences } from '../../references/choreo-references.ts';
import { fieldsOf } from '../../references/fields.ts';
import type { ChoreoDocument, Choreographies, Group } from '../../workspace/choreographies.ts';
import { capitalized, declarationWords, placedWords } from './declaration-words.ts';
import { unlabelledReactionsTo } from './rename-edits.ts';

export class TakenNames {
  readonly #choreographies: Choreographies;
  readonly #documents: LangiumDocuments;
  readonly #references: ChoreoReferences;

  constructor(services: ChoreoServices) {
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#documents = services.shared.workspace.LangiumDocuments;
    this.#references = services.references.References;
  }

  /** The reason why the declaration cannot have this name; undefined if the name is free. */
  reasonAgainst(target: AstNode, name: string): string | undefined {
    const group = this.#choreographies.groupOf(AstUtils.getDocument(target));
    if (isHeader(target)) return this.#choreographyNamed(group, name);
    if (isField(target)) return this.#fieldNamed(target, name);
    if (isContract(target)) {
      const cause = 'the events, commands, types and enums of a choreography need different names';
      return (
        taken(declaredIn(group, isContract, name, target), cause) ??
        this.#lentNamed(group, name) ??
        (isMessage(target) ? this.#reactionNamedAfter(target, name) : undefined)
      );
    }
    if (isParticipant(target)) {
      return taken(declaredIn(group, isParticipant, name, target), 'services and actors need different names');
    }
    for (const isKind of [isChannel, isProperty, isScenario]) {
      if (isKind(target)) return taken(declaredIn(group, isKind, name, target));
    }
    return taken(siblingNamed(target, name));
  }

  #choreographyNamed(group: Group, name: string): string | undefined {
    const other = this.#choreographies
      .all()
      .filter(one => one.root === group.root && one.name === name && one.key !== group.key)
      .flatMap(({ documents }) => documents.flatMap(document => document.parseResult.value.header ?? []))[0];
    return other && taken(other, 'files with the same choreography name belong together, so the two would be merged');
  }

  /** A declaration of this choreography would hide a lent one. */
  #lentNamed(group: Group, name: string): string | undefined {
    for (const used of this.#choreographies.usedBy(group)) {
      const lent = declaredIn(used, isContract, name);
      if (!lent) continue;
      const hides = `\`${group.name}\` uses \`${used.name}\`, and its own declaration would hide this one`;
      return taken(lent, hides, 'Choose another name');
    }
    return undefined;
  }

  /** The names of reactions without a label derive from the message. */
  #reactionNamedAfter(message: Message, name: string): string | undefined {
    for (const reaction of unlabelledReactionsTo(message, this.#references.occurrencesOf(message))) {
      const renamed = nameFromTriggers(reaction, ({ message: trigger }) =>
        trigger?.ref === message ? name : (trigger?.$refText ?? ''),
      );
      const others = reaction.$container.members.filter(isReaction).filter(other => other !== reaction);
      const cause = `\`${reaction.$container.name}.${reactionName(reaction)}\`, which has no label, would be called \`${renamed}\` too`;
      const other = others.find(one => reactionName(one) === renamed);
      if (other)
        return `${capitalized(placedWords(other))} is in the way: ${cause}. Choose another name, or give one of the two another label.`;
    }
    return undefined;
  }

  /** Checks the records that have the field or a field that shares its name, and the records that extend them. */
  #fieldNamed(target: Field, name: string): string | undefined {
    const sharing = [...this.#references.sharing(target)].filter(isField);
    const owners = new Map<AstNode, Field>(sharing.map(field => [field.$container, field]));
    for (const document of this.#documents.all.toArray() as ChoreoDocument[]) {
      for (const declaration of document.parseResult.value.declarations) {
        if (!isMessage(declaration) && !isRecordType(declaration)) continue;
        const other = fieldsOf(declaration).get(name);
        const owner = other && chainOf(declaration).find(link => owners.has(link));
        const field = owner && owners.get(owner);
        if (!field) continue;
        const has = `\`${declaration.name}\` has \`${target.name}\` too`;
        const cause = field === target ? undefined : `${has}, which is renamed with ${declarationWords(target)}`;
        return taken(other, field === target && declaration !== other.$container ? has : cause);
      }
    }
    return undefined;
  }
}

function chainOf(declaration: Extensible): readonly Extensible[] {
  const chain: Extensible[] = [];
  for (let next: Extensible | undefined = declaration; next && !chain.includes(next); next = next.base?.ref) {
    chain.push(next);
  }
  return chain;
}

const isContract = (node: AstNode) => isMessage(node) || isRecordType(node) || isEnumType(node);
const isParticipant = (node: AstNode) => isService(node) || isActor(node);

function declaredIn(group: Group, isKind: (node: AstNode) => boolean, name: string, but?: AstNode) {
  return group.documents
    .flatMap((document): readonly Declaration[] => document.parseResult.value.declarations)
    .find(declaration => declaration !== but && isKind(declaration) && declaration.name === name);
}

/** Another value of the same enum or state, or another state or reaction of the service, with this name. */
function siblingNamed(target: AstNode, name: string): AstNode | undefined {
  if (isEnumValue(target)) return target.$container.values.find(other => other !== target && other.name === name);
  if (isStateValue(target)) return target.$container.values.find(other => other !== target && other.name === name);
  const members = AstUtils.getContainerOfType(target, isService)?.members ?? [];
  if (isStateVariable(target)) {
    return members.filter(isStateVariable).find(other => other !== target && other.name === name);
  }
  if (!isReaction(target)) return undefined;
  return members.filter(isReaction).find(other => other !== target && reactionName(other) === name);
}

function taken(
  other: AstNode | undefined,
  cause?: string,
  wayOut = 'Choose another name, or rename that one first',
): string | undefined {
  if (!other) return undefined;
  return `${capitalized(placedWords(other))} already has this name${cause === undefined ? '' : `: ${cause}`}. ${wayOut}.`;
}
