/** Faults of Choreo itself: caught where they happen, so that all else goes on working, written to the log, and reported. */
import { isOperationCancelled } from 'langium';
import type { DocumentState } from 'langium';
import type { Span } from '@choreo/model';
import type { Diagnostic } from './validation/diagnostic.ts';

export interface Fault {
  /** What could not be done: `the rule guard-never`, `linking`. */
  readonly what: string;
  readonly error: unknown;
  readonly span: Span;
}

/** Catches and writes down what must not happen. */
export class Faults {
  /** Takes one fault as text with the stack behind it; replaced by whoever has a log. */
  log: (text: string) => void = text => console.error(text);
  readonly #logged = new Map<string, string>();
  readonly #byFile = new Map<string, readonly { readonly fault: Fault; readonly state: DocumentState }[]>();

  /** The result of `action`; where it throws, the fault is logged and `otherwise` says what stands for the result. */
  attempt<T>(what: string, span: Span, action: () => T, otherwise: (fault: Fault) => T): T {
    try {
      return action();
    } catch (error) {
      return otherwise(this.note(what, span, error));
    }
  }

  /** Lets a fault on the way to a state of its file belong to the file until that goes back before this state. */
  keep(fault: Fault, state: DocumentState): void {
    const known = this.#byFile.get(fault.span.uri) ?? [];
    if (known.some(other => other.fault.what === fault.what)) return;
    this.#byFile.set(fault.span.uri, [...known, { fault, state }]);
  }

  ofFile(uri: string): readonly Fault[] {
    return (this.#byFile.get(uri) ?? []).map(({ fault }) => fault);
  }

  /** What happened on the way to later states than this one is about to be tried again. */
  forget(uri: string, from: DocumentState): void {
    const left = this.#byFile.get(uri)?.filter(({ state }) => state <= from);
    if (left) this.#byFile.set(uri, left);
  }

  /** Writes a fault to the log. Being cancelled is none: that goes on upwards. */
  note(what: string, span: Span, error: unknown): Fault {
    if (isOperationCancelled(error)) throw error;
    const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const place = `${span.uri}:${span.range.start.line + 1}`;
    // While somebody types, the same fault happens again with each key.
    if (this.#logged.get(what) !== text) this.log(`A fault of Choreo in ${what}, at ${place}: ${text}`);
    this.#logged.set(what, text);
    return { what, error, span };
  }
}

/** The start of a file, where no better place is known. */
export function startOf(uri: string): Span {
  const start = { line: 0, character: 0 };
  return { uri, range: { start, end: start } };
}

const code = 'not-checked';

export function isFault(diagnostic: Diagnostic): boolean {
  return diagnostic.code === code;
}

/** A fault as it is shown to who can do nothing about it but report it. */
export function faultDiagnostic({ what, error, span }: Fault): Diagnostic {
  const cause = error instanceof Error ? error.message : String(error);
  return {
    code,
    severity: 'error',
    message: `Choreo could not check this: ${what} failed with "${cause}". All else was checked. That is a fault of Choreo, not of your file: please report it.`,
    span,
    related: [],
  };
}
