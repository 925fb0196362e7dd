/** How messages name things: the user's own elements in backticks, lists as in a sentence. */
import type { Deed, Link } from '@choreo/analysis';
import type { Reaction } from '@choreo/model';

/** More names than this in one sentence are counted. */
const mostNames = 5;

export function quoted(name: string): string {
  return `\`${name}\``;
}

/** "`A`, `B` and `C`"; none twice. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const unique = [...new Set(names)].map(quoted);
  const shown =
    unique.length > mostNames ? [...unique.slice(0, mostNames - 1), `${unique.length - mostNames + 1} more`] : unique;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

export function participantsOf(deeds: readonly Deed[]): string {
  return listed(deeds.map(deed => deed.participant));
}

/** "Did you mean `total`?", or what else would do. */
export function suggestion(nearest: readonly string[], all: readonly string[], otherwise: string): string {
  if (nearest.length > 0) return `Did you mean ${listed(nearest, 'or')}?`;
  return all.length > 0
    ? `Name ${listed(all, 'or')}, ${otherwise}.`
    : `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`;
}

/** "`Pong` → `A.serve` → `Ping` → `B.onPing` → `Pong`", with guards. */
export function circleText(links: readonly Link[]): string {
  const shown = links.length > mostNames ? links.slice(0, mostNames - 1) : links;
  const parts = shown.map(({ takes, reaction, guards }) => {
    const when = guards.length > 0 ? ` (when ${guards.join(' and ')})` : '';
    return `${quoted(takes.message)} → ${quoted(reaction.id)}${when}`;
  });
  if (shown.length < links.length) parts.push(`… (${links.length - shown.length} more)`);
  const [first] = links;
  return [...parts, ...(first ? [quoted(first.takes.message)] : [])].join(' → ');
}

export function reactionsText(reactions: readonly Reaction[]): string {
  return listed(reactions.map(reaction => reaction.id));
}
