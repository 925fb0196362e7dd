/** The fields of declarations as text: in one line, or one below the other. */
import { GrammarUtils } from 'langium';
import type { Extensible, Field } from '../../generated/ast.ts';
import type { TextChange } from '../../validation/diagnostic.ts';
import type { SourceText } from '../../validation/fixes/source-text.ts';
import { blockOf, membersText, removeBlock, runsOf } from './blocks.ts';
import type { Place } from './place.ts';

/** Fields as they stand between braces, with the braces. */
export function inBraces(fields: readonly Field[], source: SourceText, around: string): string {
  if (fields.length === 0) return '{ }';
  if (!areBelow(fields, source)) return `{ ${fields.map(({ $cstNode }) => $cstNode?.text ?? '').join('  ')} }`;
  return ['{', membersText(fields, source, around + source.indent), `${around}}`].join(source.eol);
}

/** Whether they are on lines of their own. */
export function areBelow(fields: readonly Field[], source: SourceText): boolean {
  const [first, last] = [fields[0], fields.at(-1)];
  if (!first || !last) return false;
  const { start } = blockOf(first, source);
  return source.startsLine(start) || source.text.slice(start, blockOf(last, source).end).includes('\n');
}

/** A type behind the declaration from which its fields come. */
export function declareType(name: string, fields: readonly Field[], owner: Extensible, place: Place): TextChange {
  const source = place.sourceAround(owner);
  const { start, end } = blockOf(owner, source);
  const isShort = !source.text.slice(start, end).includes('\n');
  const body = inBraces(fields, source, '');
  const gap = isShort && !body.includes('\n') ? source.eol : `${source.eol}${source.eol}`;
  return source.insert(end, `${gap}type ${name} ${body}`);
}

/** Takes fields out of a declaration; braces with nothing in them go too, where the language allows that. */
export function removeFields(fields: readonly Field[], owner: Extensible, source: SourceText): readonly TextChange[] {
  const kept = owner.fields.filter(field => !fields.includes(field));
  const brace = GrammarUtils.findNodeForKeyword(owner.$cstNode, '{');
  if (kept.length === 0 && brace && owner.$cstNode) {
    const start = source.text.slice(0, brace.offset).trimEnd().length;
    return [source.replace(start, owner.$cstNode.end, owner.$type === 'Message' ? '' : ' { }')];
  }
  if (areBelow(owner.fields, source)) {
    return runsOf(fields, owner.fields, source).map(block => removeBlock(block, source));
  }
  const [start, end] = [owner.fields[0]?.$cstNode?.offset ?? 0, owner.fields.at(-1)?.$cstNode?.end ?? 0];
  return [source.replace(start, end, kept.map(({ $cstNode }) => $cstNode?.text ?? '').join('  '))];
}

/** Adds fields from elsewhere before those of a declaration, in its form. */
export function addFields(
  fields: readonly Field[],
  from: SourceText,
  owner: Extensible,
  source: SourceText,
): TextChange | undefined {
  const { $cstNode: cst } = owner;
  if (!cst || fields.length === 0) return undefined;
  const brace = GrammarUtils.findNodeForKeyword(cst, '{');
  const around = source.indentAt(cst.offset);
  if (!brace) return source.insert(cst.end, ` ${inBraces(fields, from, around)}`);
  const first = owner.fields[0];
  if (!first) return source.replace(brace.offset, cst.end, inBraces(fields, from, around));
  if (areBelow(owner.fields, source)) {
    const { start } = blockOf(first, source);
    return source.insert(
      start,
      `${membersText(fields, from, source.indentAt(start)).trimStart()}${source.eol}${source.indentAt(start)}`,
    );
  }
  if (!areBelow(fields, from)) {
    return source.insert(
      first.$cstNode?.offset ?? 0,
      fields.map(({ $cstNode }) => `${$cstNode?.text ?? ''}  `).join(''),
    );
  }
  const indent = around + source.indent;
  const own = owner.fields.map(({ $cstNode }) => `${indent}${$cstNode?.text ?? ''}`);
  const lines = ['{', membersText(fields, from, indent), ...own, `${around}}`];
  return source.replace(brace.offset, cst.end, lines.join(source.eol));
}

/** Whether a field or a state of the choreography has the name. */
export function isFieldName(name: string, place: Place): boolean {
  return place.declarations.some(declaration => {
    if (declaration.$type === 'Message' || declaration.$type === 'RecordType') {
      return declaration.fields.some(field => field.name === name);
    }
    return (
      declaration.$type === 'Service' &&
      declaration.members.some(member => member.$type === 'StateVariable' && member.name === name)
    );
  });
}
