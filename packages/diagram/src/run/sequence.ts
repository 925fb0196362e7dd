/** The result of drawing a run: Mermaid text, and the elements of each step. */
import type { Span } from '@choreo/model';

export interface SequenceDiagram {
  readonly kind: 'sequence';
  /** Of the choreography. */
  readonly title: string;
  /** Mermaid. Ends with a line break. */
  readonly text: string;
  /** From left to right. */
  readonly lanes: readonly Lane[];
  /** One for each drawn step, in order. */
  readonly steps: readonly DrawnStep[];
  /** The situation at the end; undefined if the picture stops before the end of the run. */
  readonly ending?: DrawnPart;
}

/** A participant. */
export interface Lane {
  /** In the Mermaid text, and `data-id` of the participant in the rendered picture. */
  readonly id: string;
  /** The name of the participant or of another choreography (`used`), in full even if the picture shortens it. */
  readonly name: string;
  readonly kind: 'service' | 'external' | 'actor' | 'used';
  /** Where it is declared. */
  readonly span?: Span;
}

/** A part of the picture that can be highlighted and clicked. */
export interface DrawnPart {
  /** Of `SequenceDiagram.text`, from 1, both included. */
  readonly lines: { readonly first: number; readonly last: number };
  /** `data-id` of the arrows' lines (`[data-et=message]`) and of the notes (`[data-et=note]`) in the rendered picture. */
  readonly elements: readonly string[];
  /** The same arrows, counted from 0 in the order of the rendered document. */
  readonly arrows: readonly number[];
  /** The lines of their texts (`.messageText`), counted in the same way: an arrow can have several. */
  readonly texts: readonly number[];
  /** The same notes (`rect.note`), counted in the same way. */
  readonly notes: readonly number[];
  /**
   * The number of the frame around the part, if there is one, from 0 in the order of the text. Mermaid draws later frames
   * behind earlier ones: in the rendered document (`rect.rect`) the last one comes first.
   */
  readonly frame?: number;
  /** The full text, for a tooltip or a screen reader. */
  readonly title: string;
  /** In the source; the first is where a click leads. */
  readonly places: readonly Span[];
}

export interface DrawnStep extends DrawnPart {
  /** Index of the step in the run. The picture shows it counted from 1. */
  readonly step: number;
  /** The step in which the message that it takes was emitted, by index; absent where it comes from outside with this very step. */
  readonly emittedIn?: number;
  /** Messages that were emitted later have arrived before it. */
  readonly overtaken: boolean;
}

export interface SequenceOptions {
  /** The first bad step, by index (the number of steps: the end), and why it is bad in a sentence. */
  readonly bad?: { readonly step: number; readonly reason: string };
  /** How many steps to draw. The lanes are those of the whole run. */
  readonly upTo?: number;
  /** The step to mark, by index; the number of steps: the end. */
  readonly current?: number;
  /**
   * Whether every step has a frame, visible or not, so that marking another one as current moves nothing.
   * Default: if `current` is given.
   */
  readonly framed?: boolean;
}

/** Two runs side by side: the same lanes in the same order, and the same height up to the first difference. */
export interface ComparedRuns {
  /** Index of the first step in which they differ; absent if they do not. If one run is longer: its first additional step. */
  readonly firstDifference?: number;
  /**
   * `entries`: other messages come from outside · `order`: another delivery comes first · `choice`: the same delivery has
   * another outcome · `length`: one ends and the other continues · `none`.
   */
  readonly difference: 'entries' | 'order' | 'choice' | 'length' | 'none';
  readonly run: SequenceDiagram;
  readonly other: SequenceDiagram;
}

export interface CompareOptions {
  /** Of each run. */
  readonly run?: SequenceOptions;
  readonly other?: SequenceOptions;
}

/** Ids of `Target`s of the flow diagram that a step lights. */
export interface FlowElements {
  /** Arrows along which the message came, and the node in their middle. */
  readonly taken: readonly string[];
  /** Reactions that fired or kept the message, what they chose, and the lines to it; first the reaction. */
  readonly fired: readonly string[];
  /** The arrows of the messages that the step emitted. */
  readonly sent: readonly string[];
}
