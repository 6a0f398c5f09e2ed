import { appendFileSync, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ImportProgress, ImportReport } from '../../../shared/import.ts';
import { type Database, openLibrary } from '../database.ts';
import { trashPapers } from '../remembering/trash.ts';
import { type TemporaryFolder, temporaryFolder } from '../safekeeping/invented-library.ts';
import { type ImportObserver, importFiles } from './import.ts';
import { importReport, importSummaries } from './import-report.ts';

const fixtures = join(import.meta.dirname, '../../../e2e/fixtures');
const orval = join(fixtures, 'institution-orval.txt');
const kestrel = join(fixtures, 'institution-kestrel.txt');
const listing = join(fixtures, 'listing.txt');

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

const nobody: ImportObserver = { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false };

function run(paths: readonly string[], observer: Partial<ImportObserver> = {}): Promise<ImportReport> {
  return importFiles(database, paths, { ...nobody, ...observer });
}

/** records, added, merged, unchanged, unread of each file */
function counts(report: ImportReport): number[][] {
  return report.files.map((file) => [
    file.records,
    file.added,
    file.merged,
    file.unchanged,
    file.unreadCount,
  ]);
}

/** What is known of all papers, apart from their numbers. */
function papers(): unknown[] {
  return database
    .prepare(
      `SELECT heading, institutions, published, comment, version.text,
         (SELECT group_concat(scheme || ':' || value, ' ') FROM paper_identifier WHERE paper_id = paper.id) AS ids
       FROM paper JOIN version ON version.id = version_id ORDER BY version.text`,
    )
    .all();
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(temporary.folder, name);
  await writeFile(path, content);
  return path;
}

/** All orders of some things. */
function orders<Value>(values: readonly Value[]): Value[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, index) =>
    orders(values.toSpliced(index, 1)).map((others) => [value, ...others]),
  );
}

