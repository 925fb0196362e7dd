/** The result of drawing a diagram: Mermaid text, and the meaning of each element in it. */
import type { Span } from '@choreo/model';

export interface Diagram {
  /** Of the choreography. */
  readonly title: string;
  /** Mermaid, in its direction. Ends with a line break. */
  readonly text: string;
  /** The same picture in each direction. */
  readonly texts: Readonly<Record<Direction, string>>;
  /** All drawn elements that represent something in the source, in text order. Ids are unique. */
  readonly targets: readonly Target[];
  /** `services`: the model is too large, so each service is one node. `focus`: only the focus and its neighbours are drawn. */
  readonly detail: 'full' | 'services' | 'focus';
  readonly direction: Direction;
  /** The nodes at which flows begin, to show first. */
  readonly entries: readonly string[];
  /** What the picture omits. The picture says so too. */
  readonly notice?: string;
  /** Findings on elements that are not drawn: a type, a property, a service outside the focus. */
  readonly undrawn: readonly Marker[];
}

/**
 * A node, edge or group, or a badge: lines in the label of one of these that represent something else. The id is derived from
 * names, so that it stays the same when the text around it changes.
 */
export interface Target {
  readonly id: string;
  readonly element: 'node' | 'edge' | 'group' | 'badge';
  /** Where a badge is written. */
  readonly on?: BadgePlace;
  /** Where it is declared. */
  readonly span?: Span;
  /** The full text with documentation, for a tooltip or a screen reader. */
  readonly title: string;
  /** The findings on it, the most severe first. */
  readonly markers: readonly Marker[];
}

/** Lines of an element's label, from `first` (included) to `end` (excluded). */
export interface BadgePlace {
  readonly id: string;
  readonly first: number;
  readonly end: number;
}

/** A finding as a picture shows it. */
export interface Marker {
  readonly span: Span;
  readonly severity: Severity;
  readonly message: string;
  /** The code of the rule, which is short enough for the picture. */
  readonly code?: string;
}

/** Downwards, or rightwards. */
export type Direction = 'TB' | 'LR';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface FlowOptions {
  readonly markers?: readonly Marker[];
  /** Default: the direction that suits the picture. */
  readonly direction?: Direction;
  /** `auto` (the default) draws each service as one node if the full picture would have too many nodes or edges. */
  readonly detail?: 'auto' | 'full' | 'services';
  /** Draw only the surroundings of one participant (by name) or message (by id). Unknown names are ignored. */
  readonly focus?: Focus;
  /** The size beyond which `auto` draws less. */
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
  /** The most services in an overview; one node stands for the others. */
  readonly services: number;
}

/** The size that Mermaid lays out in about three seconds on a small machine. */
export const defaultLimits: Limits = { nodes: 110, edges: 190, services: 60 };
