import type { PaperFields } from '../../../shared/paper.ts';
import { type Database, transact } from '../database.ts';
import { absorber } from '../merging/absorb.ts';
import { addImportStep } from '../remembering/import-step.ts';
import { settleNext } from './settle-later.ts';

/**
 * Takes records in as an import of one file, for tests. A name that was imported before is the same file again.
 * @param isStep whether undo takes it back, as it does those of the user
 * @returns the import's number
 */
export function importRecords(
  database: Database,
  records: readonly PaperFields[],
  name = 'page.txt',
  isStep = false,
): number {
  const imported = transact(database, () => {
    const run = (sql: string, ...values: unknown[]) =>
      Number(database.prepare(sql).run(...values).lastInsertRowid);
    const importId = run('INSERT INTO import (started_ms, finished_ms, begun) VALUES (1, 2, 1)');
    if (isStep) addImportStep(database, importId, 'Import');
    const known = database.prepare<[string], number>('SELECT id FROM file WHERE hash = ?').pluck().get(name);
    const fileId = known ?? run('INSERT INTO file (hash, name, bytes) VALUES (?, ?, 0)', name, name);
    run(
      'INSERT INTO import_file (import_id, file_id, path, done) VALUES (?, ?, ?, 1)',
      importId,
      fileId,
      name,
    );
    const papers = absorber(database, importId, importId);
    papers.begin();
    for (const [at, fields] of records.entries()) {
      const place = { byteStart: at, byteEnd: at + 1, line: at + 1 };
      papers.absorb(
        { kind: 'record', fields, place },
        { importId, fileId, fileName: name },
        known !== undefined,
      );
    }
    papers.flush();
    return importId;
  });
  for (let papers = settleNext(database); papers !== null; papers = settleNext(database));
  return imported;
}
