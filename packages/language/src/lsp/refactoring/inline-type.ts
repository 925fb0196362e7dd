/** The fields of a type take the place of a field that has it. */
import { GrammarUtils } from 'langium';
import { isPayloadEntry, isRecordType } from '../../generated/ast.ts';
import type { Extensible, Field, NamePart, PayloadEntry, RecordType } from '../../generated/ast.ts';
import { fieldsOf, recordOf } from '../../references/fields.ts';
import { isMessage } from '../../generated/ast.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import type { SourceText } from '../../validation/fixes/source-text.ts';
import { listed } from '../../validation/wording.ts';
import { blockOf, membersText, removeBlock } from './blocks.ts';
import { areBelow } from './field-texts.ts';
import { usesOfField } from './field-uses.ts';
import type { Place } from './place.ts';
import type { Plan, Refactoring } from './refactoring.ts';

export const inlineType: Refactoring = {
  kind: 'refactor.inline',

  offersAt(place) {
    const field = fieldAt(place);
    const record = field && recordOf(field);
    if (!field || !isRecordType(record) || !place.declarations.includes(record)) return [];
    const reason = reasonAgainst(field, record, place);
    return [
      {
        title: `Inline \`${record.name}\` into \`${field.$container.name}\``,
        ...(reason === undefined ? {} : { disabled: reason }),
        plan: () => planOf(field, record, place),
      },
    ];
  },
};

/** The field at the cursor; at the name of a type, the only field that has it. */
function fieldAt(place: Place): Field | undefined {
  const { declaration } = place;
  if (!isMessage(declaration) && !isRecordType(declaration)) return undefined;
  const field = declaration.fields.find(one => place.isIn(one));
  if (field || !isRecordType(declaration)) return field;
  const brace = declaration.$cstNode?.text.indexOf('{') ?? 0;
  if (place.end > (declaration.$cstNode?.offset ?? 0) + brace) return undefined;
  const [use, ...others] = place.usesOf(declaration);
  return use && others.length === 0 && use.node.$type === 'Type' && use.node.$container?.$type === 'Field'
    ? (use.node.$container as Field)
    : undefined;
}

function reasonAgainst(field: Field, record: RecordType, place: Place): string | undefined {
  const owner = field.$container;
  const uses = usesOfField(field, place);
  if (uses.reason !== undefined) return uses.reason;
  if (field.optional) return `\`${field.name}\` may be missing as a whole, which its fields could not say.`;
  const fields = [...fieldsOf(record).values()];
  const key = fields.find(one => one.key);
  if (key) return `\`${key.name}\` is a key in \`${record.name}\`, and would become one of \`${owner.name}\`.`;
  const taken = extending(owner, place).flatMap(one => [...fieldsOf(one).keys()]);
  const clash = fields.filter(({ name }) => taken.includes(name ?? '') && name !== field.name);
  if (clash.length > 0)
    return `\`${owner.name}\` has ${listed(clash.map(({ name }) => name ?? ''))} already. Rename one of the two first.`;
  if (fields.some(one => place.sourceAround(one).text !== place.sourceAround(record).text)) {
    return `\`${record.name}\` inherits fields from another file. Inline what it extends first.`;
  }
  const whole = uses.parts.find(part => !nextOf(part));
  if (whole) return `\`${field.name}\` is read as a whole, which its fields cannot be.`;
  return uses.entries.some(entry => entry.value?.$type !== 'PayloadObject')
    ? `A scenario gives \`${field.name}\` a value that has no fields.`
    : undefined;
}

/** The declaration and all that extend it. */
function extending(owner: Extensible, place: Place): readonly Extensible[] {
  const all = place.declarations.filter(one => isMessage(one) || isRecordType(one));
  const found = new Set<Extensible>([owner]);
  for (const base of found) for (const one of all) if (one.base?.ref === base) found.add(one);
  return [...found];
}

function planOf(field: Field, record: RecordType, place: Place): Plan {
  const [source, from] = [place.sourceAround(field), place.sourceAround(record)];
  const fields = [...fieldsOf(record).values()];
  const { parts, entries } = usesOfField(field, place);
  const isUnused = place.usesOf(record).length === 1;
  return {
    steps: [
      {
        label: `Write the fields of ${record.name} into ${field.$container.name}`,
        edits: [inPlaceOf(field, fields, source, from)],
      },
      { label: `Read them without ${field.name}`, edits: parts.map(part => withoutQualifier(part, place)) },
      {
        label: `Write them without ${field.name} in scenarios`,
        edits: entries.flatMap(entry => unwrapped(entry, place)),
      },
      { label: `Remove the type ${record.name}`, edits: isUnused ? [removeBlock(blockOf(record, from), from)] : [] },
    ],
  };
}

function inPlaceOf(field: Field, fields: readonly Field[], source: SourceText, from: SourceText): TextChange {
  const { start, end } = blockOf(field, source);
  if (source.startsLine(start)) {
    return source.replace(start, end, membersText(fields, from, source.indentAt(start)).trimStart());
  }
  const texts = fields.map(({ $cstNode }) => $cstNode?.text ?? '');
  const owner = field.$container;
  const brace = GrammarUtils.findNodeForKeyword(owner.$cstNode, '{');
  if (!areBelow(fields, from) || !brace || !owner.$cstNode) return source.replace(start, end, texts.join('  '));
  // With their comments, fields need lines of their own.
  const around = source.indentAt(owner.$cstNode.offset);
  const indent = around + source.indent;
  const lines = owner.fields.map(one =>
    one === field ? membersText(fields, from, indent) : `${indent}${one.$cstNode?.text ?? ''}`,
  );
  return source.replace(brace.offset, owner.$cstNode.end, ['{', ...lines, `${around}}`].join(source.eol));
}

function nextOf(part: NamePart): NamePart | undefined {
  return part.$container.parts[(part.$containerIndex ?? 0) + 1];
}

function withoutQualifier(part: NamePart, place: Place): TextChange {
  const next = nextOf(part);
  return place.sourceAround(part).replace(part.$cstNode?.offset ?? 0, next?.$cstNode?.offset ?? 0, '');
}

function unwrapped(entry: PayloadEntry, place: Place): readonly TextChange[] {
  if (!isPayloadEntry(entry) || entry.value?.$type !== 'PayloadObject') return [];
  const source = place.sourceAround(entry);
  const [first, last] = [entry.value.entries[0], entry.value.entries.at(-1)];
  const [start, end] = [entry.$cstNode?.offset ?? 0, entry.$cstNode?.end ?? 0];
  if (first?.$cstNode && last?.$cstNode) {
    return [source.replace(start, first.$cstNode.offset, ''), source.replace(last.$cstNode.end, end, '')];
  }
  const comma = /^\s*,\s*/.exec(source.text.slice(end))?.[0].length ?? 0;
  return [source.replace(start, end + comma, '')];
}
