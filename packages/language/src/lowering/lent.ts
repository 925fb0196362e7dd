/** Finds how the users of a choreography use its messages: for the choreography, these are entries and exits. */
import type { LentDeclarations } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import type { Fragment } from './lower-file.ts';

/** `name`: the lending choreography. The fragments of borrowers refer to its declarations as `name.Declaration`. */
export function lentDeclarations(name: string, borrowers: readonly Fragment[]): LentDeclarations {
  const emitted = new Set<string>();
  const handled = new Set<string>();
  const named = new Set<string>();
  for (const fragment of borrowers) {
    for (const id of idsIn(fragment)) named.add(id);
    for (const participant of fragment.participants) {
      for (const { message, after } of participant.emits) {
        emitted.add(message);
        for (const answered of after ?? []) handled.add(answered.message);
      }
      for (const source of [...participant.reactions, ...participant.schedules]) {
        for (const { message } of emissionsOf(source)) emitted.add(message);
      }
      for (const { message } of participant.receives) handled.add(message);
      for (const reaction of participant.reactions) {
        for (const { message } of reaction.trigger.messages) handled.add(message);
      }
    }
  }
  const own = (ids: ReadonlySet<string>) =>
    [...ids].filter(id => id.startsWith(`${name}.`)).map(id => id.slice(name.length + 1));
  return { emitted: own(emitted), handled: own(handled), named: own(named) };
}

/** Collects all ids in a fragment: the model stores ids only under these property names. */
const idKeys = new Set(['message', 'id', 'enum']);

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (typeof part === 'string') return idKeys.has(key) ? [part] : [];
    return key.endsWith('pan') ? [] : idsIn(part);
  });
}
