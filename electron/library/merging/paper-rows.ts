import { hash } from 'node:crypto';
import type { Identifier, PaperFields, Place } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';
import type { CombinedPaper } from './combine.ts';
import { type MergeKeys, mergeKeys } from './merge-keys.ts';
import { titleKey } from './normalise.ts';
import { readFields } from './stored-fields.ts';

/** The file and import that a record comes from. */
export interface Origin {
  readonly importId: number;
  readonly fileId: number;
  readonly fileName: string;
}

/** A stored record of a dump. */
export interface StoredSource {
  readonly id: number;
  readonly paperId: number;
  readonly fileName: string;
  /** With the abstract, which stands in the version. */
  readonly fields: PaperFields;
  readonly keys: MergeKeys;
  readonly versionId: number | null;
  /** Whether its file stands: not all imports that read it were taken back. */
  readonly isStanding: boolean;
}

/** A stored text of an abstract. */
export interface StoredVersion {
  readonly id: number;
  readonly paperId: number;
  readonly text: string;
  readonly label: string;
}

/**
 * Papers that share one key are looked at up to this number. Only a text or DOI that dumps print by mistake under
 * hundreds of papers has more; it proves nothing, and must not slow an import down.
 */
const MOST_SHARING = 64;

/** Prepares the statements by which records become papers. All belong into a transaction of the caller. */
export function paperRows(database: Database) {
  const sourceAt = database
    .prepare<[number, number], number>('SELECT paper_id FROM source WHERE file_id = ? AND byte_start = ?')
    .pluck();
  const byIdentifier = database
    .prepare<[string, string], number>(
      `SELECT paper_id FROM paper_identifier WHERE scheme = ? AND value = ? LIMIT ${MOST_SHARING + 1}`,
    )
    .pluck();
  // The same key twice: by a name for both, or in a subquery, it takes several times as long.
  const byMergeKey = database
    .prepare<[number | Buffer, number | Buffer], number>(
      `SELECT id FROM new_merge_key WHERE key = ? UNION ALL SELECT id FROM merge_key WHERE key = ?
       LIMIT ${MOST_SHARING + 1}`,
    )
    .pluck();
  const versionOfHash = database.prepare<[number, Buffer], StoredVersion>(
    'SELECT id, paper_id AS paperId, text, label FROM version WHERE id = ? AND hash = ?',
  );
  const equalSource = database
    .prepare<[number, number | null, string], number>(
      `SELECT 1 FROM source WHERE paper_id = ? AND version_id IS ? AND fields = ?
         AND NOT (SELECT withdrawn FROM file WHERE id = file_id) LIMIT 1`,
    )
    .pluck();
  const sources = database.prepare<[number], SourceRow>(
    `SELECT source.id, source.paper_id, source.fields, source.version_id, version.text, version.hash, file.name,
       file.withdrawn
     FROM source JOIN file ON file.id = source.file_id LEFT JOIN version ON version.id = source.version_id
     WHERE source.paper_id = ? ORDER BY source.id`,
  );
  const versions = database.prepare<[number], StoredVersion>(
    'SELECT id, paper_id AS paperId, text, label FROM version WHERE paper_id = ?',
  );
  const isAnnotated = database
    .prepare<[number, number], number>('SELECT 1 FROM annotation WHERE paper_id = ? AND version_id = ?')
    .pluck();
  const lastVersion = database
    .prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'version'`)
    .pluck();
  const insertPaper = database.prepare(
    `INSERT INTO paper (title, derived_heading, authors, institutions, published, year, comment, categories, venue,
       version_id, added_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const updatePaper = database.prepare(
    `UPDATE paper SET title = ?, derived_heading = ?, authors = ?, institutions = ?, published = ?, year = ?,
       comment = ?, categories = ?, venue = ?, version_id = ? WHERE id = ?`,
  );
  const paperValues = database
    .prepare<[number], (string | number | null)[]>(
      `SELECT title, derived_heading, authors, institutions, published, year, comment, categories, venue,
         version_id FROM paper WHERE id = ?`,
    )
    .raw();
  const insertIdentifier = database.prepare(
    'INSERT OR IGNORE INTO paper_identifier (scheme, value, paper_id) VALUES (?, ?, ?)',
  );
  const deleteIdentifiers = database.prepare('DELETE FROM paper_identifier WHERE paper_id = ?');
  const identifiers = database.prepare<[number], Identifier>(
    'SELECT scheme, value FROM paper_identifier WHERE paper_id = ? ORDER BY scheme, value',
  );
  const titles = database
    .prepare<[number], number>('SELECT key FROM paper_title WHERE paper_id = ? ORDER BY key')
    .pluck();
  const insertTitle = database.prepare('INSERT OR IGNORE INTO paper_title (key, paper_id) VALUES (?, ?)');
  const deleteTitles = database.prepare('DELETE FROM paper_title WHERE paper_id = ?');
  const insertVersion = database.prepare(
    'INSERT INTO version (id, paper_id, text, label, hash) VALUES (?, ?, ?, ?, ?)',
  );
  const labelVersion = database.prepare('UPDATE version SET label = ? WHERE id = ?');
  const deleteVersion = database.prepare('DELETE FROM version WHERE id = ?');
  const insertSource = database.prepare(
    `INSERT INTO source (paper_id, import_id, file_id, byte_start, byte_end, line, version_id, fields)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const moveSource = database.prepare('UPDATE source SET paper_id = ?, version_id = ? WHERE id = ?');
  const moveVersion = database.prepare('UPDATE version SET paper_id = ? WHERE id = ?');
  const withdrawVersion = database.prepare(
    'UPDATE version SET withdrawn = :withdrawn WHERE id = :id AND withdrawn <> :withdrawn',
  );
  const showPaper = database.prepare(
    'UPDATE paper SET hidden = :hidden WHERE id = :id AND hidden <> :hidden',
  );
  const isTrashed = database.prepare<[number], number>('SELECT 1 FROM trash WHERE paper_id = ?').pluck();
  const isHidden = database.prepare<[number], number>('SELECT hidden FROM paper WHERE id = ?').pluck();
  const deletePaper = database.prepare('DELETE FROM paper WHERE id = ?');

  /** Numbers that a key finds (merge-index.ts); none for one that too many have. */
  function withMergeKey(key: number | Buffer): number[] {
    const found = byMergeKey.all(key, key);
    return found.length > MOST_SHARING ? [] : found;
  }

  return {
    /** The paper of the record at that place, where it is stored. */
    paperAt: (fileId: number, byteStart: number): number | undefined => sourceAt.get(fileId, byteStart),

    /** Versions with that hash; none for a hash that proves nothing or that too many papers have. */
    versionsByHash(hash: Buffer | null): StoredVersion[] {
      if (hash === null || hash.length === 0) return [];
      const found = withMergeKey(hash.subarray(0, HASH_KEY_BYTES));
      return found.flatMap((id) => versionOfHash.get(id, hash) ?? []);
    },

    /** Papers with any of those identifiers or that title. */
    papersByKeys(ids: readonly Identifier[], title: string | null): number[] {
      const found: number[] = [];
      for (const { scheme, value } of ids) {
        const papers = byIdentifier.all(scheme, value);
        if (papers.length <= MOST_SHARING) found.push(...papers);
      }
      if (title !== null) {
        found.push(...withMergeKey(titleNumber(title)));
      }
      return found;
    },

    /** Whether a paper has a source that says just this, and was not taken back. */
    hasEqualSource: (paperId: number, versionId: number | null, fields: string): boolean =>
      equalSource.get(paperId, versionId, fields) !== undefined,

    sourcesOf: (paperId: number): StoredSource[] => sources.all(paperId).map(storedSource),
    versionsOf: (paperId: number): StoredVersion[] => versions.all(paperId),
    isAnnotated: (paperId: number, versionId: number): boolean =>
      isAnnotated.get(paperId, versionId) !== undefined,

    /** The number that the next version gets. Read once in a transaction and count on: papers name their versions beforehand. */
    nextVersionId: (): number => (lastVersion.get() ?? 0) + 1,

    /** @returns the paper's number */
    insertPaper(columns: PaperColumns, versionId: number | null, addedMs: number): number {
      return Number(insertPaper.run(...columns, versionId, addedMs).lastInsertRowid);
    },

    /** @returns whether anything of the paper changed */
    updatePaper(paperId: number, paper: CombinedPaper, versionId: number | null): boolean {
      const columns = [...paperColumns(paper), versionId];
      const before = paperValues.get(paperId) ?? [];
      const namesChanged = JSON.stringify(identifiers.all(paperId)) !== JSON.stringify(paper.identifiers);
      const changed = namesChanged || columns.some((value, index) => value !== before[index]);
      if (changed) updatePaper.run(...columns, paperId);
      return changed;
    },

    insertNames(paperId: number, ids: readonly Identifier[], titleKeys: Iterable<string>): void {
      for (const { scheme, value } of ids) insertIdentifier.run(scheme, value, paperId);
      for (const title of titleKeys) insertTitle.run(titleNumber(title), paperId);
    },
    /** Gives a paper those names and no others. What it has already is not written: most papers made anew keep theirs. */
    setNames(paperId: number, ids: readonly Identifier[], titleKeys: Iterable<string>): void {
      const names = ids.map(({ scheme, value }) => JSON.stringify([scheme, value])).sort();
      const before = identifiers.all(paperId).map(({ scheme, value }) => JSON.stringify([scheme, value]));
      if (before.sort().join() !== names.join()) {
        deleteIdentifiers.run(paperId);
        for (const { scheme, value } of ids) insertIdentifier.run(scheme, value, paperId);
      }
      const keys = [...titleKeys].map(titleNumber).sort((one, other) => one - other);
      if (titles.all(paperId).join() !== keys.join()) {
        deleteTitles.run(paperId);
        for (const key of keys) insertTitle.run(key, paperId);
      }
    },

    insertVersion(id: number, paperId: number, text: string, label: string, hash: Buffer): void {
      insertVersion.run(id, paperId, text, label, hash);
    },
    labelVersion: (id: number, label: string): unknown => labelVersion.run(label, id),
    deleteVersion: (id: number): unknown => deleteVersion.run(id),
    moveVersion: (id: number, paperId: number): unknown => moveVersion.run(paperId, id),
    /** @returns whether that is new */
    withdrawVersion: (id: number, isWithdrawn: boolean): boolean =>
      withdrawVersion.run({ id, withdrawn: isWithdrawn ? 1 : 0 }).changes > 0,

    isTrashed: (paperId: number): boolean => isTrashed.get(paperId) !== undefined,
    isHidden: (paperId: number): boolean => isHidden.get(paperId) === 1,
    /** Hides a paper or shows it. @returns whether that is new */
    hidePaper: (paperId: number, hidden: boolean): boolean =>
      showPaper.run({ id: paperId, hidden: hidden ? 1 : 0 }).changes > 0,
    deletePaper: (paperId: number): unknown => deletePaper.run(paperId),

    /** @returns the source's number */
    insertSource(
      paperId: number,
      origin: Origin,
      { byteStart, byteEnd, line }: Place,
      versionId: number | null,
      fields: string,
    ): number {
      return Number(
        insertSource.run(paperId, origin.importId, origin.fileId, byteStart, byteEnd, line, versionId, fields)
          .lastInsertRowid,
      );
    },
    moveSource: (id: number, paperId: number, versionId: number | null): unknown =>
      moveSource.run(paperId, versionId, id),
  };
}

/** Bytes of the hash of an abstract by which it is found: as many as titles have. The triggers of the library know them too. */
const HASH_KEY_BYTES = 6;

/** A title key as it is stored: 48 bits of its hash, since what it finds is compared whole. */
function titleNumber(key: string): number {
  return Number.parseInt(hash('sha1', key, 'hex').slice(0, 12), 16);
}

/** The title keys of sources, without repetition. */
export function titleKeysOf(sources: readonly PaperFields[]): Set<string> {
  const keys = new Set<string>();
  for (const { title, authors } of sources) {
    const key = titleKey(title, authors);
    if (key !== null) keys.add(key);
  }
  return keys;
}

interface SourceRow {
  readonly id: number;
  readonly paper_id: number;
  readonly fields: string;
  readonly version_id: number | null;
  readonly text: string | null;
  readonly hash: Buffer | null;
  readonly name: string;
  readonly withdrawn: number;
}

function storedSource(row: SourceRow): StoredSource {
  const fields = readFields(row.fields, row.text);
  return {
    id: row.id,
    paperId: row.paper_id,
    fileName: row.name,
    fields,
    keys: mergeKeys(fields, row.hash),
    versionId: row.version_id,
    isStanding: row.withdrawn === 0,
  };
}

/** The columns of a paper's row that follow from its sources, in the order of the statements above. */
export type PaperColumns = readonly (string | number | null)[];

/** The row of a paper. */
export function paperColumns(paper: CombinedPaper): PaperColumns {
  return [
    paper.title,
    paper.title === null ? paper.heading : null,
    JSON.stringify(paper.authors),
    JSON.stringify(paper.institutions),
    paper.published,
    paper.year,
    paper.comment,
    JSON.stringify(paper.categories),
    paper.venue,
  ];
}
