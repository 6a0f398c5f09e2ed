/** The thread that copies the write-ahead log into the library whenever it is asked to, then for the last time. See log-copier.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { openFile } from './database.ts';

if (parentPort === null) throw new Error('The thread of the log was started without a port.');
const port = parentPort;
// Started by log-copier.ts only.
const database = openFile(workerData as string);

port.on('message', (isLast: boolean) => {
  let isCopied = true;
  try {
    database.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // The library thread then tries itself, and says what is wrong.
    isCopied = false;
  }
  port.postMessage(isCopied);
  if (!isLast) return;
  database.close();
  port.close();
});
