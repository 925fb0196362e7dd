/**
 * The quick fixes of several findings as one list: show the run, then fixes, preferred ones first, then silence. Twins, which have
 * the same title, are one if they do the same, and are told apart if not.
 */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Command, Diagnostic as LspDiagnostic, TextEdit } from 'vscode-languageserver';
import type { Diagnostic, Fix } from '../validation/diagnostic.ts';

/** A finding with what can be done about it. */
export interface Fixable {
  readonly diagnostic: Diagnostic;
  readonly lsp: LspDiagnostic;
  /** The text that it underlines. */
  readonly underlined: string;
  readonly fixes: readonly Fix[];
  /** Shows its run, if it has one. */
  readonly showRun?: Command;
}

interface Offer {
  readonly of: Fixable;
  readonly title: string;
  /** Its place in the order: a smaller one comes first. */
  readonly rank: number;
  /** The same for two offers that do the same. */
  readonly does: string;
  readonly action: Omit<CodeAction, 'title' | 'diagnostics'>;
}

/** Of findings at the same place in the order of their text. */
export function quickFixes(findings: readonly Fixable[]): CodeAction[] {
  const offers = findings.flatMap(offersOf).toSorted((a, b) => a.rank - b.rank);
  const merged = [...Map.groupBy(offers, ({ title, does }) => `${title}\n${does}`).values()];
  const titles = Map.groupBy(merged, ([first]) => first?.title ?? '');
  return merged.flatMap(same => {
    const [first] = same;
    if (!first) return [];
    const twins = (titles.get(first.title) ?? []).flatMap(([twin]) => twin ?? []);
    const isPreferred = same.some(({ action }) => action.isPreferred === true);
    return [
      {
        ...first.action,
        ...(isPreferred ? { isPreferred } : {}),
        title: twins.length > 1 ? `${first.title} (${distinction(first, twins)})` : first.title,
        diagnostics: [...new Set(same.map(({ of }) => of.lsp))],
      },
    ];
  });
}

const ranks = { run: 0, preferred: 1, fix: 2, silence: 3 } as const;

function offersOf(of: Fixable): Offer[] {
  const { diagnostic, fixes, showRun } = of;
  const run: Offer[] = showRun
    ? [
        {
          of,
          title: `Show the run (${diagnostic.code})`,
          rank: ranks.run,
          does: JSON.stringify(showRun),
          action: { kind: CodeActionKind.QuickFix, command: showRun },
        },
      ]
    : [];
  return [
    ...run,
    ...fixes.map(({ title, edits, isPreferred = false, silences = false }): Offer => ({
      of,
      title,
      rank: silences ? ranks.silence : isPreferred ? ranks.preferred : ranks.fix,
      does: JSON.stringify(edits),
      action: {
        kind: CodeActionKind.QuickFix,
        ...(isPreferred ? { isPreferred } : {}),
        edit: { changes: changesOf(edits) },
      },
    })),
  ];
}

/** What only this one of the twins is about: the underlined text, the rule, the place, or where it stands in the list. */
function distinction(one: Offer, twins: readonly Offer[]): string {
  const ways: ((offer: Offer) => string)[] = [
    ({ of }) => (of.underlined.length <= 30 && !of.underlined.includes('\n') ? `\`${of.underlined}\`` : ''),
    ({ of }) => of.diagnostic.code,
    ({ of }) => placeText(of.diagnostic),
    offer => `${placeText(offer.of.diagnostic)}, ${twins.indexOf(offer) + 1}`,
  ];
  const fits = ways.find(way => {
    const names = twins.map(way);
    return !names.includes('') && new Set(names).size === twins.length;
  });
  return (fits ?? placeTextOf)(one);
}

function placeTextOf({ of }: Offer): string {
  return placeText(of.diagnostic);
}

function placeText({ span }: Diagnostic): string {
  const { line, character } = span.range.start;
  return `line ${line + 1}, column ${character + 1}`;
}

function changesOf(edits: Fix['edits']): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of edits) (changes[uri] ??= []).push({ range, newText });
  return changes;
}
