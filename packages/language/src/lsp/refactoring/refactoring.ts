/**
 * A refactoring: where it is offered, and what it changes. Offering happens on each move of the cursor, so it only looks at what is
 * selected; the edits are computed once somebody chooses it.
 */
import type { Span } from '@choreo/model';
import type { TextChange } from '../../validation/diagnostic.ts';
import type { Place } from './place.ts';

export interface Refactoring {
  readonly kind: `refactor.${'extract' | 'inline' | 'move' | 'rewrite'}`;
  /** At most a few. */
  offersAt(place: Place): readonly Offer[];
}

export interface Offer {
  /** Unique among the offers of a place, since it also identifies the offer later. */
  readonly title: string;
  /** Why this is impossible here. An editor shows it beside the title. */
  readonly disabled?: string;
  /** Others to choose from instead, where there are too many for a menu. */
  readonly choices?: readonly Offer[];
  /** What it changes, or a reason why it cannot. */
  readonly plan: () => Plan | string;
}

export interface Plan {
  /** In the order in which a preview lists them. */
  readonly steps: readonly Step[];
  /** It changes several things, so the editor previews it first, with this note. */
  readonly note?: Note;
  /** A new name that the author will want to replace. */
  readonly named?: NewName;
}

/** Edits with one purpose; a preview has a group for each. */
export interface Step {
  readonly label: string;
  readonly description?: string;
  readonly edits: readonly TextChange[];
}

/** What stays the same and what does not, for the author to consider before the edits are made. */
export interface Note {
  readonly label: string;
  readonly description: string;
  /** What the note is about. */
  readonly span: Span;
}

export interface NewName {
  /** The edit that introduces it. */
  readonly edit: TextChange;
  readonly name: string;
}

/** The first of `name`, `name2`, `name3` … that is free. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}

export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function decapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
