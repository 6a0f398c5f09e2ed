import { type Database, transact } from './database.ts';

/**
 * Runs a transaction without waiting for the disk. It becomes durable with the next one that does, an edit of the
 * user's or the end of the import, before which nothing is acknowledged. The next edit finds the connection as it was.
 */
export function durableLater<Value>(database: Database, work: () => Value): Value {
  const before = Number(database.pragma('synchronous', { simple: true }));
  database.pragma('synchronous = NORMAL');
  try {
    return transact(database, work);
  } finally {
    database.pragma(`synchronous = ${before}`);
  }
}
