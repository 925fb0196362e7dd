/** Puts names into messages: the user's own elements in backticks, and lists as in a sentence. */
import type { Deed } from '@choreo/analysis';
import type { Link } from '@choreo/analysis/checks';
import type { Related } from './diagnostic.ts';
import type { Reaction, Span } from '@choreo/model';

/** The most names in one sentence; the rest is counted. */
const mostNames = 5;

export function quoted(name: string): string {
  return `\`${name}\``;
}

/** The place of a declaration, for a finding about what it names. */
export function declaredHere(name: string, span: Span): Related {
  return { message: `${quoted(name)} is declared here.`, span };
}

/** "`A`, `B` and `C`", without duplicates. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const unique = [...new Set(names)].map(quoted);
  if (unique.length <= mostNames) return joined(unique, conjunction);
  return joined([...unique.slice(0, mostNames - 1), `${unique.length - mostNames + 1} more`], conjunction);
}

/** "a, b and c" */
export function joined(parts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

export function participantsOf(deeds: readonly Deed[]): string {
  return listed(deeds.map(deed => deed.participant));
}

/** "Did you mean `total`?", or other ways to fix it. */
export function suggestion(nearest: readonly string[], all: readonly string[], otherwise: string): string {
  if (nearest.length > 0) return `Did you mean ${listed(nearest, 'or')}?`;
  if (all.length > 0) return `Use ${listed(all, 'or')}, or ${otherwise}.`;
  return `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`;
}

/** "`Pong` → `A.serve` → `Ping` → `B.onPing` → `Pong`", with guards. */
export function cycleText(links: readonly Link[]): string {
  const shown = links.length > mostNames ? links.slice(0, mostNames - 1) : links;
  const parts = shown.map(({ takes, reaction, guards }, index) => {
    const when = guards.length > 0 ? ` (when ${guards.join(' and ')})` : '';
    const before = links[index - 1];
    return `${before ? givenText(before) : quoted(takes.message)} → ${quoted(reaction.id)}${when}`;
  });
  if (shown.length < links.length) parts.push(`… (${links.length - shown.length} more)`);
  const last = links.at(-1);
  return [...parts, ...(last ? [givenText(last)] : [])].join(' → ');
}

function givenText({ gives: { message, contents } }: Link): string {
  return quoted(contents === '' ? message : `${message} ${contents}`);
}

export function reactionsText(reactions: readonly Reaction[]): string {
  return listed(reactions.map(reaction => reaction.id));
}

/** The reactions of a cycle as related places; the first ones of a long cycle. */
export function cyclePlaces(links: readonly Link[]): Related[] {
  return links.slice(0, 20).map(({ reaction, takes, gives }) => ({
    message: `${quoted(reaction.id)} turns ${quoted(takes.message)} into ${quoted(gives.message)} here.`,
    span: gives.span,
  }));
}
