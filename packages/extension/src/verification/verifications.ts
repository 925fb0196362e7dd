/** The verification state of each choreography, kept up to date for the test list, quick picks and quick fixes. */
import { verificationChanged, verificationRequest } from '@choreo/server/protocol';
import type { VerdictEntry, VerificationChange, VerificationState } from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { ask, listen } from '../requests.ts';

/** Milliseconds to collect changes before an update. */
const pause = 60;

export class Verifications implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<readonly VerificationState[]>();
  readonly #progressed = new vscode.EventEmitter<VerificationChange>();
  readonly #registered: vscode.Disposable;
  #states: readonly VerificationState[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #askAgain = false;

  /** Fires with all states after any change. */
  readonly onDidChange = this.#changed.event;
  /** Fires about four times a second during a verification. */
  readonly onDidProgress = this.#progressed.event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#registered = vscode.Disposable.from(
      this.#changed,
      this.#progressed,
      listen(client, verificationChanged, (change: VerificationChange) => {
        if (change.progress) this.#progressed.fire(change);
        else this.#refreshSoon();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#refreshSoon();
        else if (newState === State.Stopped) this.#take([]);
      }),
    );
    if (client.state === State.Running) this.#refreshSoon();
  }

  /** Sorted by root and name. */
  get all(): readonly VerificationState[] {
    return this.#states;
  }

  get(key: string): VerificationState | undefined {
    return this.#states.find(({ choreography }) => choreography === key);
  }

  ofFile(uri: string): VerificationState | undefined {
    return this.#states.find(({ files }) => files.includes(uri));
  }

  /** Requests the current states, instead of those of the last notification. */
  async refreshed(): Promise<readonly VerificationState[]> {
    await this.#refresh();
    return this.#states;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#registered.dispose();
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), pause);
  }

  #refresh(): Promise<void> {
    this.#askAgain = this.#asking !== undefined;
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    do {
      this.#askAgain = false;
      try {
        this.#take(await ask(this.#client, verificationRequest, {}));
      } catch (error) {
        // A server that is being stopped does not answer. The next server will be asked again.
        this.#client.error('The verification state could not be requested.', error, false);
      }
    } while (this.#askAgain);
  }

  #take(states: readonly VerificationState[]): void {
    this.#states = states;
    this.#changed.fire(states);
  }
}

/** Findings that have a run and are neither switched off, allowed nor named in another one. */
export function verdictsToShow(state: VerificationState): readonly VerdictEntry[] {
  return (state.result?.verdicts ?? []).filter(
    ({ status, hasRun, severity, isAllowed, namedIn }) =>
      status === 'violated' && hasRun && severity !== 'off' && !isAllowed && namedIn === undefined,
  );
}
