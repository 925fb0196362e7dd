/** What a drawn diagram is to its callers: Mermaid text, and what each thing in it stands for. */
import type { Span } from '@choreo/model';

export interface Diagram {
  /** Of the choreography. */
  readonly title: string;
  /** Mermaid, in its direction. Ends with a line break. */
  readonly text: string;
  /** The same, running either way. */
  readonly texts: Readonly<Record<Direction, string>>;
  /** Everything drawn that stands for something in the source, in the order of the text. Ids are unique. */
  readonly targets: readonly Target[];
  /** `services`: too much for one picture, so each service is one node. `focus`: only what surrounds the focus is drawn. */
  readonly detail: 'full' | 'services' | 'focus';
  readonly direction: Direction;
  /** The nodes at which flows begin: where to look first. */
  readonly entries: readonly string[];
  /** What the picture leaves out, as it also says itself. */
  readonly notice?: string;
  /** Findings on what is not drawn: a type, a property, a service outside the focus. */
  readonly undrawn: readonly Marker[];
}

/**
 * A node, edge or group, or a badge: lines in the label of one of these that stand for something of their own. The id is
 * derived from names, so that it stays when the text around it changes.
 */
export interface Target {
  readonly id: string;
  readonly element: 'node' | 'edge' | 'group' | 'badge';
  /** Where a badge is written. */
  readonly on?: BadgePlace;
  /** Where it is declared. */
  readonly span?: Span;
  /** All of it in words, with nothing cut, and the documentation: for a tooltip or a screen reader. */
  readonly title: string;
  /** The findings on it, the most severe first. */
  readonly markers: readonly Marker[];
}

/** Lines of an element's label, from `first` up to but not `end`. */
export interface BadgePlace {
  readonly id: string;
  readonly first: number;
  readonly end: number;
}

/** A finding, as far as a picture can show it. */
export interface Marker {
  readonly span: Span;
  readonly severity: Severity;
  readonly message: string;
  /** The rule's code: short enough to stand in the picture. */
  readonly code?: string;
}

/** Downwards, or rightwards. */
export type Direction = 'TB' | 'LR';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** From the most severe. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface FlowOptions {
  readonly markers?: readonly Marker[];
  /** Without it the one that suits the picture. */
  readonly direction?: Direction;
  /** `auto` (the default) draws services as one node each where the whole would have too many nodes or edges. */
  readonly detail?: 'auto' | 'full' | 'services';
  /** Draw only the surroundings of one participant (by name) or message (by id). Unknown names are ignored. */
  readonly focus?: Focus;
  /** From which size on `auto` draws less. */
  readonly limits?: Partial<Limits>;
}

export type Focus =
  | { readonly kind: 'participant'; readonly name: string }
  | { readonly kind: 'message'; readonly id: string };

export interface Limits {
  /** Nodes of a full picture. */
  readonly nodes: number;
  /** Edges of any picture. */
  readonly edges: number;
  /** Services of an overview; the others are gathered in one node. */
  readonly services: number;
}

/** What Mermaid lays out in about three seconds on a small machine. */
export const defaultLimits: Limits = { nodes: 110, edges: 190, services: 60 };
