/** In payloads and contents: the fields of the message or type, with the one that is being written. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import type { SignatureHelp } from 'vscode-languageserver';
import { isContents, isEmission, isEntry, isGivenField, isPayloadEntry, isPayloadObject } from '../../generated/ast.ts';
import type { Extensible, Field } from '../../generated/ast.ts';
import { docBefore } from '../../lowering/doc-comment.ts';
import { fieldsOf } from '../../references/fields.ts';
import { recordBehind } from '../completion/payloads.ts';
import { documentation } from '../hover/markdown.ts';
import type { CursorReading } from './cursor-reading.ts';

interface Block {
  readonly record: Extensible;
  /** Names that are written, in order. */
  readonly written: readonly string[];
  /** The entry that is being written, if its name is there. */
  readonly current: string | undefined;
  /** Whether `...` can stand here. */
  readonly canCopy: boolean;
}

/** Undefined where the fields are not known. */
export function fieldsAt(reading: CursorReading): SignatureHelp | undefined {
  const node = reading.node();
  const block = node && blockAround(node);
  if (!block) return undefined;
  const fields = [...fieldsOf(block.record).values()];
  const labels = [...(block.canCopy ? ['...'] : []), ...fields.map(fieldLabel)];
  const start = `${block.record.name ?? ''} { `;
  let at = start.length;
  const parameters = labels.map((label, index) => {
    const place: [number, number] = [at, at + label.length];
    at += label.length + 2;
    const field = fields[index - (block.canCopy ? 1 : 0)];
    const doc = field ? docOf(field) : 'Copies every field that the trigger has under the same name and type.';
    return { label: place, ...(doc === undefined ? {} : { documentation: { kind: 'markdown' as const, value: doc } }) };
  });
  const active = activeField(fields, block, reading.prefix) + (block.canCopy ? 1 : 0);
  return {
    signatures: [{ label: `${start}${labels.join(', ')} }`, parameters }],
    activeSignature: 0,
    activeParameter: active,
  };
}

function activeField(fields: readonly Field[], { written, current }: Block, prefix: string): number {
  const named = fields.findIndex(({ name }) => name === current);
  if (named >= 0) return named;
  const open = fields.filter(({ name }) => name !== undefined && !written.includes(name));
  const meant = open.find(({ name }) => prefix !== '' && name?.startsWith(prefix)) ?? open[0];
  return meant ? fields.indexOf(meant) : Math.max(0, fields.length - 1);
}

function blockAround(node: AstNode): Block | undefined {
  let current: string | undefined;
  for (let around: AstNode | undefined = node; around; around = around.$container) {
    if (isGivenField(around)) current ??= around.field?.$refText;
    if (isPayloadEntry(around)) current ??= around.name;
    if (isPayloadObject(around)) {
      const record = recordBehind(around);
      const written = around.entries.flatMap(({ name }) => name ?? []);
      return record && { record, written, current, canCopy: false };
    }
    if (isContents(around)) {
      const owner = around.$container;
      const record = isEmission(owner) || isEntry(owner) ? owner.message?.ref : undefined;
      const written = around.items.flatMap(item => (isGivenField(item) ? (item.field?.$refText ?? []) : []));
      return record && { record, written, current, canCopy: isEmission(owner) };
    }
  }
  return undefined;
}

function fieldLabel({ key, name, optional, type }: Field): string {
  return `${key ? 'key ' : ''}${name ?? ''}${optional ? '?' : ''}: ${type?.$cstNode?.text.replace(/\s+/g, ' ') ?? '…'}`;
}

function docOf(field: Field): string | undefined {
  const { textDocument, uri } = AstUtils.getDocument(field);
  const doc = field.$cstNode && docBefore(textDocument.getText(), field.$cstNode.offset);
  return doc === undefined ? undefined : documentation(doc, uri.toString());
}
