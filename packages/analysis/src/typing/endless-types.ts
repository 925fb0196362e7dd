/** Types that no value can have: those that extend themselves, and those that contain themselves endlessly. */
import type { Choreography, Field, Message, RecordType, TypeRef } from '@choreo/model';
import { namesOf } from '@choreo/model';
import type { TypeMismatch } from './type-error.ts';
import { cyclesOf } from '../graph/components.ts';
import type { Edges } from '../graph/components.ts';
import { shortestCycle } from '../graph/shortest-cycle.ts';

type Fields = Message | RecordType;

export function findEndlessTypes(choreography: Choreography): TypeMismatch[] {
  const names = namesOf(choreography);
  const types = [...names.types.values()].filter(type => type.kind === 'record');
  const all: Fields[] = [...names.messages.values(), ...types];
  const isPlain = (one: Fields) => !one.base && one.fields.every(field => neededRecord(field) === undefined);
  // A cycle of records has a record that another one holds or extends.
  if (types.every(isPlain) && all.every(one => !one.base)) return [];
  const index = new Map(all.map((one, position) => [one, position]));
  const idIndex = new Map([...all].reverse().map(one => [one.id, index.get(one) ?? 0]));
  const files = new Set(choreography.files);

  const bases: Edges = node => {
    const base = all[node]?.base?.id;
    const target = base === undefined ? undefined : idIndex.get(base);
    return target === undefined ? [] : [target];
  };
  const needed = all.map(one =>
    one.fields.flatMap(field => {
      const id = neededRecord(field);
      const type = id === undefined ? undefined : names.types.get(id);
      const target = type?.kind === 'record' ? index.get(type) : undefined;
      return target === undefined ? [] : [{ field, target }];
    }),
  );
  const contents: Edges = node => (needed[node] ?? []).map(({ target }) => target);

  const findings: TypeMismatch[] = [];
  for (const component of cyclesOf(all.length, bases)) {
    const cycle = shortestCycle(component, bases).flatMap(node => all[node] ?? []);
    const places = cycle.flatMap(one => one.base?.span ?? []);
    const problem = { kind: 'extends-itself', names: cycle.map(one => one.id), places } as const;
    const span = places.find(place => files.has(place.uri));
    if (span) findings.push({ code: 'type-mismatch', problem, span, about: cycle.map(one => one.nameSpan) });
  }
  for (const component of cyclesOf(all.length, contents)) {
    const cycle = shortestCycle(component, contents);
    const fields = cycle.flatMap((node, at) => {
      const target = cycle[(at + 1) % cycle.length];
      const field = needed[node]?.find(one => one.target === target)?.field;
      return field ? [{ field, of: all[node]?.id ?? '' }] : [];
    });
    const path = fields.map(({ field, of }) => `${of}.${field.name}`);
    const problem = { kind: 'contains-itself', path, places: fields.map(({ field }) => field.nameSpan) } as const;
    const span = problem.places.find(place => files.has(place.uri));
    if (span) findings.push({ code: 'type-mismatch', problem, span, about: [] });
  }
  return findings;
}

/** The record that every value of the field holds: an optional field, a list and a map can be empty. */
function neededRecord({ optional, type }: Field & { readonly type: TypeRef }): string | undefined {
  return !optional && type.kind === 'record' ? type.id : undefined;
}
