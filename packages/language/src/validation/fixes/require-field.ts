/** Fields that messages may come without, made required. */
import type { Field, Message } from '@choreo/model';
import type { Fix, Related } from '../diagnostic.ts';
import { listed, quoted } from '../wording.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

type Lacking = readonly { readonly message: Message; readonly field: Field }[];

export function optionalPlaces(lacking: Lacking): Related[] {
  return lacking.map(({ message, field }) => ({
    message: `${quoted(field.name)} is optional in ${quoted(message.id)}.`,
    span: field.nameSpan,
  }));
}

/** Not where others inherit the field from the same place, or it belongs to another choreography. */
export function requireFixes(name: string, lacking: Lacking, context: EditContext): Fix[] {
  const edits = lacking.flatMap(({ message, field }) => {
    if (message.choreography !== context.choreography.name || !message.fields.includes(field)) return [];
    const source = SourceText.of(field.nameSpan, context);
    const end = source.offsetAt(field.nameSpan.range.end);
    const mark = source.text.slice(end).search(/\S/);
    return source.text[end + mark] === '?' ? [source.replace(end, end + mark + 1, '')] : [];
  });
  if (edits.length < lacking.length) return [];
  const messages = listed(lacking.map(({ message }) => message.name));
  return [{ title: `Make ${quoted(name)} required in ${messages}`, edits }];
}
