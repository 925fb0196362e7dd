/** What the users of a choreography do with its declarations: to it, these come from and go to the outside. */
import type { LentDeclarations } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import type { Fragment } from './lower-file.ts';

/** `name`: the lending choreography, whose declarations the borrowers' fragments spell `name.Declaration`. */
export function lentDeclarations(name: string, borrowers: readonly Fragment[]): LentDeclarations {
  const emitted = new Set<string>();
  const handled = new Set<string>();
  const named = new Set<string>();
  for (const fragment of borrowers) {
    for (const id of idsIn(fragment)) named.add(id);
    for (const participant of fragment.participants) {
      for (const { message } of participant.emits) emitted.add(message);
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

/** Every id anywhere in a fragment: all parts of the model say them under one of these names. */
const idKeys = new Set(['message', 'id', 'enum']);

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (typeof part === 'string') return idKeys.has(key) ? [part] : [];
    return key.endsWith('pan') ? [] : idsIn(part);
  });
}
