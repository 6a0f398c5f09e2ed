import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { moveMergeKeys, rebuildMergeIndex } from './merge-index.ts';

/** What may happen between two looks at the index. */
const act = fc.oneof(
  fc.record({ kind: fc.constantFrom('add', 'add', 'change'), hash: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({ kind: fc.constantFrom('remove', 'move', 'rebuild') }),
);

function keysOf(database: Database, sql: string): string[] {
  return database
    .prepare<[], string>(`SELECT quote(key) || ' ' || id FROM (${sql}) ORDER BY 1`)
    .pluck()
    .all();
}

test('every title and abstract is found by its key, in one table or the other, and nothing else is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      using library = inventedLibrary(6);
      const { database } = library;
      const last = database.prepare<[], number>('SELECT id FROM version ORDER BY id % 3, id DESC').pluck();
      for (const one of acts) {
        if (one.kind === 'move') await moveMergeKeys(database, () => Promise.resolve(), 0);
        else if (one.kind === 'rebuild') rebuildMergeIndex(database);
        else if (one.kind === 'remove') {
          database.prepare('DELETE FROM paper WHERE id = (SELECT min(id) FROM paper)').run();
        } else if ('hash' in one && one.kind === 'change') {
          database
            .prepare('UPDATE version SET hash = ? WHERE id = ?')
            .run(Buffer.from(one.hash), last.get() ?? 0);
        } else if ('hash' in one) {
          database
            .prepare(
              `INSERT INTO version (paper_id, text, label, hash) SELECT max(id), 'A text', 'v1', ? FROM paper HAVING count(*) > 0`,
            )
            .run(Buffer.from(one.hash));
        }
      }
      const found = keysOf(database, 'SELECT * FROM merge_key UNION ALL SELECT * FROM new_merge_key');
      const told = `SELECT key, paper_id AS id FROM paper_title
        UNION ALL SELECT substr(hash, 1, 6), id FROM version WHERE hash <> x''`;
      expect(found).toEqual(keysOf(database, told));
    }),
    { numRuns: 60 },
  );
});

test('keys go to the large table once there are enough, in slices', async () => {
  using library = inventedLibrary(0);
  const { database } = library;
  const insert = database.prepare('INSERT INTO new_merge_key VALUES (?, ?)');
  for (let id = 1; id <= 4500; id += 1) insert.run((id * 7919) % 4500, id);
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  await moveMergeKeys(database, () => Promise.resolve(), 4501);
  expect(count('merge_key')).toBe(0);
  const slices: number[] = [];
  await moveMergeKeys(database, (papers) => Promise.resolve(void slices.push(papers)), 4500);
  expect([count('merge_key'), count('new_merge_key'), slices.length]).toEqual([4500, 0, 3]);
});
