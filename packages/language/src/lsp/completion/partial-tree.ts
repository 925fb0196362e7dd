/**
 * The syntax tree of the text before the cursor, with the node that is being completed. Scopes can use it like the tree
 * of a whole text, and it does not depend on the parser's error recovery after the cursor.
 */
import { AstUtils, GrammarAST, GrammarUtils, isAstNode } from 'langium';
import type {
  AstNode,
  AstReflection,
  GenericAstNode,
  LangiumDocument,
  Mutable,
  Reference,
  ScopeProvider,
} from 'langium';
import type { Slot, GrammarStep } from '../../parser/grammar-walk.ts';
import type { Place, Token, Trail } from './readings.ts';

interface Frame {
  readonly type: string;
  readonly fragment: boolean;
  readonly assignment: GrammarAST.Assignment | undefined;
  /** The value of a rule that returns a value instead of a node. */
  readonly isValue: boolean;
  node: Mutable<GenericAstNode> | undefined;
  text: string;
}

export class PartialTrees {
  readonly #reflection: AstReflection;
  readonly #scopes: ScopeProvider;

  constructor(reflection: AstReflection, scopes: ScopeProvider) {
    this.#reflection = reflection;
    this.#scopes = scopes;
  }

  /** The node that would contain the text at this place. */
  nodeAt({ trail, abandoned, way }: Place, document: LangiumDocument): AstNode {
    const frames = this.#frames(document.parseResult.value.$type, document);
    this.#replay(frames, trail);
    this.#walk(frames, abandoned, way.steps);
    const node = this.#open(frames);
    this.#close(frames);
    return node;
  }

  /** The node of this type with the content read so far, from its first element on. */
  contentOf(type: string, trail: Trail | undefined, document: LangiumDocument): AstNode {
    const frames = this.#frames(type, document);
    this.#replay(frames, trail);
    return this.#close(frames);
  }

  #frames(type: string, document: LangiumDocument): Frame[] {
    const root = this.#create(type);
    root['$document'] = document;
    return [{ type, fragment: false, assignment: undefined, isValue: false, node: root, text: '' }];
  }

  #replay(frames: Frame[], last: Trail | undefined): void {
    const trails: Trail[] = [];
    for (let trail = last; trail; trail = trail.before) trails.push(trail);
    for (const { abandoned, steps, slot, token } of trails.reverse()) {
      this.#walk(frames, abandoned, steps);
      this.#take(frames, slot, token);
    }
  }

  /** Unfinished nodes are added to their containers too. */
  #close(frames: Frame[]): AstNode {
    while (frames.length > 1) this.#leave(frames);
    return this.#open(frames);
  }

  #walk(frames: Frame[], abandoned: number, steps: readonly GrammarStep[]): void {
    for (let i = 0; i < abandoned; i++) this.#leave(frames);
    for (const step of steps) {
      if (step.kind === 'leave') this.#leave(frames);
      else if (step.kind === 'wrap') this.#wrap(frames, step.action);
      else {
        const { rule, assignment } = step;
        frames.push({
          type: GrammarUtils.getExplicitRuleType(rule) ?? rule.name,
          fragment: rule.fragment,
          assignment,
          isValue: GrammarUtils.isDataTypeRule(rule),
          node: undefined,
          text: '',
        });
      }
    }
  }

  #take(frames: Frame[], slot: Slot, token: Token): void {
    const frame = frames.at(-1);
    if (frame?.isValue) frame.text += token.image;
    if (!slot.assignment) return;
    const node = this.#open(frames);
    const { feature } = slot.assignment;
    if (GrammarAST.isCrossReference(slot.element)) {
      assign(node, slot.assignment, new NameSoFar(this.#scopes, node, feature, token.image));
    } else {
      assign(node, slot.assignment, slot.assignment.operator === '?=' ? true : valueOf(token));
    }
  }

  #leave(frames: Frame[]): void {
    if (frames.length < 2) return;
    const frame = frames.pop();
    if (!frame || frame.fragment) return;
    if (frame.assignment) {
      const parent = this.#open(frames);
      if (frame.isValue) assign(parent, frame.assignment, frame.text);
      else assign(parent, frame.assignment, (frame.node ??= this.#create(frame.type)));
    } else if (frame.node) {
      // A rule that only calls another rule returns the same node.
      const parent = frames.at(-1);
      if (parent) parent.node = frame.node;
    }
  }

  #wrap(frames: Frame[], action: GrammarAST.Action): void {
    const frame = frames.at(-1);
    const type = GrammarUtils.getActionType(action);
    if (!frame || type === undefined) return;
    const inner = frame.node;
    frame.node = this.#create(type);
    if (inner && action.feature) assign(frame.node, { feature: action.feature, operator: action.operator }, inner);
  }

  /** The node in progress. The content of a grammar fragment belongs to the calling rule. */
  #open(frames: readonly Frame[]): Mutable<GenericAstNode> {
    const frame = frames.findLast(({ fragment }) => !fragment);
    if (!frame) throw new Error('The reading has left the file that it stands in.');
    return (frame.node ??= this.#create(frame.type));
  }

  #create(type: string): Mutable<GenericAstNode> {
    const node: Mutable<GenericAstNode> = { $type: type };
    AstUtils.assignMandatoryProperties(this.#reflection, node);
    return node;
  }
}

function assign(
  node: Mutable<GenericAstNode>,
  { feature, operator }: { readonly feature: string; readonly operator?: string | undefined },
  value: unknown,
): void {
  const child = isAstNode(value) ? (value as Mutable<AstNode>) : undefined;
  if (child) {
    child.$container = node;
    child.$containerProperty = feature;
  }
  if (operator !== '+=') {
    node[feature] = value;
    return;
  }
  const before: unknown = node[feature];
  const list: unknown[] = Array.isArray(before) ? before : [];
  if (child) child.$containerIndex = list.length;
  list.push(value);
  node[feature] = list;
}

function valueOf({ tokenType, image }: Token): unknown {
  return tokenType.name === 'STRING' ? image.slice(1, -1) : image;
}

/** Resolves a name without registering a reference in the document, which would keep it in memory. */
class NameSoFar implements Reference {
  readonly $refText: string;
  readonly #scopes: ScopeProvider;
  readonly #container: AstNode;
  readonly #property: string;
  #resolving = false;

  constructor(scopes: ScopeProvider, container: AstNode, property: string, text: string) {
    this.#scopes = scopes;
    this.#container = container;
    this.#property = property;
    this.$refText = text;
  }

  get ref(): AstNode | undefined {
    if (this.#resolving) return undefined;
    this.#resolving = true;
    try {
      const place = { reference: this, container: this.#container, property: this.#property };
      return this.#scopes.getScope(place).getElement(this.$refText)?.node;
    } finally {
      this.#resolving = false;
    }
  }
}
