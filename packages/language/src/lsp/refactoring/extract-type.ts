/** Selected fields become a type, and one field of it. */
import { isMessage, isRecordType } from '../../generated/ast.ts';
import type { Extensible, Field, PayloadEntry, PayloadObject } from '../../generated/ast.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import { blockOf } from './blocks.ts';
import { declareType, isFieldName } from './field-texts.ts';
import { usesOfField } from './field-uses.ts';
import type { Place } from './place.ts';
import { freeName } from './refactoring.ts';
import type { Plan, Refactoring } from './refactoring.ts';

export const extractType: Refactoring = {
  kind: 'refactor.extract',

  offersAt(place) {
    const fields = selectedFields(place);
    const [first] = fields;
    if (!first) return [];
    const reason = fields.map(field => usesOfField(field, place).reason).find(one => one !== undefined);
    const what = fields.length === 1 ? `\`${first.name}\`` : `${fields.length} fields`;
    return [
      {
        title: `Extract ${what} to a new type`,
        ...(reason === undefined ? {} : { disabled: reason }),
        plan: () => planOf(fields, first.$container, place),
      },
    ];
  },
};

/** The fields of which a part is selected; a single one has to be selected as a whole. */
export function selectedFields(place: Place): readonly Field[] {
  const { declaration: owner, start, end } = place;
  if (place.isCursor || !(isMessage(owner) || isRecordType(owner))) return [];
  const fields = owner.fields.filter(field => place.touches(field));
  const [first, ...others] = fields;
  const cst = first?.$cstNode;
  const isWhole = cst !== undefined && start <= cst.offset && cst.end <= end;
  return others.length > 0 || isWhole ? fields : [];
}

function planOf(fields: readonly Field[], owner: Extensible, place: Place): Plan {
  const type = freeName(`${owner.name}Details`, candidate => place.isTaken(candidate));
  const name = freeName('details', candidate => isFieldName(candidate, place));
  const source = place.sourceAround(owner);
  const declared = declareType(type, fields, owner, place);
  const [first, last] = [fields[0], fields.at(-1)].map(field => field && blockOf(field, source));
  const replaced = source.replace(first?.start ?? 0, last?.end ?? 0, `${name}: ${type}`);
  const uses = fields.map(field => usesOfField(field, place));
  const reads = uses.flatMap(({ parts }) =>
    parts.map(part => place.sourceAround(part).insert(part.$cstNode?.offset ?? 0, `${name}.`)),
  );
  const objects = Map.groupBy(
    uses.flatMap(({ entries }) => entries),
    ({ $container }) => $container as PayloadObject,
  );
  const payloads = [...objects].flatMap(([object, entries]) => nested(object, entries, name, place));
  return {
    steps: [
      { label: `Add the type ${type}`, edits: [declared] },
      { label: `Use it in ${owner.name}`, edits: [replaced] },
      { label: `Read its fields from ${name}`, edits: reads },
      { label: `Write its fields into ${name} in scenarios`, edits: payloads },
    ],
    named: { edit: declared, name: type },
  };
}

/** `a: 1, b: 2` becomes `details: { a: 1, b: 2 }`, where the first of them stands. */
function nested(
  object: PayloadObject,
  entries: readonly PayloadEntry[],
  name: string,
  place: Place,
): readonly TextChange[] {
  const source = place.sourceAround(object);
  const sorted = object.entries.filter(entry => entries.includes(entry));
  const texts = sorted.map(({ $cstNode }) => $cstNode?.text ?? '');
  return sorted.map((entry, index) => {
    const [start, end] = [entry.$cstNode?.offset ?? 0, entry.$cstNode?.end ?? 0];
    if (index === 0) return source.replace(start, end, `${name}: { ${texts.join(', ')} }`);
    const before = object.entries[object.entries.indexOf(entry) - 1]?.$cstNode?.end ?? start;
    return source.replace(before, end, '');
  });
}
