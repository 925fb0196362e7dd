/** What an emission or entry says of what its message carries: for the hover on the message's name there. */
import { expressionText } from '@choreo/analysis';
import { comparePositions, emissionsOf, filledFields, itemsOf, namesOf } from '@choreo/model';
import type { Choreography, Emission, Entry, Field, Names, Position, Reaction } from '@choreo/model';

/** As Markdown, one line each; none where no emission with contents names a message there. */
export function contentsAt(choreography: Choreography, uri: string, position: Position): readonly string[] {
  const found = emissionAt(choreography, uri, position);
  const message = found && namesOf(choreography).messages.get(found.emission.message);
  if (!found?.emission.contents || !message) return [];
  const { emission, reaction, isTimeout, isEntry } = found;
  const names = namesOf(choreography);
  const filled = filledFields(emission, isTimeout ? undefined : reaction, names);
  const given = filled.filter(({ isCopied }) => !isCopied);
  const rest = names.allFields(message).filter(field => filled.every(one => one.field !== field));
  const keys = rest.filter(field => field.key && reaction && comesWithTrigger(field, reaction, names));
  const copied = [...filled.flatMap(({ field, isCopied }) => (isCopied ? [field] : [])), ...keys];
  const open = rest.filter(field => !keys.includes(field));
  const named = (fields: readonly Field[]): string => fields.map(({ name }) => `\`${name}\``).join(', ');
  return [
    ...(given.length > 0
      ? [`- Given here: ${given.map(({ field, value }) => `\`${field.name}: ${expressionText(value)}\``).join(', ')}`]
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
