/** Verifies in a separate thread, which may run out of memory or be terminated without harm to the server. */
import { Worker } from 'node:worker_threads';
import type { Choreography } from '@choreo/model';
import type { RunningVerification, VerificationJob, VerificationOutcome, Verifier } from '../verification/verifier.ts';
import type { FromWorker, ToWorker } from './verification-messages.ts';
import { goOn, stopAsAsked } from './verification-messages.ts';

export interface WorkerLimits {
  /** The heap limit of the worker in megabytes. States are stored outside the heap and limited by `VerifyOptions.maxBytes`. */
  readonly maxHeap?: number;
  /** Seconds after the job's timeout before an unresponsive worker is terminated. */
  readonly grace?: number;
}

interface Current {
  readonly job: number;
  readonly signal: Int32Array<SharedArrayBuffer>;
  readonly onProgress: Parameters<Verifier['start']>[1];
  readonly end: (outcome: VerificationOutcome) => void;
  /** Whether the worker has not answered yet. */
  busy: boolean;
}

/** The number of participants or messages to copy at once, which takes some milliseconds. */
const partSize = 100;

/** A worker is not reused after more states than this. */
const manyStates = 200_000;

export class WorkerVerifier implements Verifier {
  readonly #file: URL;
  readonly #limits: WorkerLimits;
  #worker: Worker | undefined;
  #current: Current | undefined;
  #jobs = 0;

  /** `file`: the script of the worker. */
  constructor(file: URL, limits: WorkerLimits = {}) {
    this.#file = file;
    this.#limits = limits;
  }

  start(job: VerificationJob, onProgress: Parameters<Verifier['start']>[1]): RunningVerification {
    // A worker that is still busy with an abandoned job would delay this one.
    if (this.#current?.busy) this.#endWorker();
    const { promise, resolve } = Promise.withResolvers<VerificationOutcome>();
    const signal = new Int32Array(new SharedArrayBuffer(4));
    const current: Current = { job: ++this.#jobs, signal, onProgress, end: resolve, busy: true };
    this.#current = current;
    const overdue = setTimeout(
      () => {
        this.#endWorker();
        resolve({ kind: 'failed', reason: `the verifier did not answer within ${job.timeout} s` });
      },
      (job.timeout + (this.#limits.grace ?? 15)) * 1000,
    );
    overdue.unref();
    void promise.then(() => clearTimeout(overdue));
    void this.#send(current, job).catch((error: unknown) => {
      console.error(error);
      this.#fail(current, 'the verifier could not be started');
    });
    return {
      ended: promise,
      stop: () => void Atomics.store(signal, 0, stopAsAsked),
      abandon: () => {
        clearTimeout(overdue);
        Atomics.store(signal, 0, stopAsAsked);
      },
    };
  }

  dispose(): void {
    this.#endWorker();
  }

  async #send(current: Current, { choreography, options, timeout }: VerificationJob): Promise<void> {
    const worker = this.#worker ?? this.#makeWorker();
    const { job, signal } = current;
    for (const part of partsOf(choreography)) {
      post(worker, { kind: 'part', part });
      await new Promise(resolve => setImmediate(resolve));
      if (worker !== this.#worker) return;
    }
    // The job was abandoned meanwhile. Tell the worker, or it would mistake these parts for those of the next job.
    if (Atomics.load(signal, 0) !== goOn) this.#endWorker();
    else post(worker, { kind: 'verify', job, options, timeout, signal });
  }

  #makeWorker(): Worker {
    const worker = new Worker(this.#file, {
      // Without the arguments of the server, since the worker has no connection.
      argv: [],
      execArgv: [],
      name: 'choreo-verification',
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxHeap ?? 768 },
    });
    // The worker does not keep the server process alive.
    worker.unref();
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ERR_WORKER_OUT_OF_MEMORY') console.error(error);
      this.#died(worker, code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : broken);
    });
    worker.on('exit', () => this.#died(worker, broken));
    return (this.#worker = worker);
  }

  #receive(message: FromWorker): void {
    const current = this.#current;
    if (!current || message.job !== current.job) return;
    switch (message.kind) {
      case 'progress':
        current.onProgress(message.progress);
        break;
      case 'verified': {
        const { verification, milliseconds } = message;
        current.busy = false;
        current.end({ kind: 'verified', verification, milliseconds });
        // The process would keep the worker's memory while it is idle.
        if (verification.states > manyStates) this.#endWorker();
        break;
      }
      case 'failed':
        console.error(message.message);
        this.#fail(current, message.outOfMemory ? outOfMemory : broken);
        break;
      default:
        message satisfies never;
    }
  }

  #died(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    if (this.#current?.busy) this.#fail(this.#current, reason);
  }

  #fail(current: Current, reason: string): void {
    current.busy = false;
    current.end({ kind: 'failed', reason });
  }

  #endWorker(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    if (this.#current) this.#current.busy = false;
    void worker?.terminate();
  }
}

const outOfMemory = 'the verifier ran out of memory';
const broken = 'the verifier failed because of a fault in Choreo';

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function* partsOf(choreography: Choreography): Generator<Partial<Choreography>> {
  const { messages, participants, ...rest } = choreography;
  yield { ...rest, messages: [], participants: [] };
  for (let from = 0; from < messages.length; from += partSize) {
    yield { messages: messages.slice(from, from + partSize) };
  }
  for (let from = 0; from < participants.length; from += partSize) {
    yield { participants: participants.slice(from, from + partSize) };
  }
}
