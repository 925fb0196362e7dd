/** Syntax errors that the grammar accepts, so that broken text still has a syntax tree. */
import { GrammarUtils } from 'langium';
import type { AstNode } from 'langium';
import type { Range } from '@choreo/model';
import type { Annotation, ChoreoFile, Clause, Declaration, Reaction, Service } from '../generated/ast.ts';
import { isReaction, isService } from '../generated/ast.ts';
import { isKeyword } from '../parser/words.ts';
import { isJoin } from '../references/fields.ts';
import { checkContents } from './contents-checks.ts';
import { checkRetries } from './retry-checks.ts';

export interface SyntaxProblem {
  readonly message: string;
  readonly range: Range;
}

export function syntaxChecks(file: ChoreoFile): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const report = (message: string, node: AstNode, property?: string) => {
    const cst = (property && GrammarUtils.findNodeForProperty(node.$cstNode, property)) || node.$cstNode;
    if (cst) problems.push({ message, range: cst.range });
  };
  checkAnnotations(file, report);
  for (const declaration of file.declarations) {
    if (isService(declaration)) checkService(declaration, report);
    checkContents(declaration, report);
    if (declaration.$type === 'Channel') {
      checkOnce(
        declaration.members.filter(member => member.$type !== 'Carries'),
        member => ({ Address: 'address', Delivery: 'delivery', Ordering: 'ordered by' })[member.$type as string] ?? '',
        report,
      );
    }
    if (declaration.$type === 'Property') {
      for (const sentence of declaration.sentences) {
        if (sentence.$type === 'AtMostSentence') checkCount(sentence, 'times', sentence.times, report);
      }
    }
    if (declaration.$type === 'Scenario') {
      for (const step of declaration.steps) {
        if (step.$type !== 'ExpectStep' || step.times === undefined) continue;
        checkCount(step, 'times', step.times, report);
        if (step.next)
          report(
            '`expect … before …` takes no number, because it compares the first of each message. Remove the number.',
            step,
            'times',
          );
      }
    }
  }
  return problems;
}

type Report = (message: string, node: AstNode, property?: string) => void;

function checkAnnotations(file: ChoreoFile, report: Report): void {
  for (const annotation of annotationsOf(file)) {
    const { name, args, commas, open, closed } = annotation;
    if (name === undefined) {
      report('`@` needs the name of an annotation, such as `@owner("team")`.', annotation);
      continue;
    }
    const word = args.find(argument => argument.word !== undefined);
    if (word)
      report('An argument of an annotation must be a string in double quotes, a number, `true` or `false`.', word);
    else if (open !== undefined && !closed) report('This annotation has no `)` at its end. Add it.', annotation);
    else if (commas.length !== Math.max(0, args.length - 1)) {
      report('The arguments of an annotation must be separated by one `,` each.', annotation);
    }
  }
}

/** Visits only nodes that can be annotated, for speed: most nodes have no annotation. */
function* annotationsOf(file: ChoreoFile): Generator<Annotation> {
  if (file.header) yield* file.header.annotations;
  for (const declaration of file.declarations) {
    yield* declaration.annotations;
    for (const part of partsOf(declaration)) if ('annotations' in part) yield* part.annotations;
  }
}

function partsOf(declaration: Declaration) {
  if ('fields' in declaration) return declaration.fields;
  if ('values' in declaration) return declaration.values;
  return 'members' in declaration ? declaration.members : [];
}

function checkService(service: Service, report: Report): void {
  for (const member of service.members) {
    if (isReaction(member)) checkReaction(member, report);
    if (member.$type === 'Receipts' && !service.external) {
      const message = `\`receives\` is for actors and external services, where messages leave the model. Let \`${service.name}\` react instead: \`on …\`.`;
      report(message, member);
    }
    // The lexer takes what stands before `: on` for a label.
    if (member.$type === 'StateVariable' && isKeyword(member.name ?? ''))
      report(
        `\`${member.name}\` is a keyword and cannot be the name of the state. Choose another name.`,
        member,
        'name',
      );
    const type = member.$type === 'StateVariable' ? member.type : undefined;
    const { min, max } = type ?? {};
    if (member.$type === 'StateVariable' && type && min !== undefined && max !== undefined) {
      if (!Number.isInteger(min) || !Number.isInteger(max))
        report('The bounds of a state must be whole numbers.', type);
      else if (min > max) report(`The range of \`${member.name}\` is empty: ${min} is more than ${max}.`, type);
    }
  }
}

function checkReaction(reaction: Reaction, report: Report): void {
  checkOnce(reaction.clauses, clauseName, report);
  checkRetries(reaction, report);
  for (const clause of reaction.clauses) {
    if (clause.$type === 'AtMostClause') checkCount(clause, 'times', clause.times, report);
    if (clause.$type !== 'WithinClause' && clause.$type !== 'ByClause') continue;
    // A half-written reaction may still become a join.
    if (!reaction.trigger || isJoin(reaction)) continue;
    const join = 'a join (`on A and B`), but this reaction is not a join. Remove it.';
    if (clause.$type === 'WithinClause') report(`\`within\` is the timeout of ${join}`, clause);
    else report(`\`by\` names the key of ${join}`, clause);
  }
  if (!reaction.braced) return;
  if (reaction.branches.length === 0)
    report('There are no branches in these braces. Add `when … -> …`, or remove the braces.', reaction);
  const early = reaction.branches.slice(0, -1).find(branch => branch.otherwise);
  if (early)
    report('`else` matches everything, so the branches after it are never taken. Move `else` to the end.', early);
}

function clauseName(clause: Clause): string {
  switch (clause.$type) {
    case 'GuardClause':
      return 'when';
    case 'ByClause':
      return 'by';
    case 'WithinClause':
      return 'within';
    case 'AtMostClause':
      return 'at most';
    case 'IdempotentClause':
      return 'idempotent';
    case 'RetryClause':
      return 'else retry';
    default:
      return clause satisfies never;
  }
}

function checkOnce<T extends AstNode>(nodes: readonly T[], nameOf: (node: T) => string, report: Report): void {
  const seen = new Set<string>();
  for (const node of nodes) {
    const name = nameOf(node);
    if (seen.has(name)) report(`\`${name}\` appears twice. Keep one of the two.`, node);
    seen.add(name);
  }
}

function checkCount(node: AstNode, property: string, count: number | undefined, report: Report): void {
  if (count !== undefined && !Number.isInteger(count))
    report('The number of times must be a whole number.', node, property);
}
