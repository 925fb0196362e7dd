/** Completes keywords and symbols, without those that would be errors at the cursor. */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNode } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import {
  isBinaryExpression,
  isBooleanLiteral,
  isBranch,
  isChannel,
  isChooseStep,
  isContents,
  isEnumValue,
  isExpectStep,
  isField,
  isMessage,
  isNameExpression,
  isReaction,
  isService,
  isStateValue,
  isStateType,
  isStateVariable,
  isWithinClause,
} from '../../generated/ast.ts';
import { isJoin } from '../../references/fields.ts';
import { canBeObject, canBeTruth } from './payloads.ts';
import type { Pending, Slot } from '../../parser/grammar-walk.ts';
import type { Offer } from './offer.ts';
import { helpOnWords } from '../help/all-help.ts';

const isWord = /^[a-z]/;

const operators = new Set(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/']);
const expressionRules = new Set(['Comparison', 'Sum', 'Product']);

const signs: Readonly<Record<string, string>> = {
  '->': 'the outcome',
  '=': 'becomes',
  '|': 'or',
  '&': 'and also',
  '?': 'maybe',
  '*': 'any number',
  '+': 'one or more',
  '{': 'opens a block',
  '...': 'copies what the trigger carries',
};

/** Annotations are completed by name instead. */
const silent = new Set(['Annotation', 'AnnotationArgument']);

/** A keyword together with keywords that always follow it: `at most`. */
export function wordOffer({ element, rule }: Slot, after: Pending | undefined): Offer | undefined {
  if (!GrammarAST.isKeyword(element) || silent.has(rule.name)) return undefined;
  const { value } = element;
  if (isWord.test(value)) {
    const label = [value, ...following(after)].join(' ');
    const help = helpOnWords(label, placesIn(rule));
    return { label, rank: 'word', kind: CompletionItemKind.Keyword, ...(help && { help }) };
  }
  // The `?` of an optional field comes right after its name.
  if (value === '?' && rule.name === 'Field') return undefined;
  const detail = expressionRules.has(rule.name) ? operators.has(value) && 'operator' : signs[value];
  return detail ? { label: value, rank: 'sign', kind: CompletionItemKind.Operator, detail } : undefined;
}

/** The rule's name, and the types of the nodes that it makes. */
function placesIn(rule: GrammarAST.AbstractParserRule): ReadonlySet<string> {
  const known = placesOfRules.get(rule.name);
  if (known) return known;
  const inferred = GrammarAST.isParserRule(rule) ? [rule.inferredType?.name, rule.returnType?.ref?.name] : [];
  const actions = AstUtils.streamAllContents(rule).filter(GrammarAST.isAction);
  const names = [rule.name, ...inferred, ...actions.map(({ inferredType }) => inferredType?.name)];
  const places = new Set(names.filter(name => name !== undefined));
  placesOfRules.set(rule.name, places);
  return places;
}

const placesOfRules = new Map<string, ReadonlySet<string>>();

function following(pending: Pending | undefined): readonly string[] {
  const ways = pending?.ways() ?? [];
  const [only, ...others] = new Set(
    ways.map(({ slot: { element } }) => (GrammarAST.isKeyword(element) ? element.value : undefined)),
  );
  if (only === undefined || others.length > 0 || !isWord.test(only)) return [];
  return [only, ...following(ways[0]?.after)];
}

/** Whether a keyword that the grammar accepts here would be reported as an error; `node` is the node that it would start. */
export function isMisplaced(node: AstNode, word: string): boolean {
  const around = node.$container;
  switch (node.$type) {
    case 'ByClause':
    case 'WithinClause':
      return (isReaction(around) && !isJoin(around)) || isSaid(node);
    case 'RetryClause':
      return !canWait(node) || isSaid(node);
    case 'Retry':
      return isBranch(around) && !canWaitAmong(around.$container);
    case 'GuardClause':
    case 'AtMostClause':
    case 'IdempotentClause':
    case 'Address':
    case 'Delivery':
    case 'Ordering':
      return isSaid(node);
    case 'Branch':
      return isReaction(around) && around.branches.some(branch => branch.otherwise && branch !== node);
    case 'BinaryExpression':
      return arithmetic.has(word) && isBinaryExpression(node) && isNoNumber(node.left);
    case 'ExpectStep':
      // The first of each is compared.
      return word === 'before' && isExpectStep(node) && node.times !== undefined;
    case 'Receipts':
      return isService(around) && !around.external;
    case 'StateType':
      // Here it is a type, although it could also be the name of a value.
      if (word === '?') return isStateType(node) && !node.declared?.ref;
      return isStateType(node) && node.values[0]?.name === 'boolean';
    case 'BooleanLiteral':
      return isStateVariable(around) && !around.type?.truth;
    case 'Contents':
      return AstUtils.getContainerOfType(node, isChooseStep) !== undefined;
    case 'CopiedFields':
      return !canCopy(node);
    case 'PayloadBoolean':
      return !canBeTruth(node);
    case 'PayloadObject':
      return !canBeObject(node);
    default:
      return false;
  }
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/']);
const numbers: ReadonlySet<string> = new Set(['int', 'float', 'decimal']);

/** Whether it is known to be something that nothing can be calculated with. */
function isNoNumber(operand: AstNode | undefined): boolean {
  if (isBooleanLiteral(operand)) return true;
  const named = isNameExpression(operand) ? operand.parts.at(-1)?.named?.ref : undefined;
  if (isField(named)) {
    const { builtin, arrays, declared } = named.type ?? {};
    return (arrays?.length ?? 0) > 0 || (builtin === undefined ? declared?.ref !== undefined : !numbers.has(builtin));
  }
  if (isStateVariable(named)) return named.type !== undefined && named.type.min === undefined;
  return isEnumValue(named) || isStateValue(named) || isService(named) || isMessage(named);
}

/** A message is refused where a guard does not hold, and a join refuses none. */
function canWait({ $container: reaction }: AstNode): boolean {
  return isReaction(reaction) && !isJoin(reaction) && reaction.clauses.some(({ $type }) => $type === 'GuardClause');
}

/** Among branches with a condition. */
function canWaitAmong(reaction: AstNode | undefined): boolean {
  return isReaction(reaction) && !isJoin(reaction) && reaction.branches.some(({ guard }) => guard);
}

/** `...` comes first, and where there is a trigger to copy from. */
function canCopy(node: AstNode): boolean {
  const contents = AstUtils.getContainerOfType(node, isContents);
  const isFirst = contents?.items.every(item => item === node) ?? true;
  return isFirst && isReaction(AstUtils.getContainerOfType(node, isReaction)) && !isInTimeout(node);
}

function isInTimeout(node: AstNode): boolean {
  return AstUtils.getContainerOfType(node, isWithinClause) !== undefined;
}

/** Clauses and most members of channels can appear only once. */
function isSaid(node: AstNode): boolean {
  const reaction = AstUtils.getContainerOfType(node, isReaction);
  const channel = AstUtils.getContainerOfType(node, isChannel);
  const all: readonly AstNode[] = reaction?.clauses ?? channel?.members ?? [];
  return all.some(other => other !== node && other.$type === node.$type);
}