describe('importFiles', () => {
  it('makes papers of three overlapping dumps', async () => {
    const report = await run([orval, kestrel, listing]);
    expect(counts(report)).toEqual([
      [9, 9, 0, 0, 0],
      [8, 4, 4, 0, 0],
      [7, 3, 4, 0, 0],
    ]);
    expect(report).toMatchObject({ state: 'done', paperCount: 16 });
    expect(report.files.map(({ format }) => format)).toEqual([
      'institution-page',
      'institution-page',
      'listing',
    ]);
    expect(papers()).toContainEqual(
      expect.objectContaining({
        heading: expect.stringContaining('HazelDock'),
        ids: 'arxiv:2405.11802',
        institutions: JSON.stringify(["Institut Supérieur d'Orval", 'Kestrel Valley University']),
        comment: 'Accepted to the Orval Symposium on Geometry in Chemistry 2025',
        published: '2024-05-20',
      }),
    );
    const indexed = database
      .prepare<[string], number>('SELECT count(*) FROM paper_index WHERE paper_index MATCH ?')
      .pluck();
    expect(indexed.get('hazeldock')).toBe(1);
  });

  it('makes the same papers in every order of files, at once or one by one', async () => {
    await run([orval, kestrel, listing]);
    const wanted = papers();
    for (const order of orders([orval, kestrel, listing])) {
      for (const acts of [[order], order.map((path) => [path])]) {
        const other = temporaryFolder();
        database.close();
        database = openLibrary(other.folder);
        for (const paths of acts) await run(paths);
        expect(papers()).toEqual(wanted);
        other[Symbol.dispose]();
      }
    }
  });

  it('changes nothing when a file comes again, under another name, packed, or twice at once', async () => {
    await run([orval, listing]);
    const before = papers();
    const sources = database.prepare('SELECT count(*) FROM source').pluck().get();
    const copy = join(temporary.folder, 'copy.md');
    await copyFile(orval, copy);
    const packed = await file('packed', gzipSync(await readFile(listing)));
    const report = await run([orval, copy, copy, packed]);
    expect(counts(report)).toEqual([
      [9, 0, 0, 9, 0],
      [9, 0, 0, 9, 0],
      [9, 0, 0, 9, 0],
      [7, 0, 0, 7, 0],
    ]);
    expect(papers()).toEqual(before);
    expect(database.prepare('SELECT count(*) FROM source').pluck().get()).toBe(sources);
  });

  it('says when a file was read under another name before, and when it changed under the reader', async () => {
    await run([kestrel]);
    const again = await file('again.txt', await readFile(kestrel));
    expect((await run([again])).files[0]).toMatchObject({
      sameAs: 'institution-kestrel.txt',
      unchanged: expect.any(Number),
      added: 0,
      remark: null,
    });
    const growing = await file('growing.bib', '@article{a, title = {On one tide}}\n');
    let asked = 0;
    // Asked also while the bytes are counted: what is read then is more than what was counted.
    const isCancelled = () => {
      asked += 1;
      appendFileSync(growing, `@article{b${asked}, title = {On tide number ${asked}}}\n`);
      return false;
    };
    const { files } = await run([growing], { isCancelled });
    expect(files[0]?.remark).toMatch(/changed .*while/i);
    expect((await run([growing])).files[0]).toMatchObject({
      remark: null,
      records: asked + 1,
    });
  });

  it('says how many of its papers are in the trash, where they stay', async () => {
    const { paperCount } = await run([kestrel]);
    trashPapers(database, [1, 2]);
    expect(await run([kestrel])).toMatchObject({ trashedCount: 2, paperCount: paperCount - 2 });
  });

  it('keeps where each record stood', async () => {
    await run([listing]);
    const bytes = await readFile(listing);
    const rows = database
      .prepare<[], { byte_start: number; byte_end: number; line: number; text: string }>(
        'SELECT byte_start, byte_end, line, text FROM source JOIN version ON version.id = version_id',
      )
      .all();
    for (const { byte_start: start, byte_end: end, line, text } of rows) {
      expect(bytes.toString('utf8', start, end).startsWith(text)).toBe(true);
      expect(bytes.toString('utf8', 0, start).split('\n')).toHaveLength(line);
    }
  });

  it('says of what it cannot read what it is, and reads the others', async () => {
    const binary = await file(
      'picture.txt',
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
    );
    const folder = join(temporary.folder, 'folder');
    await mkdir(folder);
    const report = await run([
      join(fixtures, 'empty.txt'),
      join(fixtures, 'not-a-dump.txt'),
      binary,
      folder,
      join(temporary.folder, 'gone.txt'),
      kestrel,
    ]);
    expect(
      report.files.map(({ format, unread, problem }) => [format, unread[0]?.reason, problem?.code]),
    ).toEqual([
      [null, 'The file is empty.', undefined],
      [null, expect.stringContaining('no abstracts were found'), undefined],
      [null, expect.stringContaining('binary'), undefined],
      [null, 'The folder holds no files.', undefined],
      [null, undefined, 'file-unreadable'],
      ['institution-page', undefined, undefined],
    ]);
    expect(report.files.map(({ unread }) => unread[0]?.text.length ?? 0)).toEqual(
      [0, 0, 0, 0, 0, 0].with(1, 251),
    );
    expect(report.paperCount).toBe(8);
  });

  const isRoot = process.getuid?.() === 0;
  if (isRoot)
    console.log('Running as root, who may read every file: a file that may not be read is not tested.');
  it.skipIf(isRoot)('names a file that may not be read', async () => {
    const path = await file('secret.txt', 'Abstract: of no concern to anybody');
    await chmod(path, 0);
    expect((await run([path])).files[0]?.problem?.message).toContain('may not be read');
  });

  it('reads folders in the order of names, hidden files and circles left out', async () => {
    const folder = join(temporary.folder, 'dumps');
    await mkdir(join(folder, 'b'), { recursive: true });
    await copyFile(listing, join(folder, 'b', 'z.txt'));
    await copyFile(orval, join(folder, 'c.txt'));
    await copyFile(kestrel, join(folder, 'a.txt'));
    await writeFile(join(folder, '.hidden'), 'hidden');
    await symlink(folder, join(folder, 'b', 'circle'));
    const report = await run([folder]);
    expect(report.files.map(({ path }) => path)).toEqual([
      join(folder, 'a.txt'),
      join(folder, 'b', 'z.txt'),
      join(folder, 'c.txt'),
    ]);
    expect(report.paperCount).toBe(16);
  });

  it('refuses a damaged archive and one that was made to fill the disk', async () => {
    const packed = gzipSync(await readFile(orval));
    const cut = await file('cut.gz', packed.subarray(0, packed.length / 2));
    const bomb = await file('bomb.gz', gzipSync(Buffer.alloc(80 * 1024 * 1024)));
    const report = await run([cut, bomb, orval]);
    expect(report.files.map(({ problem }) => problem?.message)).toEqual([
      expect.stringContaining('damaged archive'),
      expect.stringContaining('200 times its size'),
      undefined,
    ]);
    expect(report.paperCount).toBe(9);
  });

  it('tells how far it is, which papers changed, and stops when asked to', async () => {
    const abstract = (index: number) =>
      `Abstract:We introduce invented system number ${index} of many, which counts.\n`;
    const many = await file('many.txt', Array.from({ length: 3000 }, (_, index) => abstract(index)).join(''));
    const told: ImportProgress[] = [];
    const changed = new Set<number>();
    const report = await run([many, orval], {
      onProgress: (progress) => told.push(progress),
      onChanged: (ids) => {
        for (const id of ids) changed.add(id);
      },
      isCancelled: () => changed.size > 0,
    });
    expect(report.state).toBe('cancelled');
    expect(report.paperCount).toBeGreaterThan(0);
    expect(report.paperCount).toBeLessThan(3000);
    expect(changed.size).toBe(report.paperCount);
    expect(told[0]).toMatchObject({
      importId: report.importId,
      fileName: 'many.txt',
      filesDone: 0,
      filesTotal: 2,
      records: 0,
    });
    const rest = await run([many]);
    expect(rest).toMatchObject({ state: 'done', paperCount: 3000 });
    expect(rest.files[0]).toMatchObject({ added: 3000 - report.paperCount, unchanged: report.paperCount });
  });

  it('lets others at the library between its transactions', async () => {
    const abstract = (index: number) =>
      `Abstract:We introduce invented system number ${index} of many, which counts.\n`;
    const many = await file('many.txt', Array.from({ length: 2000 }, (_, index) => abstract(index)).join(''));
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        expect(database.inTransaction).toBe(false);
        expect(database.pragma('synchronous', { simple: true })).toBe(2);
        turns += 1;
      }
    })();
    await run([many]);
    isDone = true;
    await others;
    expect(turns).toBeGreaterThan(2);
  });
});

