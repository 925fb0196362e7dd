/** Handles faults of Choreo itself: they are caught where they happen, logged and reported, and everything else continues. */
import { isOperationCancelled } from 'langium';
import type { DocumentState } from 'langium';
import type { Span } from '@choreo/model';
import type { Diagnostic } from './validation/diagnostic.ts';

export interface Fault {
  /** What failed: `the rule guard-never`, `linking`. */
  readonly what: string;
  readonly error: unknown;
  readonly span: Span;
}

/** Catches and records faults. */
export class Faults {
  /** Logs one fault as text with its stack. Replaced by whoever has a log. */
  log: (text: string) => void = text => console.error(text);
  readonly #logged = new Map<string, string>();
  readonly #byFile = new Map<string, readonly { readonly fault: Fault; readonly state: DocumentState }[]>();

  /** Returns the result of `action`. If it throws, logs the fault and returns the result of `otherwise`. */
  attempt<T>(what: string, span: Span, action: () => T, otherwise: (fault: Fault) => T): T {
    try {
      return action();
    } catch (error) {
      return otherwise(this.note(what, span, error));
    }
  }

  /** Assigns a fault in a build phase to its file, until the file goes back before this phase. */
  keep(fault: Fault, state: DocumentState): void {
    const known = this.#byFile.get(fault.span.uri) ?? [];
    if (known.some(other => other.fault.what === fault.what)) return;
    this.#byFile.set(fault.span.uri, [...known, { fault, state }]);
  }

  ofFile(uri: string): readonly Fault[] {
    return (this.#byFile.get(uri) ?? []).map(({ fault }) => fault);
  }

  /** Forgets faults of later phases, which are about to run again. */
  forget(uri: string, from: DocumentState): void {
    const left = this.#byFile.get(uri)?.filter(({ state }) => state <= from);
    if (left) this.#byFile.set(uri, left);
  }

  /** Logs a fault. A cancellation is not a fault, and is thrown again. */
  note(what: string, span: Span, error: unknown): Fault {
    if (isOperationCancelled(error)) throw error;
    const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const place = `${span.uri}:${span.range.start.line + 1}`;
    // While somebody types, the same fault occurs with each key.
    if (this.#logged.get(what) !== text) this.log(`A fault of Choreo in ${what}, at ${place}: ${text}`);
    this.#logged.set(what, text);
    return { what, error, span };
  }
}

/** The start of a file, for faults without a better place. */
export function startOf(uri: string): Span {
  const start = { line: 0, character: 0 };
  return { uri, range: { start, end: start } };
}

const code = 'not-checked';

export function isFault(diagnostic: Diagnostic): boolean {
  return diagnostic.code === code;
}

/** The diagnostic for a fault, with which the user can only report it. */
export function faultDiagnostic({ what, error, span }: Fault): Diagnostic {
  const cause = error instanceof Error ? error.message : String(error);
  return {
    code,
    severity: 'error',
    message: `Choreo could not check this: ${what} failed with "${cause}". Everything else was checked. This is a fault in Choreo, not in your file. Please report it.`,
    span,
    related: [],
  };
}
