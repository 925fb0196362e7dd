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
  /** One for each step that is drawn, in order. */
  readonly steps: readonly DrawnStep[];
  /** The situation at the end; undefined if the picture stops before the end of the run. */
  readonly ending?: DrawnPart;
}

/** A participant. */
export interface Lane {
  /** In the Mermaid text, and `data-id` of the participant in the rendered picture. */
  readonly id: string;
  /** Of the participant, or of another choreography (`used`). Whole, where the picture may have shortened it. */
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
  /** The lines of their texts (`.messageText`), counted likewise: an arrow can have several. */
  readonly texts: readonly number[];
  /** The same notes (`rect.note`), counted likewise. */
  readonly notes: readonly number[];
  /**
   * Of a part that stands in a frame: which one, from 0 in the order of the text. Mermaid draws the later frames
   * behind the earlier: in the rendered document (`rect.rect`) the last one comes first.
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
  /** Messages that were emitted later have come before it. */
  readonly overtaken: boolean;
}

export interface SequenceOptions {
  /** The first bad step, by index (the number of steps: the end), and why it is bad in a sentence. */
  readonly bad?: { readonly step: number; readonly reason: string };
  /** Draw only so many steps. The lanes stay those of the whole run. */
  readonly upTo?: number;
  /** The step to mark, by index; the number of steps: the end. */
  readonly current?: number;
  /**
   * Whether every step stands in a frame, to be seen or not, so that marking another one as current moves nothing.
   * Default: if `current` is given.
   */
  readonly framed?: boolean;
}

/** Two runs side by side: the same lanes in the same order, and the same height as far as they agree. */
export interface ComparedRuns {
  /** Index of the first step in which they differ; absent where they do not. Where one goes on longer: its first step more. */
  readonly firstDifference?: number;
  /**
   * `entries`: other things come from outside · `order`: another delivery comes first · `choice`: the same delivery goes
   * another way · `length`: one ends where the other goes on · `none`.
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
  /** Arrows along which goes what the step emitted. */
  readonly sent: readonly string[];
}
