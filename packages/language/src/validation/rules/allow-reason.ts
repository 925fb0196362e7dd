/** An `@allow` that does not say why. */
import type { Allowance } from '../allowances.ts';
import type { Fix } from '../diagnostic.ts';
import { reasonToFillIn } from '../fixes/allow-fix.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { replaceSpan } from '../fixes/source-text.ts';
import { quoted } from '../wording.ts';

export function describeReason({ code }: Allowance): string {
  return `This \`@allow\` gives no reason for silencing ${quoted(code ?? '')}. Add the reason: \`@allow("${code ?? ''}", "…")\`.`;
}

export function reasonFixes({ annotation, code }: Allowance, _context: EditContext): Fix[] {
  const edits = [replaceSpan(annotation.span, `@allow("${code ?? ''}", "${reasonToFillIn}")`)];
  return [{ title: 'Add a reason', edits, isPreferred: true }];
}
