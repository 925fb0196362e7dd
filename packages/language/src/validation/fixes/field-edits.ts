/** Adds fields and keys to messages. */
import type { Field, Message, TypeRef } from '@choreo/model';
import { typeText } from '@choreo/analysis';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** `key name: type` as the message's first field. */
export function addKey(message: Message, name: string, type: TypeRef, context: EditContext): TextChange {
  const source = SourceText.of(message.span, context);
  const start = source.offsetAt(message.span.range.start);
  const end = source.offsetAt(message.span.range.end);
  const field = `key ${name}: ${typeText(type)}`;
  const brace = source.text.indexOf('{', start);
  if (brace < 0 || brace >= end) return source.insert(end, ` { ${field} }`);
  if (source.endsLine(brace + 1)) {
    return source.insert(brace + 1, `${source.eol}${source.indentAt(start)}${source.indent}${field}`);
  }
  const gap = /\s/.test(source.text.charAt(brace + 1)) ? '' : ' ';
  return source.insert(brace + 1, ` ${field}${gap}`);
}

/** Writes `key` before an existing field. */
export function makeKey(field: Field, context: EditContext): TextChange {
  const source = SourceText.of(field.nameSpan, context);
  return source.insert(source.offsetAt(field.nameSpan.range.start), 'key ');
}
