/** The thread that copies the write-ahead log into the library whenever it is asked to, then for the last time. See log-copier.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFile } from './database.ts';

if (parentPort === null) throw new Error('The thread of the log was started without a port.');
const port = parentPort;
// Started by log-copier.ts only.
const database = openFile(workerData as string);

const copy = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(PASSIVE)');

port.on('message', (isLast: boolean) => {
  // The pages in the log; null where it was not copied.
  let pages: number | null = null;
  try {
    pages = copy.get()?.log ?? null;
  } catch {
    // The library thread then tries itself, and says what is wrong.
  }
  port.postMessage(pages);
  if (!isLast) return;
  database.close();
  port.close();
});
