/**
 * Colours names by their role. A name is coloured where it is linked, so an unknown name keeps the colour of the TextMate grammar,
 * which colours all else: keywords, strings, numbers, comments.
 */
import { AstUtils, isReference } from 'langium';
import type { AstNode, CstNode, LangiumDocument, NameProvider } from 'langium';
import type { SemanticTokenProvider } from 'langium/lsp';
import type {
  Range,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensOptions,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { isHeader, isScenario } from '../../generated/ast.ts';
import type { Models } from '../../lowering/models.ts';
import { partOfProperty } from '../../parser/property-part.ts';
import { payloadNamesOf } from '../../references/payload-names.ts';
import type { ChoreoDocument, Choreographies, Group } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { declaredInRange, touchesLines } from '../nodes-in-range.ts';
import { encodeTokens, tokensDelta } from './encoded-tokens.ts';
import type { Token } from './encoded-tokens.ts';
import { legend, tokenModifiers, tokenTypes } from './legend.ts';
import { bordersOf, roleOf } from './role.ts';
import type { Role } from './role.ts';

interface Sent {
  readonly id: string;
  readonly data: readonly number[];
}

export class ChoreoSemanticTokens implements SemanticTokenProvider {
  readonly tokenTypes = numbered(tokenTypes);
  readonly tokenModifiers = numbered(tokenModifiers);
  readonly semanticTokensOptions: SemanticTokensOptions = { legend, full: { delta: true }, range: true };
  readonly #choreographies: Choreographies;
  readonly #models: Models;
  readonly #names: NameProvider;
  /** What each open file was answered last, by URI: a delta is computed from it. */
  readonly #sent = new Map<string, Sent>();
  #count = 0;

  constructor({ shared, references }: ChoreoLspServices) {
    this.#choreographies = shared.workspace.Choreographies;
    this.#models = shared.lowering.Models;
    this.#names = references.NameProvider;
    shared.workspace.TextDocuments.onDidClose(({ document }) => this.#sent.delete(document.uri));
  }

  semanticHighlight(document: LangiumDocument, _params: SemanticTokensParams): SemanticTokens {
    const { id, data } = this.#remember(document);
    return { resultId: id, data: [...data] };
  }

  semanticHighlightRange(document: LangiumDocument, { range }: SemanticTokensRangeParams): SemanticTokens {
    return { data: encodeTokens(this.#tokensOf(document as ChoreoDocument, range)) };
  }

  semanticHighlightDelta(
    document: LangiumDocument,
    { previousResultId }: SemanticTokensDeltaParams,
  ): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(document.uri.toString());
    const { id, data } = this.#remember(document);
    return before?.id === previousResultId
      ? { resultId: id, edits: tokensDelta(before.data, data) }
      : { resultId: id, data: [...data] };
  }

  #remember(document: LangiumDocument): Sent {
    this.#count++;
    const sent = { id: String(this.#count), data: encodeTokens(this.#tokensOf(document as ChoreoDocument)) };
    this.#sent.set(document.uri.toString(), sent);
    return sent;
  }

  #tokensOf(document: ChoreoDocument, range?: Range): readonly Token[] {
    const group = this.#choreographies.groupOf(document);
    const borders = bordersOf(this.#models.of(group));
    const roles = new Map<AstNode, Role | undefined>();
    const roleOfNode = (node: AstNode): Role | undefined => {
      if (!roles.has(node))
        roles.set(
          node,
          roleOf(node, borders, message => this.#idOf(message, group)),
        );
      return roles.get(node);
    };
    const tokens: Token[] = [];
    const add = (part: CstNode | undefined, role: Role | undefined, declares = false): void => {
      if (!part || !role || (range && !touchesLines(part.range, range))) return;
      tokens.push({
        range: part.range,
        type: role.type,
        modifiers: declares ? ['declaration', ...role.modifiers] : role.modifiers,
      });
    };
    for (const reference of document.references) {
      if (!isReference(reference) || !reference.$refNode) continue;
      if (range && !touchesLines(reference.$refNode.range, range)) continue;
      const target = reference.ref;
      if (target) add(reference.$refNode, roleOfNode(target));
      const container = reference.$refNode.astNode;
      for (const property of ['origin', 'baseOrigin']) {
        if (Reflect.get(container, property) !== undefined) add(partOfProperty(container, property), qualifier);
      }
    }
    for (const node of declaredInRange(document.parseResult.value, range)) {
      add(this.#names.getNameNode(node), roleOfNode(node), true);
      if (isScenario(node)) {
        for (const { node: named, property, target } of payloadNamesOf(node)) {
          if (target) add(partOfProperty(named, property), roleOfNode(target));
        }
      }
      if (isHeader(node)) {
        for (const used of node.uses) add(used.choreography?.$refNode, qualifier);
      }
    }
    return tokens;
  }

  /** As the model of this choreography names it. */
  #idOf(message: AstNode, group: Group): string {
    const name = this.#names.getName(message) ?? '';
    const owner = this.#choreographies.groupOf(AstUtils.getDocument(message));
    return owner.key === group.key ? name : `${owner.name}.${name}`;
  }
}

/** A choreography's name, known or not. */
const qualifier: Role = { type: 'choreography', modifiers: [] };

function numbered(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [name, index]));
}
