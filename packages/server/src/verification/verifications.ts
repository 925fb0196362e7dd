/** Verifies each choreography again as its text changes, and keeps its results and its progress. */
import { keepsFromRunning } from '@choreo/language';
import type { CheckedChoreography, Diagnostic } from '@choreo/language';
import { DocumentState, Emitter, URI } from 'langium';
import type { Event } from 'langium';
import type { ServerServices } from '../start-server.ts';
import type { VerificationChange, VerificationPhase } from '../protocol/verification.ts';
import { isCurrent, standingOf } from './entry.ts';
import type { VerificationEntry, Wanted } from './entry.ts';
import { relocationBetween } from './same-model.ts';
import { resultOf } from './unverified.ts';
import { VerificationQueue } from './verification-queue.ts';
import type { QueuedVerification } from './verification-queue.ts';
import { defaultVerificationSettings, readVerificationSettings } from './verification-settings.ts';
import { Verified } from './verified.ts';
import type { HowVerified } from './verified.ts';
import type { VerificationJob, Verifier } from './verifier.ts';

export interface VerificationTimes {
  /** Milliseconds from the last change to the start. */
  readonly debounce: number;
  /** Milliseconds before a running verification shows progress. */
  readonly patience: number;
}

/** The memory limit in bytes for states and edges of one exploration, to leave memory for other programs. */
const maxBytes = 300_000_000;

export class Verifications {
  readonly #shared: ServerServices['shared'];
  readonly #queue: VerificationQueue;
  readonly #times: VerificationTimes;
  readonly #entries = new Map<string, VerificationEntry>();
  readonly #changes = new Emitter<VerificationChange>();
  readonly #changed = new Set<string>();
  #settings = defaultVerificationSettings;

