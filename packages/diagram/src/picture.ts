/** The picture before it becomes text: nodes in groups, and edges, with their labels and meanings. */
import type { Span } from '@choreo/model';

export type Role =
  | 'reaction'
  | 'join'
  | 'choice'
  | 'fork'
  | 'rest'
  | 'schedule'
  | 'actor'
  | 'entry'
  | 'exit'
  | 'used'
  | 'service'
  | 'external'
  | 'message'
  | 'loose'
  | 'note';

/** One line of a label. `strong`: the name. `soft`: clauses and remarks. */
export interface Line {
  readonly text: string;
  readonly tone: 'strong' | 'plain' | 'soft';
  /** What the line represents, if that is not the element that it is written on. */
  readonly badge?: Badge;
}

/** A part of an element's label with its own tooltip. */
export interface Badge {
  readonly id: string;
  /** Where a click leads. */
  readonly span?: Span;
  readonly places: readonly Span[];
  readonly title: string;
}

interface Element {
  readonly id: string;
  readonly lines: readonly Line[];
  /** Where a click leads. */
  readonly span?: Span;
  /** Every place in the source that it represents. A finding belongs to the element with the smallest place around it. */
  readonly places: readonly Span[];
  readonly title: string;
}

export interface Node extends Element {
  readonly role: Role;
  /** The id of the group that contains it. */
  readonly group?: string;
}

export interface Group extends Element {
  readonly role: 'service' | 'external';
  /** The text of the group if it is drawn as one node. */
  readonly counts: string;
}

export interface Edge extends Element {
  readonly from: string;
  readonly to: string;
  /** `plain`: an event · `command` · `timer`: the end of a timer or a timeout · `inner`: from a reaction to its choice. */
  readonly style: 'plain' | 'command' | 'timer' | 'inner';
}

export interface Picture {
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** All that is drawn, in the order of the text. */
export function elementsIn({ groups, nodes, edges }: Picture): readonly (Group | Node | Edge)[] {
  return [...groups, ...nodes, ...edges];
}

export function badgesOn(lines: readonly Line[]): readonly Badge[] {
  return lines.flatMap(({ badge }) => badge ?? []);
}

export function strong(text: string): Line {
  return { text, tone: 'strong' };
}

export function plain(text: string): Line {
  return { text, tone: 'plain' };
}

export function soft(text: string): Line {
  return { text, tone: 'soft' };
}
