/** An `@allow` without the name of a rule that it can silence. */
import type { Allowance } from '../allowances.ts';
import { isRuleCode, ruleCodes } from '../codes.ts';
import { languageCodes } from '../language-codes.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { nearestNames } from '../nearest-name.ts';
import { listed, quoted } from '../wording.ts';

/** The rules that `@allow` can silence. Rules about `@allow` itself can only be configured. */
export const allowableCodes: readonly string[] = ruleCodes.filter(code => !code.startsWith('allow-'));

/** What is wrong with the code; undefined if it names a rule. */
export function describeUnknown({ code }: Allowance): string | undefined {
  if (code === undefined) return '`@allow` names no rule. Add the rule and a reason: `@allow("unhandled-event", "…")`.';
  if (allowableCodes.includes(code)) return undefined;
  if (isRuleCode(code))
    return `${quoted(code)} is about \`@allow\` itself. Set its severity in \`choreo.config.json\` instead.`;
  if (languageCodes.some(other => other === code)) {
    return `${quoted(code)} is a language error, which cannot be allowed. Fix the error, and remove this \`@allow\`.`;
  }
  const near = nearestNames(code, allowableCodes);
  const wayOut =
    near.length > 0
      ? `Did you mean ${listed(near, 'or')}?`
      : 'Use the code that is shown with the message of the rule.';
  return `There is no rule ${quoted(code)}. ${wayOut}`;
}

export function unknownFixes({ code, annotation }: Allowance, context: EditContext): Fix[] {
  if (code === undefined) return [];
  const source = SourceText.of(annotation.span, context);
  const start = source.offsetAt(annotation.span.range.start);
  const at = source.text.indexOf(`"${code}"`, start) + 1;
  if (at === 0 || at > source.offsetAt(annotation.span.range.end)) return [];
  const near = nearestNames(code, allowableCodes);
  return near.map(candidate => ({
    title: `Change to \`${candidate}\``,
    edits: [source.replace(at, at + code.length, candidate)],
    ...(near.length === 1 ? { isPreferred: true } : {}),
  }));
}
