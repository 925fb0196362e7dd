/** Hovers on the language itself: keywords and operators by their place in the grammar, durations, annotations. */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNode, LeafCstNode } from 'langium';
import { isAnnotation } from '../../generated/ast.ts';
import type { Annotation } from '../../generated/ast.ts';
import { isRuleCode } from '../../validation/codes.ts';
import type { RuleDocs } from '../rule-docs.ts';
import { claimHelp } from './help/claims.ts';
import { declarationHelp } from './help/declarations.ts';
import type { Help } from './help/help.ts';
import { reactionHelp } from './help/reactions.ts';
import { annotationHelp, otherAnnotation, valueHelp } from './help/values.ts';
import { block, code } from './markdown.ts';

export const allHelp: readonly Help[] = [...declarationHelp, ...reactionHelp, ...claimHelp, ...valueHelp];

const byWord = Map.groupBy(
  allHelp.flatMap(help => help.of.split(' ').map(word => ({ word, help }))),
  ({ word }) => word,
);

/** `rule` and `node`: the rule of the grammar that the word stands in, and the type of the node that it makes there. */
export function helpOn(word: string, rule: string, node: string): Help | undefined {
  const all = (byWord.get(word) ?? []).map(({ help }) => help);
  return all.find(help => help.in.includes(node)) ?? all.find(help => help.in.includes(rule));
}

/** Of a word that an error keeps the parser from reading: if it means one thing only, or what it means most. */
export function likelyHelpOn(word: string): Help | undefined {
  return /^\w/.test(word) ? byWord.get(word)?.[0]?.help : undefined;
}

export function helpText({ form, text, example, page }: Help, docs: RuleDocs): string {
  const url = docs.pageOf(page);
  const title = (page.split('#')[1] ?? page).replaceAll('-', ' ');
  return [
    code(form),
    '',
    text,
    ...(example === undefined ? [] : ['', block(example)]),
    ...(url === undefined ? [] : ['', `[More: ${title}](${url})`]),
  ].join('\n');
}

/** Undefined where there is nothing to say, as on a bracket or a name. */
export function helpAt(leaf: LeafCstNode, docs: RuleDocs): string | undefined {
  const { grammarSource, astNode } = leaf;
  const annotation = AstUtils.getContainerOfType(astNode, isAnnotation);
  if (annotation) return annotationText(annotation, leaf, docs);
  if (leaf.tokenType.name === 'DURATION') return durationText(leaf.text);
  const rule = grammarSource && ruleOf(grammarSource);
  const help = rule === undefined ? undefined : helpOn(leaf.text, rule, astNode.$type);
  return help && helpText(help, docs);
}

export function ruleOf(element: AstNode): string | undefined {
  return AstUtils.getContainerOfType(element, GrammarAST.isParserRule)?.name;
}

function annotationText({ name }: Annotation, leaf: LeafCstNode, docs: RuleDocs): string | undefined {
  if (name === undefined) return undefined;
  if (leaf.tokenType.name === 'STRING' && name === 'allow') {
    const rule = leaf.text.slice(1, -1);
    const url = isRuleCode(rule) ? docs.urlOf(rule) : undefined;
    if (isRuleCode(rule)) return url === undefined ? code(rule) : `The rule [${code(rule)}](${url}).`;
  }
  const known = annotationHelp.get(name);
  const url = docs.pageOf('language.md#annotations');
  const more = url === undefined ? [] : ['', `[More: annotations](${url})`];
  return [code(known?.form ?? `@${name}`), '', known?.text ?? otherAnnotation, ...more].join('\n');
}

const units = [
  { name: 'd', milliseconds: 86_400_000 },
  { name: 'h', milliseconds: 3_600_000 },
  { name: 'min', milliseconds: 60_000 },
  { name: 's', milliseconds: 1000 },
  { name: 'ms', milliseconds: 1 },
];

/** `90m`: "1 h 30 min". Undefined of what is no duration. */
export function durationText(written: string): string | undefined {
  const [, number, unit] = /^([\d.]+)(ms|s|m|h|d)$/.exec(written) ?? [];
  const size = units.find(({ name }) => name === (unit === 'm' ? 'min' : unit));
  if (number === undefined || !size) return undefined;
  let rest = Math.round(Number(number) * size.milliseconds);
  const parts = units.flatMap(({ name, milliseconds }) => {
    const count = Math.floor(rest / milliseconds);
    rest -= count * milliseconds;
    return count > 0 ? [`${count.toLocaleString('en').replaceAll(',', ' ')} ${name}`] : [];
  });
  return `${code(written)} is ${parts.join(' ') || '0 s'}.`;
}
