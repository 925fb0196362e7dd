/** Where each construct of the language may be broken into lines, and how far the lines are then indented. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { hasLineBreak } from './source-tokens.ts';
import type { SourceTokens, TokenRange } from './source-tokens.ts';

/** The place before a token, where a line may begin. */
export interface Break {
  readonly before: number;
  readonly indent: Indent;
}

/** Relative to the line in which the group begins. */
export interface Indent {
  /** So many steps of the editor's indentation. */
  readonly steps: number;
  /** Further columns, always spaces, to put something below something. */
  readonly columns: number;
}

/**
 * - `lines`: a line for each, in any case.
 * - `block`: between braces; on one line if it was written so and fits.
 * - `all`: every break, or none.
 * - `arrow`: before `->`; also broken if something in the group is.
 * - `clauses`: where they were broken, or every break if a line is too long then.
 * - `fill`: where they were broken, and where a line gets too long.
 * - `annotations`: as `fill`, but only what has to follow on the line counts.
 * - `brace`: before the `{` of a reaction, only if the clauses before it are broken.
 */
export type GroupKind = 'lines' | 'block' | 'all' | 'arrow' | 'clauses' | 'fill' | 'annotations' | 'brace';

export interface Group extends TokenRange {
  readonly kind: GroupKind;
  readonly breaks: readonly Break[];
  /** Between the parts of a block that stays on one line. */
  readonly separator?: ' ' | '  ' | '';
  /** Beside the braces of such a block. */
  readonly padding?: ' ' | '';
  /** How far everything in the group is indented, from its first token on. */
  readonly columns?: number;
}

const none: Indent = { steps: 0, columns: 0 };
const one: Indent = { steps: 1, columns: 0 };
const two: Indent = { steps: 2, columns: 0 };

/** In the order of their nesting: a group comes before those inside it. */
export function groupsOf(file: AstNode, source: SourceTokens): readonly Group[] {
  const groups: Group[] = [];
  const grouping = new Grouping(source, groups);
  grouping.add(file);
  return groups
    .map((group, order) => ({ group, order }))
    .sort((a, b) => a.group.first - b.group.first || b.group.last - a.group.last || a.order - b.order)
    .map(({ group }) => group);
}

class Grouping {
  readonly #source: SourceTokens;
  readonly #groups: Group[];

  constructor(source: SourceTokens, groups: Group[]) {
    this.#source = source;
    this.#groups = groups;
  }

  add(node: AstNode): void {
    this.#groupsOf(node);
    for (const child of AstUtils.streamContents(node)) this.add(child);
  }

