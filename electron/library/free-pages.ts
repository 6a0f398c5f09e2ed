import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import { durableLater } from './durable-later.ts';

/** Pages that are given back at once, in some 5 ms. */
const SLICE = 200;

/**
 * Makes the file smaller by the pages that nothing lies on any more, slice by slice. Merging the segments of the index
 * leaves some: at 10,000 papers none or a twentieth of the file, as it happens.
 */
export async function giveBackPages(database: Database): Promise<void> {
  const count = () => Number(database.pragma('freelist_count', { simple: true }));
  for (let free = count(), before = Number.POSITIVE_INFINITY; free > 0 && free < before; ) {
    durableLater(database, () => database.exec(`PRAGMA incremental_vacuum(${SLICE})`));
    before = free;
    free = count();
    await setImmediate();
  }
}
