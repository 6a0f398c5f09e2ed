import type { PaperFields, PaperRecord } from '../../shared/paper.ts';
import { combine } from './combine.ts';
import type { Database } from './database.ts';
import { joinPapers } from './join-papers.ts';
import { groupRecords, type MergeKeys, mergeKeys } from './merge.ts';
import { indexNewPapers, indexPapers, type PaperTexts } from './paper-index.ts';
import { type Origin, paperRows, type StoredSource, storedFields, titleKeysOf } from './paper-rows.ts';

/** What a record did: became a paper of its own, added something to one that was known, or told nothing new. */
export type Outcome = 'added' | 'merged' | 'unchanged';

/** Takes records into a library, one after the other. */
export interface Absorber {
  /** Must be called when a transaction begins: what was remembered of the one before may have been undone. */
  begin(): void;
  /**
   * Stores a record and merges it.
   * @param isKnownFile whether the file may have been read before
   */
  absorb(record: PaperRecord, origin: Origin, isKnownFile: boolean): Outcome;
  /**
   * Brings the search index up to date with what was absorbed since the last time; the last call of a transaction.
   * @returns the papers that are new, changed or gone
   */
  flush(): number[];
}

/**
 * Makes the one who merges records into the stored papers. Papers are at all times what {@link groupRecords} and
 * {@link combine} make of all sources, whatever the order in which they came: a record changes only papers that
 * share a key with it, so that those alone are read and grouped anew.
 * @param addedMs when the import began: papers of one import stand together in the list, in the order of its files
 */