  #groupsOf(node: AstNode): void {
    if (ast.isChoreoFile(node)) {
      const parts = [...(node.header ? [node.header] : []), ...node.declarations];
      const last = this.#source.tokens.length - 1;
      this.#push('lines', { first: 0, last }, [...this.#before(parts, none), ...this.#closingComments(last + 1, none)]);
    } else if (ast.isHeader(node)) {
      this.#annotations(node, node.annotations);
      this.#fill(node, this.#before(node.uses.slice(1), one));
    } else if (ast.isMessage(node) || ast.isRecordType(node)) {
      this.#annotations(node, node.annotations);
      this.#block(node, node.fields, '  ');
    } else if (ast.isEnumType(node)) {
      this.#annotations(node, node.annotations);
      this.#block(node, node.values, ' ');
    } else if (ast.isService(node)) {
      this.#annotations(node, node.annotations);
      if (node.keptBy) this.#fill(node.keptBy, this.#before(node.keptBy.fields.slice(1), one));
      this.#block(node, node.members, '  ');
    } else if (ast.isActor(node) || ast.isChannel(node)) {
      this.#annotations(node, node.annotations);
      this.#block(node, node.members, '  ');
    } else if (ast.isProperty(node)) {
      this.#annotations(node, node.annotations);
      this.#block(node, node.sentences, '  ');
    } else if (ast.isScenario(node)) {
      this.#annotations(node, node.annotations);
      this.#block(node, node.steps, '  ');
    } else if (ast.isField(node) || ast.isEnumValue(node)) {
      this.#annotations(node, node.annotations);
    } else if (ast.isAnnotation(node)) {
      this.#fill(node, this.#before(node.args.slice(1), one));
    } else if (ast.isEntries(node)) {
      this.#annotations(node, node.annotations);
      this.#fill(node, this.#before(node.entries.slice(1), one));
    } else if (ast.isReceipts(node)) {
      this.#annotations(node, node.annotations);
      this.#fill(node, this.#before(node.receipts.slice(1), one));
    } else if (ast.isCarries(node)) {
      this.#fill(node, this.#before(node.messages.slice(1), one));
    } else if (ast.isEntry(node)) {
      this.#fill(node, this.#at(node, ['or'], one));
    } else if (ast.isStateVariable(node)) {
      this.#annotations(node, node.annotations);
    } else if (ast.isStateType(node)) {
      this.#fill(node, this.#at(node, ['|'], two));
    } else if (ast.isLeadsToSentence(node)) {
      this.#fill(node, this.#at(node, ['|'], one));
    } else if (ast.isReaction(node)) this.#reaction(node);
    else if (ast.isTrigger(node)) this.#fill(node, this.#at(node, ['or', 'and'], two));
    else if (ast.isSchedule(node)) {
      this.#annotations(node, node.annotations);
      this.#arrow(node, node);
    } else if (ast.isBranch(node) || ast.isChooseStep(node)) this.#arrow(node, node);
    else if (ast.isOutcome(node)) this.#outcome(node);
    else if (ast.isContents(node)) this.#block(node, node.items, ' ');
    else if (ast.isPayloadObject(node)) this.#block(node, node.entries, ' ');
    else if (ast.isPayloadArray(node)) this.#list(node, node.elements);
    else if (ast.isInExpression(node)) this.#fill(node, this.#before(node.options.slice(1), one));
    if (ast.isExpression(node) && !ast.isExpression(node.$container)) this.#condition(node);
  }

  /** `label: on A when … -> B | C`, or with branches in braces instead of the outcome. */
  #reaction(node: ast.Reaction): void {
    this.#annotations(node, node.annotations);
    const range = this.#source.rangeOf(node);
    if (!range) return;
    if (node.outcome) this.#arrow(node, node);
    const first = this.#behind(node.annotations, range.first);
    const last = this.#lastOf(node.clauses);
    if (last !== undefined) this.#push('clauses', { first, last }, this.#before(node.clauses, one));
    const [open] = this.#source.ownOf(node).filter(index => this.#image(index) === '{');
    if (!node.braced || open === undefined) return;
    this.#push('brace', { first, last: open }, [{ before: open, indent: none }]);
    this.#block(node, node.branches, '  ');
  }

  /** What may stand on a line of its own from `->` on. */
  #arrow(node: AstNode, owner: AstNode): void {
    const range = this.#source.rangeOf(node);
    if (!range) return;
    const annotations = ast.isReaction(node) || ast.isSchedule(node) ? node.annotations : [];
    const first = this.#behind(annotations, range.first);
    this.#push('arrow', { first, last: range.last }, this.#at(owner, ['->'], one));
  }

  /** `-> A & B | C`: below `->` stands `|`, and below `A` stand `&` and `C`. Behind a clause there is no arrow. */
  #outcome(node: ast.Outcome): void {
    const range = this.#source.rangeOf(node);
    if (!range) return;
    const isBehindArrow = this.#image(range.first - 1) === '->';
    this.#push('all', range, this.#at(node, ['|'], isBehindArrow ? { steps: 0, columns: 1 } : one));
    for (const [index, alternative] of node.alternatives.entries()) {
      const inner = this.#source.rangeOf(alternative);
      if (!inner) continue;
      const columns = isBehindArrow ? (index === 0 ? 3 : 2) : 0;
      this.#push('fill', inner, this.#at(alternative, ['&'], isBehindArrow ? none : one), { columns });
    }
  }

  /** Long conditions are broken before `and` and `or`. */
  #condition(node: AstNode): void {
    const operators = AstUtils.streamAst(node)
      .filter(ast.isBinaryExpression)
      .flatMap(part => this.#at(part, ['and', 'or'], ast.isBranch(node.$container) ? two : one))
      .toArray()
      .sort((a, b) => a.before - b.before);
    this.#fill(node, operators);
  }

  #annotations(node: AstNode, annotations: readonly ast.Annotation[]): void {
    const breaks = annotations.flatMap(annotation => {
      const last = this.#source.rangeOf(annotation)?.last;
      return last === undefined ? [] : [{ before: this.#withComments(last + 1), indent: none }];
    });
    const range = this.#source.rangeOf(node);
    if (range) this.#push('annotations', range, breaks);
  }

  /** `{ … }` with a part on each line, or all on one line. */
  #block(node: AstNode, parts: readonly AstNode[], separator: ' ' | '  '): void {
    const own = this.#source.ownOf(node);
    const first = own.find(index => this.#image(index) === '{');
    const last = own.findLast(index => this.#image(index) === '}');
    if (first === undefined || last === undefined || last <= first + 1) return;
    this.#push('block', { first, last }, this.#inBraces(parts, last), { separator, padding: ' ' });
  }

  #list(node: AstNode, parts: readonly AstNode[]): void {
    const own = this.#source.ownOf(node);
    const first = own.find(index => this.#image(index) === '[');
    const last = own.findLast(index => this.#image(index) === ']');
    if (first === undefined || last === undefined || last <= first + 1) return;
    this.#push('block', { first, last }, this.#inBraces(parts, last), { separator: ' ', padding: '' });
  }

  #inBraces(parts: readonly AstNode[], close: number): readonly Break[] {
    return [...this.#before(parts, one), ...this.#closingComments(close, one), { before: close, indent: none }];
  }

  #fill(node: AstNode, breaks: readonly Break[]): void {
    const range = this.#source.rangeOf(node);
    if (range) this.#push('fill', range, breaks);
  }

  #push(kind: GroupKind, range: TokenRange, breaks: readonly Break[], further: Partial<Group> = {}): void {
    if (breaks.length > 0 || further.columns) this.#groups.push({ kind, ...range, breaks, ...further });
  }

  #before(parts: readonly AstNode[], indent: Indent): readonly Break[] {
    return parts.flatMap(part => {
      const first = this.#source.rangeOf(part)?.first;
      return first === undefined ? [] : [{ before: this.#withComments(first), indent }];
    });
  }

  /** Before the tokens of the node itself with one of these texts. */
  #at(node: AstNode, images: readonly string[], indent: Indent): readonly Break[] {
    return this.#source
      .ownOf(node)
      .filter(index => images.includes(this.#image(index)))
      .map(index => ({ before: this.#withComments(index), indent }));
  }

  /** Comments at the end of a block stand with its parts. */
  #closingComments(close: number, indent: Indent): readonly Break[] {
    const before = this.#withComments(close);
    return before < close ? [{ before, indent }] : [];
  }

  /** The comments that belong to a token begin the line with it: not those that end the line before, documentation aside. */
  #withComments(index: number): number {
    const { tokens, gaps } = this.#source;
    let first = index;
    while (first > 0 && tokens[first - 1]?.comment) first--;
    if (first === index) return index;
    for (let at = first; at < index; at++) {
      if (hasLineBreak(gaps[at]) || tokens[at]?.image.startsWith('/**')) return at;
    }
    const endsLine = hasLineBreak(gaps[index]) || index === tokens.length;
    return endsLine && first > 0 ? index : first;
  }

  /** The first token behind the annotations. */
  #behind(annotations: readonly ast.Annotation[], first: number): number {
    return annotations.length > 0 ? (this.#lastOf(annotations) ?? first - 1) + 1 : first;
  }

  #lastOf(parts: readonly AstNode[]): number | undefined {
    const last = parts.at(-1);
    return last && this.#source.rangeOf(last)?.last;
  }

  #image(index: number): string {
    return this.#source.tokens[index]?.image ?? '';
  }
}
