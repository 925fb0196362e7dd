/** Hover text: the declaration and documentation of a name, and for a message its emitters and handlers. */
import { AstUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import { AstNodeHoverProvider } from 'langium/lsp';
import { MarkupContent } from 'vscode-languageserver';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { instancesOf } from '@choreo/analysis';
import { emissionsOf } from '@choreo/model';
import type { Choreography, Entry } from '@choreo/model';
import { isAnnotation, isHeader, isMessage, isService } from '../generated/ast.ts';
import { docBefore } from '../lowering/doc-comment.ts';
import type { Models } from '../lowering/models.ts';
import type { ChoreoDocument, Choreographies } from '../workspace/choreographies.ts';
import { listed, quoted } from '../validation/wording.ts';
import { contentsAt } from './contents-hover.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';

const maxLines = 14;

export class ChoreoHover extends AstNodeHoverProvider {
  readonly #choreographies: Choreographies;
  readonly #models: Models;

  constructor(services: ChoreoLspServices) {
    super(services);
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#models = services.shared.lowering.Models;
  }

  /** On a message's name in an emission with contents, these as well. */
  override async getHoverContent(document: LangiumDocument, params: HoverParams): Promise<Hover | undefined> {
    const hover = await super.getHoverContent(document, params);
    if (!hover || !MarkupContent.is(hover.contents)) return hover;
    const group = this.#choreographies.groupOf(document as ChoreoDocument);
    const lines = contentsAt(this.#models.of(group), document.uri.toString(), params.position);
    if (lines.length === 0) return hover;
    return { ...hover, contents: { ...hover.contents, value: [hover.contents.value, '', ...lines].join('\n') } };
  }

  protected override getAstNodeHoverContent(node: AstNode): string | undefined {
    const document = AstUtils.getDocument(node) as ChoreoDocument;
    const parts = ['```choreo', declarationText(node), '```'];
    const doc = node.$cstNode && docBefore(document.textDocument.getText(), node.$cstNode.offset);
    if (doc) parts.push('', doc);
    if (isService(node) && node.name !== undefined) parts.push(...this.#keptBy(node.name, document));
    if (isMessage(node) && node.name !== undefined) parts.push('', ...this.#relations(node.name, document));
    return parts.join('\n');
  }

  /** By which key a service keeps its state, and what leads there. */
  #keptBy(name: string, document: ChoreoDocument): string[] {
    const instances = instancesOf(this.#models.of(this.#choreographies.groupOf(document))).get(name);
    if (!instances?.isKeeping) return [];
    const { key, links, participant } = instances;
    if (key.length === 0) return participant.keptBy ? ['', 'Keeps one state for all cases.'] : [];
    const linking = [...links].map(([message, keys]) => `- ${quoted(message)} links ${listed(keys)} to it`);
    return ['', `Keeps its state by ${listed(key)}.`, ...(linking.length > 0 ? ['', ...linking] : [])];
  }

  #relations(name: string, document: ChoreoDocument): string[] {
    const group = this.#choreographies.groupOf(document);
    const lines = relationsOf(this.#models.of(group), name);
    for (const user of this.#choreographies.usersOf(group)) {
      const id = `${group.name}.${name}`;
      lines.push(...relationsOf(this.#models.of(user), id).map(line => `${line} (\`${user.name}\`)`));
    }
    return lines.length > 0 ? lines : ['Nothing emits it, and nothing reacts to it.'];
  }
}

function relationsOf(choreography: Choreography, message: string): string[] {
  const from: string[] = [];
  const to: string[] = [];
  for (const participant of choreography.participants) {
    const name = `\`${participant.name}\``;
    const own = participant.emits.filter(entry => entry.message === message).map(entry => `${name}${afterText(entry)}`);
    from.push(...new Set(own));
    for (const entry of participant.emits) {
      if (entry.after?.some(answered => answered.message === message)) to.push(`${name} with \`${entry.message}\``);
    }
    for (const source of [...participant.reactions, ...participant.schedules]) {
      if (emissionsOf(source).some(emission => emission.message === message)) from.push(`\`${source.id}\``);
    }
    for (const reaction of participant.reactions) {
      if (reaction.trigger.messages.some(trigger => trigger.message === message)) to.push(`\`${reaction.id}\``);
    }
    if (participant.receives.some(receipt => receipt.message === message)) to.push(`\`${participant.name}\``);
  }
  return [
    ...(from.length > 0 ? [`- Emitted by ${from.join(', ')}`] : []),
    ...(to.length > 0 ? [`- Handled by ${to.join(', ')}`] : []),
  ];
}

/** " after `A` or `B`" */
function afterText({ after = [] }: Entry): string {
  return after.length > 0 ? ` after ${after.map(({ message }) => `\`${message}\``).join(' or ')}` : '';
}

/** The declaration as written, without annotations and indentation, and cut off if it is long. */
function declarationText(node: AstNode): string {
  const cst = node.$cstNode;
  if (!cst) return '';
  const annotations = isHeader(node) ? node.annotations : AstUtils.streamContents(node).filter(isAnnotation).toArray();
  const start = annotations.at(-1)?.$cstNode?.end ?? cst.offset;
  const text = cst.root.fullText.slice(start, cst.end).trim();
  const column = cst.range.start.character;
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && !line.slice(0, column).trim() ? line.slice(column) : line));
  if (lines.length <= maxLines) return lines.join('\n');
  return [...lines.slice(0, maxLines - 1), '  …', lines.at(-1)].join('\n');
}
