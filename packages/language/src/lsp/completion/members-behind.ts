/**
 * The members of a service or channel that stand behind the cursor: a state can be named before it is declared. They are
 * read anew, since the parser often loses the first of them while what stands before it is unfinished.
 */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNode, LangiumDocument, Lexer } from 'langium';
import { isChannel, isService } from '../../generated/ast.ts';
import type { Channel, Service } from '../../generated/ast.ts';
import { Pending } from './grammar-walk.ts';
import type { PartialTrees } from './partial-tree.ts';
import { readTokens } from './readings.ts';
import type { Token } from './readings.ts';

/** A line that is not inside of the declaration any more, in a text that is laid out as texts are. */
const beyond = /^(?:\}|(?:event|command|type|enum|service|external|actor|channel|property|scenario)\b)/m;

/** Further down nothing is looked for. */
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

  /** Adds to the service or channel around a node what stands behind the offset in the document, which is read once. */
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

/** Up to the brace that closes what the first of them stand in. */
function upToEnd(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const end = tokens.findIndex(({ image }) => {
    depth += Number(image === '{') - Number(image === '}');
    return depth < 0;
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}
