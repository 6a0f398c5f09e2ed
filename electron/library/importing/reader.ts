/**
 * The threads that read large files, as they are started. Apart from reading-thread.ts, which takes as long to load as such
 * a thread: whoever knows that a large file is coming starts one first of all.
 */

import { setFlagsFromString } from 'node:v8';
import { MessageChannel, type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';
import { threadScript } from '../thread-script.ts';

/** From this size on, in bytes, a file is read by a thread of its own, which takes as long to start as 500 papers to be read. */
export const LARGE_BYTES = 2 * 1024 * 1024;

/** What a reading thread is started with (`workerData`). */
export interface ReadingStart {
  /** How many lots are on their way, in shared memory. */
  readonly underway: Int32Array;
  /** Where the lots go. The thread's own port takes the `ReadingTask` and tells of each lot whether it is the last. */
  readonly lots: MessagePort;
}

/** A thread that was started and has no file yet. */
export interface Reader extends ReadingStart {
  readonly worker: Worker;
  /** The bug that ended it; null as a rule. */
  fault: Error | null;
}

/**
 * What is read is soon passed on, so that little room for the young does; with 12 MB it is cleared twice as often, for which
 * all threads pay: 8 of 100 of the processor time of an import. More room than this V8 does not use.
 */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 24 };

/**
 * Room for the young to begin with, twice over. V8 begins with 1 MB and, since next to nothing outlives a clearing, stays
 * there: it would clear it 300 times while 10,000 papers are read, and wake all its threads each time.
 */
const YOUNG_MB = 8;

let spare: Reader | null = null;

/**
 * Starts a thread ahead of its need: its program takes as long to load as 500 papers to be read.
 * @returns ends it where no file came to need it
 */
export function readerAhead(): () => Promise<unknown> {
  const ahead = startReader();
  spare = ahead;
  return async () => {
    if (spare !== ahead) return;
    spare = null;
    await ahead.worker.terminate();
  };
}

/** The thread that was started ahead, or a new one. */
export function takeReader(): Reader {
  const reader = spare ?? startReader();
  spare = null;
  return reader;
}

function startReader(): Reader {
  const underway = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { port1: lots, port2 } = new MessageChannel();
  setFlagsFromString(`--min-semi-space-size=${YOUNG_MB}`);
  // What the process was started with (`--eval`) is not for the thread.
  const worker = new Worker(threadScript('reading-worker'), {
    workerData: { underway, lots: port2 } satisfies ReadingStart,
    transferList: [port2],
    execArgv: [],
    resourceLimits: LIMITS,
  });
  const reader: Reader = { worker, underway, lots, fault: null };
  worker.on('error', (thrown) => {
    reader.fault = thrown;
  });
  return reader;
}
