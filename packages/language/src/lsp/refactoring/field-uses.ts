/** What names a field, and why it cannot come to be elsewhere. */
import type { Field, NamePart, PayloadEntry } from '../../generated/ast.ts';
import { isGivenField, isNamePart, isPayloadEntry } from '../../generated/ast.ts';
import { capitalized as sentence, declarationWords, placedWords } from '../renaming/declaration-words.ts';
import type { Place } from './place.ts';

export interface FieldUses {
  readonly parts: readonly NamePart[];
  readonly entries: readonly PayloadEntry[];
  /** Why what names the field cannot follow. */
  readonly reason?: string;
}

export function usesOfField(field: Field, place: Place): FieldUses {
  if (field.key) return refused(`\`${field.name}\` is a key, and keys are fields of the message itself.`);
  const other = [...place.references.sharing(field)].find(one => one !== field);
  if (other) {
    return refused(`${sentence(declarationWords(field))} and ${placedWords(other)} are read or copied as one field.`);
  }
  const parts: NamePart[] = [];
  const entries: PayloadEntry[] = [];
  for (const { node, document, part } of place.usesOf(field)) {
    if (isNamePart(node)) parts.push(node);
    else if (isPayloadEntry(node)) entries.push(node);
    else {
      const line = `${document.uri.path.split('/').at(-1) ?? ''}:${part.range.start.line + 1}`;
      return refused(
        isGivenField(node)
          ? `\`${field.name}\` is given at ${line}, where a field of a type cannot be given.`
          : `\`${field.name}\` is used as a key at ${line}, and keys are fields of the message itself.`,
      );
    }
  }
  return { parts, entries };
}

function refused(reason: string): FieldUses {
  return { parts: [], entries: [], reason };
}
