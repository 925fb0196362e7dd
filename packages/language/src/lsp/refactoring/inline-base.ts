/** The fields of what a declaration extends take the place of `extends`. */
import { isMessage, isRecordType } from '../../generated/ast.ts';
import type { Extensible } from '../../generated/ast.ts';
import { partOfProperty } from '../../parser/property-part.ts';
import { listed } from '../../validation/wording.ts';
import { blockOf, removeBlock } from './blocks.ts';
import { addFields } from './field-texts.ts';
import type { Place } from './place.ts';
import type { Plan, Refactoring, Step } from './refactoring.ts';

export const inlineBase: Refactoring = {
  kind: 'refactor.inline',

  offersAt(place) {
    const { declaration } = place;
    if (!isMessage(declaration) && !isRecordType(declaration)) return [];
    const head = (partOfProperty(declaration, 'base') ?? partOfProperty(declaration, 'name'))?.end ?? 0;
    if (place.end > head) return [];
    const base = declaration.base?.ref;
    const children = place.declarations.filter(
      (one): one is Extensible => (isMessage(one) || isRecordType(one)) && one.base?.ref === declaration,
    );
    const intoThis = base && place.declarations.includes(base) ? [offer(base, [declaration], place)] : [];
    return [...intoThis, ...(children.length > 0 ? [offer(declaration, children, place)] : [])];
  },
};

function offer(base: Extensible, children: readonly Extensible[], place: Place) {
  const names = listed(children.map(({ name }) => name ?? ''));
  return { title: `Inline \`${base.name}\` into ${names}`, plan: () => planOf(base, children, place) };
}

function planOf(base: Extensible, children: readonly Extensible[], place: Place): Plan {
  const from = place.sourceAround(base);
  const steps = children.map((child): Step => {
    const source = place.sourceAround(child);
    const own = new Set(child.fields.map(({ name }) => name));
    const added = addFields(
      base.fields.filter(({ name }) => !own.has(name)),
      from,
      child,
      source,
    );
    return {
      label: `Write its fields into ${child.name}`,
      edits: [replaceBase(child, base, place), ...(added ? [added] : [])],
    };
  });
  // A message stays, since it is one of the flow.
  const isUnused = isRecordType(base) && place.usesOf(base).length === children.length;
  const removed = {
    label: `Remove the type ${base.name}`,
    edits: isUnused ? [removeBlock(blockOf(base, from), from)] : [],
  };
  return { steps: [...steps, removed] };
}

/** By what the base extends itself. */
function replaceBase(child: Extensible, base: Extensible, place: Place) {
  const source = place.sourceAround(child);
  const start = partOfProperty(child, 'name')?.end ?? 0;
  const end = partOfProperty(child, 'base')?.end ?? start;
  const next = partOfProperty(base, 'base');
  const origin = base.baseOrigin === undefined ? '' : `${base.baseOrigin}.`;
  return source.replace(start, end, next ? ` extends ${origin}${next.text}` : '');
}