export function absorber(database: Database, addedMs: number): Absorber {
  const rows = paperRows(database);
  let nextVersionId = 0;
  const created = new Map<number, PaperTexts>();
  const changed = new Set<number>();

  function absorb(record: PaperRecord, origin: Origin, isKnownFile: boolean): Outcome {
    if (isKnownFile && rows.isStored(origin.fileId, record.place.byteStart)) return 'unchanged';
    const { fields } = record;
    const keys = mergeKeys(fields);
    const stored = storedFields(fields);
    const sameHash = rows.versionsByHash(keys.abstractHash);
    const touched = new Set(rows.papersByKeys(fields.identifiers, keys.titleKey));
    for (const { paperId } of sameHash) touched.add(paperId);
    if (touched.size === 0) {
      insertNew(record, keys, stored, origin);
      return 'added';
    }
    for (const paperId of touched) {
      const version = sameHash.find((one) => one.paperId === paperId && one.text === fields.abstract);
      if (version === undefined && fields.abstract !== null) continue;
      const versionId = version?.id ?? null;
      if (rows.hasEqualSource(paperId, versionId, stored)) {
        // The paper holds a source that says the same: this one belongs there, and no other paper is touched.
        rows.insertSource(paperId, origin, record, versionId, stored);
        if (version !== undefined && !isArxivLabel(version.label) && origin.fileName < version.label) {
          rows.labelVersion(version.id, origin.fileName);
        }
        return 'unchanged';
      }
    }
    const ascending = [...touched].sort((one, other) => one - other);
    return rearrange(ascending, record, keys, stored, origin);
  }

  function insertNew(record: PaperRecord, keys: MergeKeys, stored: string, origin: Origin): void {
    const { fields } = record;
    const paper = combine([fields]);
    const versionId = fields.abstract === null ? null : takeVersionId();
    const paperId = rows.insertPaper(paper, versionId, addedMs);
    rows.insertNames(paperId, paper.identifiers, keys.titleKey === null ? [] : [keys.titleKey]);
    if (versionId !== null && fields.abstract !== null && keys.abstractHash !== null) {
      const label = labelOf([{ fields, fileName: origin.fileName }]);
      rows.insertVersion(versionId, paperId, fields.abstract, label, keys.abstractHash);
    }
    rows.insertSource(paperId, origin, record, versionId, stored);
    created.set(paperId, { ...paper, paperId, abstracts: paper.abstract === null ? [] : [paper.abstract] });
  }

  /** A paper still without sources, versions and names. */
  function insertPaper(fields: PaperFields): number {
    const paper = combine([fields]);
    const paperId = rows.insertPaper(paper, null, addedMs);
    created.set(paperId, { ...paper, paperId, abstracts: [] });
    return paperId;
  }

  function takeVersionId(): number {
    nextVersionId += 1;
    return nextVersionId - 1;
  }

  /**
   * Groups the sources of papers that share a key with a record anew, together with it.
   * @param touched ascending, so that the older paper survives where several become one
   */
  function rearrange(
    touched: readonly number[],
    record: PaperRecord,
    keys: MergeKeys,
    stored: string,
    origin: Origin,
  ): Outcome {
    const known = touched.flatMap((paperId) => rows.sourcesOf(paperId));
    const groups = groupRecords([...known.map((source) => source.keys), keys]);
    let outcome: Outcome = 'added';

    // First every source gets to its paper; then each paper that lost or gained one is made anew.
    const members = new Map<number, StoredSource[]>();
    const remade = new Set<number>();
    for (const group of groups) {
      const isOfRecord = group.includes(known.length);
      const [heir, ...others] = touched.filter((paperId) => group.includes(homeOf(paperId, known)));
      if (heir === undefined && !isOfRecord) throw new Error('A group of stored sources has lost its paper.');
      const paperId = heir ?? insertPaper(record.fields);
      const sources = group.flatMap((position) => known[position] ?? []);
      for (const other of others) {
        joinPapers(database, other, paperId);
        if (!created.delete(other)) changed.add(other);
      }
      for (const source of sources) {
        if (source.paperId === paperId) continue;
        rows.moveSource(source.id, paperId, null);
        remade.add(paperId).add(source.paperId);
      }
      if (isOfRecord) {
        const id = rows.insertSource(paperId, origin, record, null, stored);
        const { fields } = record;
        sources.push({ id, paperId, fileName: origin.fileName, fields, keys, versionId: null });
        remade.add(paperId);
        if (heir !== undefined) outcome = others.length > 0 ? 'merged' : 'unchanged';
      }
      members.set(paperId, sources);
    }
    const own = [...members].find(([, sources]) => sources.some((source) => source.keys === keys))?.[0];
    for (const [paperId, sources] of members) {
      if (!remade.has(paperId)) continue;
      const differs = remake(paperId, sources);
      if (differs && paperId === own && outcome === 'unchanged') outcome = 'merged';
    }
    return outcome;
  }

  /**
   * Makes a paper what its sources say: versions, names and fields.
   * @returns whether anything changed but labels
   */
  function remake(paperId: number, sources: readonly StoredSource[]): boolean {
    let differs = false;
    const before = new Map(rows.versionsOf(paperId).map((version) => [version.text, version]));
    const after = new Map<string, number>();
    for (const { fields, keys } of sources) {
      const { abstract } = fields;
      if (abstract === null || keys.abstractHash === null || after.has(abstract)) continue;
      const label = labelOf(sources.filter((source) => source.fields.abstract === abstract));
      const known = before.get(abstract);
      if (known === undefined) {
        const id = takeVersionId();
        rows.insertVersion(id, paperId, abstract, label, keys.abstractHash);
        after.set(abstract, id);
        differs = true;
      } else {
        if (known.label !== label) rows.labelVersion(known.id, label);
        after.set(abstract, known.id);
      }
    }
    for (const source of sources) {
      const versionId = source.fields.abstract === null ? null : (after.get(source.fields.abstract) ?? null);
      if (source.paperId !== paperId || source.versionId !== versionId) {
        rows.moveSource(source.id, paperId, versionId);
      }
    }
    for (const { id, text } of before.values()) {
      // A text that the user has marked stays, whoever brought it.
      if (after.has(text) || rows.isAnnotated(paperId, id)) continue;
      rows.deleteVersion(id);
      differs = true;
    }
    const fields = sources.map((source) => source.fields);
    const paper = combine(fields);
    const shown = paper.abstract === null ? null : (after.get(paper.abstract) ?? null);
    if (rows.updatePaper(paperId, paper, shown)) differs = true;
    rows.deleteNames(paperId);
    rows.insertNames(paperId, paper.identifiers, titleKeysOf(fields));
    if (created.has(paperId)) {
      const texts = [...after.keys()].sort((one) => (one === paper.abstract ? -1 : 1));
      created.set(paperId, { ...paper, paperId, abstracts: texts });
    } else if (differs) {
      changed.add(paperId);
    }
    return differs;
  }

  return {
    begin() {
      nextVersionId = rows.nextVersionId();
      created.clear();
      changed.clear();
    },
    absorb,
    flush() {
      // In the order of their numbers, the new ones last: FTS5 writes out what it has gathered when it must go back.
      const papers = [...changed].sort((one, other) => one - other);
      if (changed.size > 0) indexPapers(database, papers);
      if (created.size > 0) indexNewPapers(database, created.values());
      papers.push(...created.keys());
      created.clear();
      changed.clear();
      return papers;
    },
  };
}

/** The position of a source with which a stored paper stays: one of its arXiv id, or any when it has none. */
function homeOf(paperId: number, known: readonly StoredSource[]): number {
  const anchored = known.findIndex((source) => source.paperId === paperId && source.keys.arxivId !== null);
  return anchored !== -1 ? anchored : known.findIndex((source) => source.paperId === paperId);
}

function isArxivLabel(label: string): boolean {
  return /^v\d+$/.test(label);
}

/** What a version is called: `v2` where arXiv counts it, else the file that brought it, of several the first by name. */
function labelOf(sources: readonly { readonly fields: PaperFields; readonly fileName: string }[]): string {
  const numbers = sources.flatMap(({ fields }) => fields.arxivVersion ?? []);
  if (numbers.length > 0) return `v${Math.min(...numbers)}`;
  return sources.map(({ fileName }) => fileName).sort()[0] ?? '';
}
