import { expect, test } from 'vitest';
import { NO_FIELDS } from '../../../shared/paper.ts';
import { type Database, openLibrary } from '../database.ts';
import { addTag } from '../organising/tags.ts';
import { undo } from '../remembering/history.ts';
import { checkLibrary } from '../safekeeping/check.ts';
import { inventedAbstract, inventedLibrary } from '../safekeeping/invented-library.ts';
import { importRecords } from './invented-import.ts';
import { settleAll } from './settle-later.ts';
import { restoreImport, withdrawImport, withdrawing } from './withdraw.ts';

/** More than one slice takes, also on a computer that is three times as fast. */
const MANY = 1500;

function records(count: number, said: string) {
  return Array.from({ length: count }, (_, at) => ({
    ...NO_FIELDS,
    arxivId: `2401.${String(at + 1).padStart(5, '0')}`,
    abstract: inventedAbstract(at + 1),
    comment: said,
  }));
}

/** What is to be seen of a library, whatever the numbers of rows. */
function seen(database: Database): unknown[] {
  return database
    .prepare(
      `SELECT paper.id, hidden, comment, text, (SELECT count(*) FROM source JOIN file ON file.id = file_id
         WHERE source.paper_id = paper.id AND withdrawn = 0) AS tellers
       FROM paper LEFT JOIN version ON version.id = version_id ORDER BY paper.id`,
    )
    .all();
}

test('an import is brought back in steps, between which the user can work, and a crash loses none', async () => {
  using library = inventedLibrary(0);
  const { folder, database } = library;
  const importId = importRecords(database, records(MANY, 'as it was'));
  const whole = seen(database);
  withdrawImport(database, importId);
  // The same papers come from elsewhere while the import is away, so that they are more than switched back.
  const other = importRecords(database, records(40, 'from elsewhere'), 'other.txt');

  const steps = withdrawing(database, importId, false);
  expect(steps.next().done).toBe(false);
  addTag(database, [1], 'between');
  expect(steps.next().done).toBe(false);
  const shown = database.prepare<[], number>('SELECT count(*) FROM paper WHERE hidden = 0').pluck();
  expect(shown.get()).toBeLessThan(MANY);
  database.close();

  const again = openLibrary(folder);
  const told: number[] = [];
  await settleAll(again, (paperIds) => told.push(...paperIds));
  expect(again.prepare('SELECT count(*) FROM paper WHERE hidden = 0').pluck().get()).toBe(MANY);
  expect(told).toContain(MANY);
  expect(checkLibrary(again).problems).toEqual([]);
  withdrawImport(again, other);
  expect(seen(again)).toEqual(whole);
  again.close();
});

test('undo takes a long import back or brings it again, whatever came between the steps', async () => {
  using library = inventedLibrary(0);
  const { database } = library;
  const importId = importRecords(database, records(MANY, 'as it was'));
  const whole = seen(database);
  withdrawImport(database, importId);
  const away = seen(database);
  undo(database);
  await settleAll(database, () => undefined);
  expect(seen(database)).toEqual(whole);

  withdrawImport(database, importId);
  const steps = withdrawing(database, importId, false);
  steps.next();
  // The step of undo is the whole, though it is not done yet.
  expect(undo(database)?.label).toBe('Restore import');
  await settleAll(database, () => undefined);
  expect(seen(database)).toEqual(away);
  expect(database.prepare('SELECT count(*) FROM unsettled_file').pluck().get()).toBe(0);
});

test('a long import says how many papers are seen more or fewer', () => {
  using library = inventedLibrary(0);
  const { database } = library;
  const importId = importRecords(database, records(MANY, 'as it was'));
  addTag(database, [7], 'mine');
  expect(withdrawImport(database, importId)).toMatchObject({ shownChange: 1 - MANY, keptCount: 1 });
  expect(restoreImport(database, importId)).toMatchObject({ shownChange: MANY - 1, keptCount: 0 });
});