describe('importReport', () => {
  it('reads a finished import back', async () => {
    const report = await run([orval, join(fixtures, 'not-a-dump.txt'), join(temporary.folder, 'gone')]);
    expect(importReport(database, report.importId)).toEqual(report);
    expect(() => importReport(database, 99)).toThrow('There is no import 99.');
  });
});

describe('importSummaries', () => {
  it('lists imports, newest first', async () => {
    await run([orval]);
    await run([listing, join(fixtures, 'empty.txt')]);
    expect(importSummaries(database)).toMatchObject([
      { id: 2, fileNames: ['listing.txt', 'empty.txt'], recordCount: 7, unreadCount: 1 },
      { id: 1, fileNames: ['institution-orval.txt'], recordCount: 9, unreadCount: 0 },
    ]);
  });
});

const seeds = join(import.meta.dirname, '../../../../shared/seeds');
if (!existsSync(seeds)) console.info(`No real dumps in ${seeds}: their tests are left out.`);

describe.skipIf(!existsSync(seeds))('importing the real dumps', () => {
  const names = ['000_e08d97527963aee2.txt', '001_a3f7b36d3abdc23f.txt', '002_61579a817fe7be21.txt'];

  it.each(orders(names).map((order) => [order]))('makes 20 papers of 30 records: %j', async (order) => {
    const report = await run(order.map((name) => join(seeds, name)));
    expect(report.paperCount).toBe(20);
    expect(report.files.map(({ records, unread }) => [records, unread.length])).toEqual([
      [10, 0],
      [10, 0],
      [10, 0],
    ]);
    const count = (sql: string) => database.prepare(sql).pluck().get();
    expect(count('SELECT count(*) FROM paper_identifier')).toBe(10);
    expect(
      count(`SELECT count(*) FROM paper JOIN paper_identifier ON paper_id = paper.id
             WHERE institutions <> '[]' AND published IS NOT NULL`),
    ).toBe(3);
    const named = [
      'SigmaDock',
      'SkillCraft',
      'Meta Flow Maps',
      'NoProp',
      'R2-G2',
      'VHG',
      'StochasTok',
      'LCoW',
      'PC-SubQ',
      'L3Ms',
      'SymDiff',
    ];
    for (const name of named) {
      expect(count(`SELECT count(*) FROM paper WHERE instr(heading, '${name}') > 0`), name).toBe(1);
    }
  });

  it('reads plain files where no temporary files can be made, and says of the packed one why it was not read', async () => {
    vi.stubEnv('TMPDIR', join(temporary.folder, 'not-there'));
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const packed = await file('page.txt.gz', gzipSync(await readFile(orval)));
    const report = await run([packed, kestrel]);
    expect(report.files.map(({ problem }) => problem?.message ?? null)).toEqual([
      `${packed} could not be unpacked, for the computer has no room for temporary files (ENOENT).`,
      null,
    ]);
    expect(report.files[1]?.records).toBeGreaterThan(0);
  });
});
