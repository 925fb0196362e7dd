/** The hover on a name: its declaration, its documentation, what it is connected with, and what verification says about it. */
import { AstUtils } from 'langium';
import type { AstNode, NameProvider } from 'langium';
import { isActor, isField, isHeader, isMessage, isProperty, isReaction, isScenario } from '../../generated/ast.ts';
import { isEnumValue, isService, isStateValue, isStateVariable } from '../../generated/ast.ts';
import type { Annotation, Header } from '../../generated/ast.ts';
import { docBefore } from '../../lowering/doc-comment.ts';
import type { Models } from '../../lowering/models.ts';
import type { ChoreoReferences } from '../../references/choreo-references.ts';
import type { ChoreoDocument, Choreographies } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import type { RuleDocs } from '../rule-docs.ts';
import { declarationText, spanOf } from './element.ts';
import type { HoverElement } from './element.ts';
import type { AskedElement, KnownVerdict, VerdictSource } from './known-verdicts.ts';
import { addressOf, block, code, documentation, enumerated, linked, plain, prose } from './markdown.ts';
import { messageFacts } from './message-hover.ts';
import { participantFacts, reactionFacts, reactionOf, stateFacts } from './participant-hover.ts';
import { otherUses, sharingFields, stateUses } from './uses-hover.ts';

export class DeclarationHover {
  readonly #choreographies: Choreographies;
  readonly #docs: RuleDocs;
  readonly #models: Models;
  readonly #names: NameProvider;
  readonly #references: ChoreoReferences;
  readonly #verdicts: VerdictSource;

  constructor({ lsp, references, shared }: ChoreoLspServices) {
    this.#choreographies = shared.workspace.Choreographies;
    this.#docs = shared.lsp.RuleDocs;
    this.#models = shared.lowering.Models;
    this.#names = references.NameProvider;
    this.#references = references.References;
    this.#verdicts = lsp.VerdictSource;
  }

  /** As Markdown. */
  textOf(node: AstNode): string {
    const document = AstUtils.getDocument(node) as ChoreoDocument;
    const shown = isStateValue(node) ? (AstUtils.getContainerOfType(node, isStateVariable) ?? node) : node;
    const doc = shown.$cstNode && docBefore(document.textDocument.getText(), shown.$cstNode.offset);
    const group = this.#choreographies.groupOf(document);
    const element: HoverElement = {
      node,
      name: this.#names.getName(node) ?? '',
      document,
      group,
      choreography: this.#models.of(group),
      users: this.#choreographies
        .usersOf(group)
        .map(user => ({ name: user.name, choreography: this.#models.of(user) })),
    };
    const parts = [
      [block(declarationText(shown))],
      annotationFacts(node),
      this.#facts(element),
      this.#verdictLines(element),
    ];
    const [text = [], ...rest] = parts;
    return [text, doc === undefined ? [] : [documentation(doc, document.uri.toString())], ...rest]
      .filter(lines => lines.length > 0)
      .map(lines => lines.join('\n'))
      .join('\n\n');
  }

  #facts(element: HoverElement): readonly string[] {
    const { node } = element;
    if (isMessage(node)) return messageFacts(element);
    if (isService(node) || isActor(node)) return participantFacts(element);
    if (isReaction(node)) return reactionFacts(element);
    if (isStateVariable(node)) return [...stateFacts(element), ...stateUses(node, this.#references)];
    if (isHeader(node)) return this.#choreographyFacts(node, element);
    if (isField(node)) {
      return [...ownerLine(node), ...sharingFields(node, this.#references), ...otherUses(node, this.#references)];
    }
    if (isEnumValue(node) || isStateValue(node)) return [...ownerLine(node), ...otherUses(node, this.#references)];
    return otherUses(node, this.#references);
  }

  #choreographyFacts(_header: Header, { group, choreography, users }: HoverElement): readonly string[] {
    const files = group.documents.map(({ uri }) => {
      const address = addressOf(uri.toString(), { line: 0, character: 0 });
      return `[${code(uri.path.split('/').at(-1) ?? '')}](${address})`;
    });
    const { messages, participants } = choreography;
    return [
      `- ${files.length === 1 ? 'One file' : `${files.length} files`}: ${enumerated(files)}`,
      `- ${messages.length} messages, ${participants.length} participants`,
      ...(group.uses.length > 0 ? [`- Uses ${enumerated(group.uses.map(code))}`] : []),
      ...(users.length > 0 ? [`- Used by ${enumerated(users.map(({ name }) => code(name)))}`] : []),
    ];
  }

  #verdictLines(element: HoverElement): readonly string[] {
    const asked = askedOf(element);
    const known = asked && this.#verdicts.verdictsAbout(asked);
    if (!known) return [];
    if (known.kind === 'none') return [`**Verification**: ${known.words}`];
    return ['**Verification**:', '', ...known.verdicts.map(verdict => this.#verdictLine(verdict))];
  }

  #verdictLine({ code: rule, about, summary, message }: KnownVerdict): string {
    const url = rule === undefined ? undefined : this.#docs.urlOf(rule);
    const page = rule === undefined || url === undefined ? '' : ` ([${code(rule)}](${url}))`;
    return `- ${about === undefined ? '' : `${prose(about)}: `}${prose(summary)}${page}${message === undefined ? '' : `. ${prose(message)}`}`;
  }
}

function askedOf({ node, name, group, choreography }: HoverElement): AskedElement | undefined {
  if (isReaction(node)) {
    const id = reactionOf(node, choreography)?.id;
    return id === undefined ? undefined : { kind: 'reaction', name: id, choreography: group.key };
  }
  const kind = isMessage(node)
    ? 'message'
    : isService(node) || isActor(node)
      ? 'participant'
      : isProperty(node)
        ? 'property'
        : isScenario(node)
          ? 'scenario'
          : undefined;
  return kind && { kind, name, choreography: group.key };
}

/** Of a field, an enum value or a state value: what it belongs to. */
function ownerLine(node: AstNode): readonly string[] {
  const owner = isStateValue(node) ? AstUtils.getContainerOfType(node, isStateVariable) : node.$container;
  const name: unknown = owner && Reflect.get(owner, 'name');
  if (!owner?.$cstNode || typeof name !== 'string') return [];
  return [`- ${isField(node) ? 'A field' : 'A value'} of ${linked(name, spanOf(owner.$cstNode))}`];
}

function annotationFacts(node: AstNode): readonly string[] {
  if (!('annotations' in node)) return [];
  return (node.annotations as readonly Annotation[]).flatMap(({ name, args }) => {
    const text = args[0]?.text;
    if (name === 'deprecated') return [`**Deprecated**${text === undefined ? '' : `: ${plain(text)}`}`];
    if (name === 'owner' && text !== undefined) return [`Owner: ${plain(text)}`];
    return [];
  });
}