  constructor({ shared }: ServerServices, verifier: Verifier, times: Partial<VerificationTimes> = {}) {
    this.#shared = shared;
    this.#queue = new VerificationQueue(verifier);
    this.#times = { debounce: 400, patience: 300, ...times };
    shared.lsp.DiagnosticsPublisher.more = () => this.diagnostics();
    shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, () => this.#notice());
    shared.workspace.DocumentBuilder.onUpdate((_changed, deleted) => {
      if (deleted.length > 0) this.#forgetGone();
    });
    shared.lsp.Settings.onChange(() => void shared.workspace.WorkspaceLock.read(() => this.#notice()));
  }

  get onChange(): Event<VerificationChange> {
    return this.#changes.event;
  }

  entries(): readonly VerificationEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.group.key < b.group.key ? -1 : 1));
  }

  entry(key: string): VerificationEntry | undefined {
    return this.#entries.get(key);
  }

  *diagnostics(): Iterable<Diagnostic> {
    // Findings are published before the other listeners of a build have seen what it changed.
    for (const checked of this.#shared.validation.Checker.checkAll())
      if (this.#entries.has(checked.group.key)) this.#noticeOne(checked, false);
    for (const entry of this.#entries.values()) {
      const { verified, group } = entry;
      if (!verified) continue;
      const settings = this.#shared.validation.Checker.settingsOf(group);
      const standing = standingOf(entry) ?? 'outdated';
      if (isCurrent(entry)) yield* verified.diagnostics(settings);
      else yield* verified.staleDiagnostics(settings, standing, uri => this.textOf(uri));
    }
  }

  textOf(uri: string): string | undefined {
    return this.#shared.workspace.LangiumDocuments.getDocument(URI.parse(uri))?.textDocument.getText();
  }

  /** Verifies now. Resolves when the verification has ended. */
  async run(entry: VerificationEntry, wanted: Wanted): Promise<void> {
    if (entry.phase === 'errors') return;
    const ended = new Promise<void>(resolve => entry.waiters.push(resolve));
    entry.wanted = wanted;
    this.#give(entry);
    this.#enqueue(entry);
    await ended;
  }

  /** Stops a verification and keeps what is known. One that has not started is cancelled. */
  stop(entry: VerificationEntry): void {
    if (entry.queued && this.#queue.stop(entry.queued)) return;
    if (!entry.queued && entry.timer === undefined) return;
    this.#give(entry);
    this.#rest(entry, 'off', 'The verification was stopped before it started.');
  }

  /** The text of this file was saved. */
  async saved(uri: string): Promise<void> {
    await this.#shared.workspace.WorkspaceLock.read(() => {
      const document = this.#shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
      const entry = document && this.#entries.get(this.#shared.workspace.Choreographies.groupOf(document).key);
      if (entry && this.#settings.run === 'onSave' && entry.phase === 'off') this.#begin(entry);
    });
  }

  dispose(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    this.#queue.dispose();
  }

  /** Called after each build, so with each keystroke: finds what has changed, and leaves the rest for later. */
  async #notice(): Promise<void> {
    const { Choreographies, ConfigurationProvider } = this.#shared.workspace;
    await this.#shared.lsp.Settings.load(Choreographies.all());
    const settings = readVerificationSettings(await ConfigurationProvider.getConfiguration('choreo', 'verification'));
    const isSet = JSON.stringify(settings) !== JSON.stringify(this.#settings);
    this.#settings = settings;
    for (const checked of this.#shared.validation.Checker.checkAll()) this.#noticeOne(checked, isSet);
    this.#forgetGone();
  }

  #noticeOne({ group, choreography, diagnostics }: CheckedChoreography, isSet: boolean): void {
    const errors = diagnostics.filter(keepsFromRunning).length;
    let entry = this.#entries.get(group.key);
    const isNew = !entry;
    if (!entry) {
      entry = { group, choreography, phase: 'off', isSlow: false, holds: false, waiters: [] };
      this.#entries.set(group.key, entry);
    }
    const isSame = !isNew && !isSet && entry.choreography === choreography;
    entry.group = group;
    entry.choreography = choreography;
    if (!isSame) entry.holds = this.#holds(entry);
    if (errors > 0) {
      const notice = `It has ${errors === 1 ? 'an error' : `${errors} errors`}. Fix ${errors === 1 ? 'it' : 'them'} first.`;
      if (entry.phase === 'errors' && entry.notice === notice && isSame) return;
      this.#give(entry);
      this.#rest(entry, 'errors', notice);
    } else if (!isSame || entry.phase === 'errors') {
      this.#give(entry);
      this.#schedule(entry, isNew);
    }
  }

  /** Unchanged files have the same objects, so that the comparison costs no more than the changed file. */
  #holds(entry: VerificationEntry): boolean {
    const { verified, choreography } = entry;
    if (!verified?.answers(this.#wayOf(entry))) return false;
    return relocationBetween(verified.of.choreography, choreography) !== undefined;
  }

  #schedule(entry: VerificationEntry, isNew: boolean): void {
    const isOpen = entry.group.documents.some(
      ({ uri }) => this.#shared.workspace.TextDocuments?.get(uri.toString()) !== undefined,
    );
    const { run } = this.#settings;
    if (entry.wanted === undefined && run === 'off') return this.#restUnlessSame(entry);
    if (entry.wanted === undefined && run === 'onSave' && isOpen && !isNew)
      return this.#rest(entry, 'off', 'The choreography will be verified when it is saved.');
    entry.phase = 'waiting';
    entry.notice = undefined;
    entry.timer = setTimeout(() => {
      entry.timer = undefined;
      void this.#shared.workspace.WorkspaceLock.read(() => {
        if (entry.phase === 'waiting' && !entry.queued && entry.timer === undefined) this.#begin(entry);
      });
    }, this.#times.debounce);
    this.#tell(entry);
  }

  /** There will be no automatic verification, so the last result stays only if it fits the current text. */
  #restUnlessSame(entry: VerificationEntry): void {
    const known = entry.verified;
    entry.verified = known?.for(this.#textsOf(entry));
    entry.holds = entry.verified !== undefined;
    this.#rest(entry, 'off', 'Verification is switched off in the settings.');
    if (known) this.#publish();
  }

  /** Runs with the workspace locked, so that it reads the latest text. */
  #begin(entry: VerificationEntry): void {
    const known = entry.verified;
    const isAnswer = entry.wanted === undefined && known?.answers(this.#wayOf(entry)) === true;
    const same = isAnswer ? known.for(this.#textsOf(entry)) : undefined;
    if (!same) return this.#enqueue(entry);
    entry.verified = same;
    entry.holds = true;
    this.#rest(entry, 'done');
    this.#publish();
  }

  #enqueue(entry: VerificationEntry): void {
    const text = this.#textsOf(entry);
    const way = this.#wayOf(entry);
    const job: VerificationJob = {
      choreography: text.choreography,
      options: {
        ...way.options,
        maxStates: way.maxStates,
        maxBytes,
        ...(way.ends === undefined ? {} : { ends: way.ends }),
      },
      timeout: way.timeout,
    };
    entry.phase = 'waiting';
    entry.notice = undefined;
    const queued: QueuedVerification = {
      job,
      urgent: entry.wanted !== undefined,
      onStart: () => {
        entry.phase = 'running';
        this.#tell(entry);
        setTimeout(() => {
          if (entry.queued !== queued) return;
          entry.isSlow = true;
          this.#tell(entry);
        }, this.#times.patience);
      },
      onProgress: progress => {
        entry.progress = progress;
        this.#changes.fire({ choreographies: [entry.group.key], progress });
      },
      onEnd: outcome => {
        const [verification, milliseconds] = resultOf(outcome, text.choreography);
        entry.verified = new Verified(text, verification, way, milliseconds);
        entry.holds = true;
        entry.queued = undefined;
        entry.wanted = undefined;
        const failed = outcome.kind === 'failed' ? `The verification was aborted: ${outcome.reason}.` : undefined;
        this.#rest(entry, 'done', failed);
        this.#publish();
      },
    };
    entry.queued = queued;
    this.#tell(entry);
    this.#queue.put(queued);
  }

  /** Cancels a planned or running verification. */
  #give(entry: VerificationEntry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    const { queued } = entry;
    entry.queued = undefined;
    entry.progress = undefined;
    entry.isSlow = false;
    if (queued) this.#queue.take(queued);
  }

  #rest(entry: VerificationEntry, phase: VerificationPhase, notice?: string): void {
    entry.phase = phase;
    entry.notice = notice;
    entry.progress = undefined;
    entry.isSlow = false;
    if (phase !== 'done') entry.wanted = undefined;
    this.#tell(entry);
    for (const waiter of entry.waiters.splice(0)) waiter();
  }

  #wayOf({ wanted, group }: VerificationEntry): HowVerified {
    const { redeliveries, maxStates, timeout } = this.#settings;
    // What a team shares overrides what the user has set.
    const shared = this.#shared.lsp.Settings.verificationOf(group).redeliveries;
    const most = wanted?.redeliveries ?? shared ?? redeliveries;
    return {
      options: { ...(most === undefined ? {} : { redeliveries: most }), cases: wanted?.cases ?? 1 },
      maxStates: wanted?.maxStates ?? maxStates,
      timeout: wanted?.timeout ?? timeout,
      ...(wanted?.ends === undefined ? {} : { ends: wanted.ends }),
    };
  }

  #textsOf({ group, choreography }: VerificationEntry) {
    const texts = new Map(group.documents.map(({ uri, textDocument }) => [uri.toString(), textDocument.getText()]));
    return { choreography, texts };
  }

  #forgetGone(): void {
    const keys = new Set(this.#shared.workspace.Choreographies.all().map(({ key }) => key));
    for (const [key, entry] of this.#entries) {
      if (keys.has(key)) continue;
      this.#give(entry);
      this.#entries.delete(key);
      this.#rest(entry, 'off');
    }
  }

  /** Publishes changes that happen at the same time as one. */
  #tell({ group }: VerificationEntry): void {
    if (this.#changed.size === 0) {
      setTimeout(() => {
        const choreographies = [...this.#changed];
        this.#changed.clear();
        this.#changes.fire({ choreographies });
      });
    }
    this.#changed.add(group.key);
  }

  #publish(): void {
    const { DiagnosticsPublisher } = this.#shared.lsp;
    this.#shared.workspace.WorkspaceLock.read(() => DiagnosticsPublisher.publish()).catch((error: unknown) =>
      console.error(error),
    );
  }
}
