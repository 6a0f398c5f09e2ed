import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallRequest } from '../../../shared/contract.ts';
import { type Database, openLibrary } from '../database.ts';
import { setStarred } from '../organising/reading.ts';
import { addTag } from '../organising/tags.ts';
import { redo, undo } from '../remembering/history.ts';
import { takeBack } from '../remembering/take-back.ts';
import { checkLibrary } from '../safekeeping/check.ts';
import { type TemporaryFolder, temporaryFolder } from '../safekeeping/invented-library.ts';
import { importFiles } from './import.ts';
import { readAgain } from './mend.ts';
import { dismissParts, openUnreadCount, restoreParts, tray, trayPage } from './unread.ts';
import { restoreImport, withdrawImport } from './withdraw.ts';

let temporary: TemporaryFolder;
let database: Database;

beforeEach(() => {
  temporary = temporaryFolder();
  database = openLibrary(join(temporary.folder, 'library'));
});

afterEach(() => {
  database.close();
  temporary[Symbol.dispose]();
});

const observer = { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false };
const everything = { state: 'open', fileId: null, reason: null, offset: 0, limit: 50 } as const;
const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

/** Imports a BibTeX file in which one entry in three is broken. */
async function importBroken(entries = 3, name = 'broken.bib'): Promise<string> {
  const path = join(temporary.folder, name);
  const entry = (index: number) =>
    index % 3 === 1
      ? `@article{tide${index}, title = {On tides ${index}, author = {Ada Moor\n\n`
      : `@article{tide${index}, title = {On tides ${index}}, author = {Ada Moor}, year = {2024}}\n\n`;
  writeFileSync(path, Array.from({ length: entries }, (_, index) => entry(index)).join(''));
  await importFiles(database, [path], observer);
  return path;
}

/** Papers that are to be seen. */
const SHOWN = 'paper WHERE hidden = 0';

const MENDED = '@article{tide1, title = {On tides 1}, author = {Ada Moor}, year = {2024}}';

describe('the tray', () => {
  it('lists parts by file and reason, page by page, and counts them', async () => {
    await importBroken(12);
    const held = tray(database);
    expect(held).toMatchObject({ openCount: 4, dismissedCount: 0 });
    expect(held.files).toMatchObject([{ name: 'broken.bib', format: 'bibtex', partCount: 4 }]);
    expect(held.reasons.reduce((sum, { partCount }) => sum + partCount, 0)).toBe(4);
    const all = trayPage(database, everything);
    expect(all.map(({ line }) => line)).toEqual([...all.map(({ line }) => line)].sort((a, b) => a - b));
    expect(all[0]).toMatchObject({ fileName: 'broken.bib', state: 'open', mendedText: null });
    expect(trayPage(database, { ...everything, offset: 1, limit: 2 })).toEqual(all.slice(1, 3));
  });

  it('holds a part once, however often its file comes', async () => {
    const path = await importBroken();
    await importFiles(database, [path], observer);
    expect(openUnreadCount(database)).toBe(1);
  });

  it('puts parts away and brings them back, one, of a file or of a reason; all of it can be undone', async () => {
    await importBroken(12);
    const [first] = trayPage(database, everything);
    const { files, reasons } = tray(database);
    const choices: CallRequest<'unread.dismiss'>[] = [
      { kind: 'parts', ids: [first?.id ?? 0] },
      { kind: 'file', fileId: files[0]?.fileId ?? 0 },
      { kind: 'reason', reason: reasons[0]?.reason ?? '' },
    ];
    for (const choice of choices) {
      dismissParts(database, choice);
      expect(openUnreadCount(database)).toBeLessThan(4);
      expect(openUnreadCount(database) + tray(database).dismissedCount).toBe(4);
      undo(database);
      expect(openUnreadCount(database)).toBe(4);
      redo(database);
      restoreParts(database, choice);
      expect(openUnreadCount(database)).toBe(4);
    }
  });

  it('lets parts go out of sight with their import, those put away too, and has them back with it', async () => {
    await importBroken(12);
    const parts = trayPage(database, everything);
    dismissParts(database, { kind: 'parts', ids: [parts[0]?.id ?? 0] });
    const held = tray(database);
    withdrawImport(database, 1);
    expect(tray(database)).toEqual({ openCount: 0, dismissedCount: 0, files: [], reasons: [] });
    expect(trayPage(database, everything)).toEqual([]);
    expect(trayPage(database, { ...everything, state: 'dismissed' })).toEqual([]);
    undo(database);
    expect(tray(database)).toEqual(held);
    undo(database);
    expect(trayPage(database, everything)).toEqual(parts);
    undo(database);
    expect(openUnreadCount(database)).toBe(0);
  });

  it('remembers an act as one row, however many parts it moved', async () => {
    await importBroken(300);
    const [file] = tray(database).files;
    const choice = { kind: 'file', fileId: file?.fileId ?? 0 } as const;
    const before = Number(count('history'));
    dismissParts(database, choice);
    dismissParts(database, choice);
    expect(tray(database)).toMatchObject({ openCount: 0, dismissedCount: 100, files: [], reasons: [] });
    expect(count('history')).toBe(before + 1);
    expect(trayPage(database, { ...everything, state: 'dismissed', offset: 98 })).toMatchObject([
      { state: 'dismissed' },
      { state: 'dismissed' },
    ]);
    undo(database);
    expect(tray(database)).toMatchObject({ openCount: 100, dismissedCount: 0 });
  });

  it('lets a dismissed part go when it is mended, and has it back when that is undone', async () => {
    await importBroken();
    const [part] = trayPage(database, everything);
    dismissParts(database, { kind: 'parts', ids: [part?.id ?? 0] });
    readAgain(database, part?.id ?? 0, MENDED);
    expect(tray(database)).toMatchObject({ openCount: 0, dismissedCount: 0 });
    undo(database);
    expect(tray(database)).toMatchObject({ openCount: 0, dismissedCount: 1 });
    undo(database);
    expect(tray(database)).toMatchObject({ openCount: 1, dismissedCount: 0 });
  });
});

