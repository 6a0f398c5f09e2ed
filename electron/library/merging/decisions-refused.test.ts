import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '../database.ts';
import { importFiles } from '../importing/import.ts';
import { undo } from '../remembering/history.ts';
import { temporaryFolder } from '../safekeeping/invented-library.ts';
import { keepApart, mergePapers } from './decisions.ts';

it('decides nothing of a paper that cannot be told from others, and says so', async () => {
  using temporary = temporaryFolder();
  const database = openLibrary(join(temporary.folder, 'library'));
  try {
    const path = join(temporary.folder, 'few-words.bib');
    const told = '@article{a, title = {Of tides and their tables}, author = {Ada Moor}, year = {2024}}';
    writeFileSync(path, `${told}\n@misc{b, title = {Editorial}}\n@misc{c, title = {Editorial}}\n`);
    const observer = { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false };
    await importFiles(database, [path], observer);
    const papers = () => database.prepare<[], number>('SELECT id FROM paper ORDER BY id').pluck().all();
    expect(papers()).toEqual([1, 2, 3]);
    expect(() => mergePapers(database, [[1, 2]])).toThrow('cannot be told from others');
    expect(() => keepApart(database, [[2, 3]])).toThrow('cannot be told from others');
    expect(papers()).toEqual([1, 2, 3]);
    expect(undo(database)?.label).toContain('Import of 3 papers');
  } finally {
    database.close();
  }
});
