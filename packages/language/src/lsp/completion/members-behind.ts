/**
 * Finds members of a service or channel after the cursor, since a state can be used before its declaration. They are
 * parsed separately, since the parser often loses the first one after unfinished text.
 */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNode, LangiumDocument, Lexer } from 'langium';
import { isChannel, isService } from '../../generated/ast.ts';
import type { Channel, Service } from '../../generated/ast.ts';
import { Pending } from '../../parser/grammar-walk.ts';
import type { PartialTrees } from './partial-tree.ts';
import { readTokens } from './readings.ts';
import type { Token } from './readings.ts';

/** A line that no longer belongs to the declaration, in a conventionally formatted text. */
const beyond = /^(?:\}|(?:event|command|type|enum|service|external|actor|channel|property|scenario)\b)/m;

/** The search stops after this many characters. */
const far = 50_000;

export class MembersBehind {
  readonly #members: Readonly<Record<string, Pending>>;
  readonly #trees: PartialTrees;
  readonly #lexer: Lexer;

  constructor(rules: readonly GrammarAST.ParserRule[], trees: PartialTrees, lexer: Lexer) {
    this.#trees = trees;
    this.#lexer = lexer;
    this.#members = Object.fromEntries(
      rules.flatMap(rule => {
        const members = AstUtils.streamAllContents(rule)
          .filter(GrammarAST.isAssignment)
          .find(({ feature }) => feature === 'members');
        return members ? [[rule.name, Pending.of(rule, members)]] : [];
      }),
    );
  }

  /** Adds the members after the offset to the service or channel around a node. The document is read once. */
  from(document: LangiumDocument, offset: number): (node: AstNode) => void {
    let behind: AstNode | undefined;
    return node => {
      const around = AstUtils.getContainerOfType(node, hasMembers);
      const start = around && this.#members[around.$type];
      if (!start) return;
      if (behind?.$type !== around.$type) behind = this.#read(start, around.$type, document, offset);
      const members: AstNode[] = around.members;
      if (hasMembers(behind)) members.push(...behind.members);
    };
  }

  #read(start: Pending, type: string, document: LangiumDocument, offset: number): AstNode {
    const text = document.textDocument.getText().slice(offset, offset + far);
    const tokens = upToEnd(this.#lexer.tokenize(text.slice(0, beyond.exec(text)?.index)).tokens);
    const readings = readTokens(start, tokens);
    const best = readings.find(({ pending }) => !pending || pending.canEnd) ?? readings[0];
    return this.#trees.contentOf(type, best?.trail, document);
  }
}

function hasMembers(node: AstNode): node is Service | Channel {
  return isService(node) || isChannel(node);
}

/** The text up to the closing brace of the service or channel. */
function upToEnd(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const end = tokens.findIndex(({ image }) => {
    depth += Number(image === '{') - Number(image === '}');
    return depth < 0;
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}