describe('readAgain', () => {
  it('makes papers of a mended part, which say where it stood; undone, they are gone', async () => {
    await importBroken();
    const before = count('paper');
    const [part] = trayPage(database, everything);
    const mended = readAgain(database, part?.id ?? 0, MENDED);
    expect(mended).toMatchObject({ reason: null, paperIds: [expect.any(Number)] });
    expect(openUnreadCount(database)).toBe(0);
    expect(
      database
        .prepare(
          'SELECT byte_start, line, name FROM source JOIN file ON file.id = file_id WHERE paper_id = ?',
        )
        .get(mended.paperIds[0]),
    ).toEqual({ byte_start: part?.byteStart, line: part?.line, name: 'broken.bib' });

    expect(undo(database)?.paperIds).toEqual(mended.paperIds);
    expect(count(SHOWN)).toBe(before);
    expect(trayPage(database, everything)).toMatchObject([{ id: part?.id, mendedText: null }]);

    expect(redo(database)?.paperIds).toEqual(mended.paperIds);
    expect(count(SHOWN)).toBe(Number(before) + 1);
    expect(openUnreadCount(database)).toBe(0);
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  });

  it('adds to a paper that is known, and takes away from it no more than it brought', async () => {
    await importBroken();
    const path = join(temporary.folder, 'other.bib');
    writeFileSync(path, '@article{x, title = {On tides 1}, doi = {10.5555/tides.1}, year = {2024}}');
    await importFiles(database, [path], observer);
    const before = database.prepare('SELECT * FROM paper ORDER BY id').all();
    const part = trayPage(database, everything).find(({ fileName }) => fileName === 'broken.bib');
    readAgain(
      database,
      part?.id ?? 0,
      MENDED.replace('year', 'doi = {10.5555/tides.1}, journal = {Tides}, year'),
    );
    expect(count('paper')).toBe(before.length);
    expect(count("paper WHERE venue = 'Tides'")).toBe(1);
    undo(database);
    expect(database.prepare(`SELECT * FROM ${SHOWN} ORDER BY id`).all()).toEqual(before);
  });

  it('parts the papers again that a mended record had joined, when that is undone', async () => {
    await importBroken();
    const path = join(temporary.folder, 'other.bib');
    writeFileSync(
      path,
      `@article{x, title = {Of springs}, doi = {10.5555/tides.1}}
       @article{y, title = {Of neaps}, eprint = {2406.01001}, archiveprefix = {arXiv}}`,
    );
    await importFiles(database, [path], observer);
    const shown = () => database.prepare(`SELECT * FROM ${SHOWN} ORDER BY id`).all();
    const before = shown();
    const [, last] = database.prepare<[], number>('SELECT id FROM paper ORDER BY id DESC').pluck().all();
    addTag(database, [last ?? 0], 'springs');
    const part = trayPage(database, everything).find(({ fileName }) => fileName === 'broken.bib');
    const both = 'doi = {10.5555/tides.1}, eprint = {2406.01001}, archiveprefix = {arXiv}, year';
    readAgain(database, part?.id ?? 0, MENDED.replace('year', both));
    expect(count(SHOWN)).toBe(before.length - 1);
    const mended = shown();
    undo(database);
    expect(shown()).toEqual(before);
    redo(database);
    expect(shown()).toEqual(mended);
    undo(database);
    undo(database);
    expect(count('paper_tag')).toBe(0);
    expect(checkLibrary(database).problems).toEqual([]);
  });

  it('goes with its import, and keeps what the user has marked when the mending alone is taken back', async () => {
    await importBroken();
    const before = count(SHOWN);
    const [part] = trayPage(database, everything);
    const [paperId = 0] = readAgain(database, part?.id ?? 0, MENDED).paperIds;
    withdrawImport(database, 1);
    expect(count(SHOWN)).toBe(0);
    restoreImport(database, 1);
    expect(count(SHOWN)).toBe(Number(before) + 1);
    setStarred(database, [paperId], true);
    const mending = database
      .prepare<[], number>("SELECT id FROM change WHERE label = 'Mend unread part'")
      .pluck();
    takeBack(database, mending.get() ?? 0);
    expect(openUnreadCount(database)).toBe(1);
    expect(count(SHOWN)).toBe(Number(before) + 1);
    setStarred(database, [paperId], false);
    undo(database);
    undo(database);
    expect(openUnreadCount(database)).toBe(0);
    expect(withdrawImport(database, 1).kept).toMatchObject([{ paperId }]);
    expect(checkLibrary(database).problems).toEqual([]);
  });

  it('keeps the words and the new reason of what cannot be read still', async () => {
    await importBroken();
    const [part] = trayPage(database, everything);
    const { paperIds, reason } = readAgain(database, part?.id ?? 0, 'bread and milk');
    expect(paperIds).toEqual([]);
    expect(trayPage(database, everything)).toMatchObject([
      { id: part?.id, mendedText: 'bread and milk', newReason: reason },
    ]);
    undo(database);
    expect(trayPage(database, everything)).toMatchObject([{ mendedText: null, newReason: null }]);
  });
});
