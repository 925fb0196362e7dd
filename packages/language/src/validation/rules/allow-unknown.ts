/** An `@allow` that names no rule that it could silence. */
import type { Allowance } from '../allowances.ts';
import { isRuleCode, ruleCodes } from '../codes.ts';
import { languageCodes } from '../language-codes.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { nearestNames } from '../nearest-name.ts';
import { listed, quoted } from '../wording.ts';

/** The rules that `@allow` can silence: those about `@allow` itself are set by configuration only. */
export const allowableCodes: readonly string[] = ruleCodes.filter(code => !code.startsWith('allow-'));

/** What is wrong with the code that it names; nothing if it names one. */
export function describeUnknown({ code }: Allowance): string | undefined {
  if (code === undefined) return '`@allow` names no rule. Write which, and why: `@allow("unhandled-event", "…")`.';
  if (allowableCodes.includes(code)) return undefined;
  if (isRuleCode(code))
    return `${quoted(code)} is about \`@allow\` itself. Set its severity in \`choreo.config.json\` instead.`;
  if (languageCodes.some(other => other === code)) {
    return `${quoted(code)} is an error of the language, which nothing can allow. Fix it, and remove this.`;
  }
  const near = nearestNames(code, allowableCodes);
  const wayOut =
    near.length > 0 ? `Did you mean ${listed(near, 'or')}?` : 'Name a rule as it stands behind its message.';
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
