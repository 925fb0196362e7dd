/** What an emission or entry says of what its message carries: for the hover on the message's name there. */
import { expressionText } from '@choreo/analysis';
import { comparePositions, emissionsOf, filledFields, itemsOf, namesOf } from '@choreo/model';
import type { Choreography, Emission, Entry, Field, FilledField, Names, Position, Reaction } from '@choreo/model';
import { code } from './markdown.ts';

/** What becomes of the fields of a message that is emitted with contents. */
export interface Filling {
  readonly given: readonly FilledField[];
  /** By `...`. */
  readonly copied: readonly Field[];
  /** Keys that come with the trigger although nothing is written. */
  readonly keys: readonly Field[];
  /** The handler, or whoever sends an entry, gives them. */
  readonly open: readonly Field[];
  readonly isEntry: boolean;
}

/** Undefined where no emission with contents names a message there. */
export function fillingAt(choreography: Choreography, uri: string, position: Position): Filling | undefined {
  const found = emissionAt(choreography, uri, position);
  const names = namesOf(choreography);
  const message = found && names.messages.get(found.emission.message);
  if (!found?.emission.contents || !message) return undefined;
  const { emission, reaction, isTimeout, isEntry = false } = found;
  const filled = filledFields(emission, isTimeout ? undefined : reaction, names);
  const rest = names.allFields(message).filter(field => filled.every(one => one.field !== field));
  const keys = rest.filter(field => field.key && reaction && comesWithTrigger(field, reaction, names));
  return {
    given: filled.filter(({ isCopied }) => !isCopied),
    copied: filled.flatMap(({ field, isCopied }) => (isCopied ? [field] : [])),
    keys,
    open: rest.filter(field => !keys.includes(field)),
    isEntry,
  };
}

/** As Markdown, one line each; none where no emission with contents names a message there. */
export function contentsAt(choreography: Choreography, uri: string, position: Position): readonly string[] {
  const filling = fillingAt(choreography, uri, position);
  if (!filling) return [];
  const { given, keys, open, isEntry } = filling;
  const copied = [...filling.copied, ...keys];
  const named = (fields: readonly Field[]): string => fields.map(({ name }) => `\`${name}\``).join(', ');
  return [
    ...(given.length > 0
      ? [`- Given here: ${given.map(({ field, value }) => code(`${field.name}: ${expressionText(value)}`)).join(', ')}`]
      : []),
    ...(copied.length > 0 ? [`- From the trigger: ${named(copied)}`] : []),
    ...(open.length > 0 ? [`- Left ${isEntry ? 'open' : 'to the handler'}: ${named(open)}`] : []),
  ];
}

interface Found {
  readonly emission: Emission | Entry;
  readonly reaction?: Reaction;
  /** A join has given up: only the key of its messages is known. */
  readonly isTimeout?: boolean;
  readonly isEntry?: boolean;
}

function emissionAt({ participants }: Choreography, uri: string, position: Position): Found | undefined {
  const isAt = ({ nameSpan }: Emission | Entry): boolean =>
    nameSpan.uri === uri &&
    comparePositions(nameSpan.range.start, position) <= 0 &&
    comparePositions(position, nameSpan.range.end) < 0;
  for (const { emits, schedules, reactions } of participants) {
    const entry = emits.find(isAt);
    if (entry) return { emission: entry, isEntry: true };
    const scheduled = schedules.flatMap(emissionsOf).find(isAt);
    if (scheduled) return { emission: scheduled };
    for (const reaction of reactions) {
      const emission = emissionsOf(reaction).find(isAt);
      if (!emission) continue;
      const late = reaction.within ? itemsOf([reaction.within.otherwise]) : [];
      return { emission, reaction, isTimeout: late.includes(emission) };
    }
  }
  return undefined;
}

function comesWithTrigger({ name }: Field, { trigger }: Reaction, names: Names): boolean {
  const has = ({ message: id }: { readonly message: string }): boolean => {
    const message = names.messages.get(id);
    return message !== undefined && names.allFields(message).some(field => field.key && field.name === name);
  };
  return trigger.kind === 'all' ? trigger.messages.some(has) : trigger.messages.every(has);
}
