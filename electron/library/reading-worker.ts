/** The reading thread: it reads a large dump while the library thread stores what was read. See reading-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { problem } from '../../shared/errors.ts';
import { formats } from '../formats/detect.ts';
import { openDump } from '../formats/open-dump.ts';
import { arrivalOf } from './importing/arrival.ts';
import { fileProblem } from './importing/input-files.ts';
import { type LotValue, packPart, type ReadLot } from './importing/read-lot.ts';
import type { ReadingStart } from './importing/reader.ts';
import { MOST_LOTS, type ReadingTask } from './importing/reading-thread.ts';

/** Length of a lot, in parts and bytes: what is not passed on yet, each clearing of memory must move. */
const LOT_PARTS = 50;
const LOT_BYTES = 256 * 1024;

// Started by reader.ts only.
const { underway, lots } = workerData as ReadingStart;

let values: LotValue[] = [];
let count = 0;
let bytes = 0;
let byteEnd = 0;

function post(last: ReadLot['last']): void {
  lots.postMessage({ values, count, byteEnd, last } satisfies ReadLot);
  Atomics.add(underway, 0, 1);
  parentPort?.postMessage(last !== null);
  values = [];
  count = 0;
  bytes = 0;
  // Where the library thread does not keep up, nothing piles up.
  while (last === null && Atomics.load(underway, 0) >= MOST_LOTS) Atomics.wait(underway, 0, MOST_LOTS);
}

function readAll({ location, path, format, fromByte }: ReadingTask): ReadLot['last'] {
  try {
    const read = formats.find(({ name }) => name === format)?.read(openDump(location)) ?? [];
    for (const part of read) {
      byteEnd = part.place.byteEnd;
      // Counted before the import was broken off. Told of now and then, so that it is seen to go on.
      if (part.place.byteStart < fromByte) {
        bytes += byteEnd - part.place.byteStart;
      } else {
        bytes += packPart(part.kind === 'unread' ? part : arrivalOf(part), values);
        count += 1;
      }
      if (count >= LOT_PARTS || bytes >= LOT_BYTES) post(null);
    }
    return 'end';
  } catch (thrown) {
    return problem(fileProblem(thrown, path));
  }
}

parentPort?.once('message', (task: ReadingTask) => post(readAll(task)));
