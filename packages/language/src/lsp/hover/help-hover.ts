/** Hovers on the language itself: keywords and operators by their place in the grammar, durations, annotations. */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNode, LeafCstNode } from 'langium';
import { isAnnotation } from '../../generated/ast.ts';
import type { Annotation } from '../../generated/ast.ts';
import { isRuleCode } from '../../validation/codes.ts';
import type { RuleDocs } from '../rule-docs.ts';
import { helpOn, helpText } from '../help/all-help.ts';
import { annotationHelp, otherAnnotation } from '../help/values.ts';
import { code } from './markdown.ts';

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
