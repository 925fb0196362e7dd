/** Fields that several declarations have become a type that they extend. */
import { isMessage, isRecordType } from '../../generated/ast.ts';
import type { Extensible, Field } from '../../generated/ast.ts';
import { partOfProperty } from '../../parser/property-part.ts';
import { listed } from '../../validation/wording.ts';
import { blockOf } from './blocks.ts';
import { selectedFields } from './extract-type.ts';
import { declareType, removeFields } from './field-texts.ts';
import type { Place } from './place.ts';
import { freeName } from './refactoring.ts';
import type { Plan, Refactoring } from './refactoring.ts';

export const extractBase: Refactoring = {
  kind: 'refactor.extract',

  offersAt(place) {
    const fields = selectedFields(place);
    const owner = fields[0]?.$container;
    if (!owner || owner.base) return [];
    const others = place.declarations.filter(
      (one): one is Extensible =>
        (isMessage(one) || isRecordType(one)) &&
        one !== owner &&
        !one.base &&
        fields.every(field => sameIn(one, field, place)),
    );
    if (others.length === 0) return [];
    const all = [owner, ...others];
    const names = listed(all.map(({ name }) => name ?? ''));
    return [
      {
        title: `Extract ${fields.length === 1 ? 'a base' : `a base with ${fields.length} fields`} of ${names}`,
        plan: () => planOf(fields, all, place),
      },
    ];
  },
};

/** The field that reads the same, comments and annotations included. */
function sameIn(other: Extensible, field: Field, place: Place): Field | undefined {
  return other.fields.find(one => one.name === field.name && written(one, place) === written(field, place));
}

function written(field: Field, place: Place): string {
  const source = place.sourceAround(field);
  const { start, end } = blockOf(field, source);
  return source.text.slice(start, end).replaceAll(/\s+/g, ' ');
}

function planOf(fields: readonly Field[], all: readonly Extensible[], place: Place): Plan {
  const [owner] = all;
  if (!owner) return { steps: [] };
  const name = freeName(`${commonWords(all.map(one => one.name ?? '')) || owner.name}Base`, candidate =>
    place.isTaken(candidate),
  );
  const declared = declareType(name, fields, owner, place);
  const users = all.map(one => {
    const source = place.sourceAround(one);
    const own = fields.flatMap(field => sameIn(one, field, place) ?? []);
    const end = partOfProperty(one, 'name')?.end ?? 0;
    return {
      label: `Extend it in ${one.name}`,
      edits: [source.insert(end, ` extends ${name}`), ...removeFields(own, one, source)],
    };
  });
  return { steps: [{ label: `Add the type ${name}`, edits: [declared] }, ...users], named: { edit: declared, name } };
}

/** The words with which all names begin: `Order` of `OrderPlaced` and `OrderPaid`. */
function commonWords(names: readonly string[]): string {
  const [first = [], ...others] = names.map(name => name.match(/\p{Lu}?[^\p{Lu}]+|\p{Lu}/gu) ?? []);
  const different = first.findIndex((word, index) => others.some(words => words[index] !== word));
  return first.slice(0, different < 0 ? first.length : different).join('');
}
