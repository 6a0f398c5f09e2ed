import { receiveMessageOnPort } from 'node:worker_threads';
import { PostilError } from '../../../shared/errors.ts';
import type { PaperRecord, Unread } from '../../../shared/paper.ts';
import type { Arrival } from './arrival.ts';
import { partsOf, type ReadLot, type ReadPart } from './read-lot.ts';
import { takeReader } from './reader.ts';

/** The parts of a file, one after the other. */
export interface PartSource {
  /** Settles when `next` has something to tell. @throws a bug of the reading thread */
  ready(): Promise<void>;
  /** The next part; null when none is at hand. @throws what keeps the file from being read further */
  next(): PaperRecord | Arrival | Unread | null;
  /** Offset up to which parts were taken, or passed over. */
  readonly byteEnd: number;
  /** Whether `next` has come to the end of the file. */
  readonly isOver: boolean;
  /** Must be called at last. */
  end(): Promise<unknown>;
}

/** Reads a file here, part by part as they are asked for. */
export function readHere(parts: Iterable<PaperRecord | Unread>): PartSource {
  const source = parts[Symbol.iterator]();
  let isOver = false;
  let byteEnd = 0;
  return {
    ready: () => Promise.resolve(),
    next() {
      const next = source.next();
      isOver = next.done === true;
      if (next.done === true) return null;
      ({ byteEnd } = next.value.place);
      return next.value;
    },
    get byteEnd() {
      return byteEnd;
    },
    get isOver() {
      return isOver;
    },
    end: () => Promise.resolve(source.return?.()),
  };
}

/**
 * Lots that were read and not yet stored, at most: so many, some 7 MB, that reading goes on while a large transaction is
 * committed, and that the next one is as large. With a quarter of them the two threads waited for each other by turns.
 */
export const MOST_LOTS = 32;

/** So many are waited for, lest a thread that reads slowly makes for small transactions; but for the first, since all are idle then. */
const WANTED_LOTS = 4;

/** What a reading thread is to read: its first and only message. */
export interface ReadingTask {
  /** Where the file is. */
  readonly location: string;
  /** What it is called in messages. */
  readonly path: string;
  /** Name of its format. */
  readonly format: string;
  /** Parts before this offset are passed over. */
  readonly fromByte: number;
}

/** A thread that reads one file, and works out all that can be worked out without the library. */
export interface ReadingThread {
  /** Must be called no more than once. */
  read(task: ReadingTask): PartSource;
  /** Must be called at last. */
  end(): Promise<unknown>;
}

/** A thread that will read a file. */
export function readingThread(): ReadingThread {
  const reader = takeReader();
  const { worker, lots, underway } = reader;
  let parts: Iterator<ReadPart> = [][Symbol.iterator]();
  let isDry = true;
  let last: ReadLot['last'] = null;
  let byteEnd = 0;
  let news = Promise.withResolvers<void>();
  let isRead = false;
  let wanted = 1;
  worker.on('message', (isLast: boolean) => {
    isRead = isLast;
    news.resolve();
  });
  worker.on('error', () => news.resolve());

  /** Takes in the next lot, only now: one that waits as an object would be moved about by each clearing of memory. */
  function takeLot(): boolean {
    const lot: ReadLot | undefined = receiveMessageOnPort(lots)?.message;
    if (lot === undefined) return false;
    Atomics.sub(underway, 0, 1);
    Atomics.notify(underway, 0);
    parts = partsOf(lot);
    ({ last, byteEnd } = lot);
    return true;
  }

  const source: PartSource = {
    async ready() {
      while (!isRead && Atomics.load(underway, 0) < wanted) {
        if (reader.fault !== null) throw reader.fault;
        await news.promise;
        news = Promise.withResolvers();
      }
      wanted = WANTED_LOTS;
    },
    next() {
      for (;;) {
        const next = parts.next();
        isDry = next.done === true;
        if (next.done !== true) {
          ({ byteEnd } = next.value.place);
          return next.value;
        }
        if (last === 'end') return null;
        if (last !== null) throw new PostilError(last.code, last.message, last.advice);
        if (!takeLot()) return null;
      }
    },
    get byteEnd() {
      return byteEnd;
    },
    get isOver() {
      return isDry && last === 'end';
    },
    end: () => worker.terminate(),
  };
  return {
    read(task) {
      worker.postMessage(task);
      return source;
    },
    end: source.end,
  };
}
