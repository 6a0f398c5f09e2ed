import type { PaperRecord } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';
import { type Arrival, arrivalOf } from '../importing/arrival.ts';
import { fileStands } from '../importing/withdrawn-files.ts';
import type { Origin } from './paper-rows.ts';
import { type Arriving, regrouper } from './regroup.ts';

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
  absorb(record: PaperRecord | Arrival, origin: Origin, isKnownFile: boolean): Outcome;
  /**
   * Joins papers whose texts are nearly the same as those absorbed since the last time.
   * @returns how many records that were `added` have thereby turned out as `merged`
   */
  joinNear(): number;
  /**
   * Brings the search index up to date with what was absorbed since the last time; the last call of a transaction.
   * @returns the papers that are new, changed or gone
   */
  flush(): number[];
}

/**
 * Makes the one who merges records into the stored papers. Papers are at all times what `merge.ts` and
 * `combine.ts` make of all sources and decisions, whatever the order in which they came: a record changes only
 * papers that a path of links leads to, so that those alone are read and grouped anew.
 * @param addedMs when the import began: papers of one import stand together in the list, in the order of its files
 * @param importId the import that brings the records
 */
export function absorber(database: Database, addedMs: number, importId: number): Absorber {
  const papers = regrouper(database, addedMs, importId);
  const { rows } = papers;
  /** Files that were looked at, whether they had been taken back. */
  const standing = new Set<number>();
  /** Papers that a file brings back, until the record is met that does. */
  const revived = new Set<number>();

  function absorb(record: PaperRecord | Arrival, origin: Origin, isKnownFile: boolean): Outcome {
    if (isKnownFile) {
      if (!standing.has(origin.fileId)) {
        for (const paperId of fileStands(database, origin.fileId)) revived.add(paperId);
        standing.add(origin.fileId);
      }
      const paperId = rows.paperAt(origin.fileId, record.place.byteStart);
      if (paperId !== undefined) return revived.delete(paperId) ? 'added' : 'unchanged';
    }
    const arriving = { arrival: 'keys' in record ? record : arrivalOf(record), origin };
    const touched = papers.papersOf(arriving.arrival.keys);
    if (touched.size === 0) {
      papers.insertNew(arriving);
      return 'added';
    }
    return isKnown(arriving, touched) ? 'unchanged' : papers.regroup(touched, arriving);
  }

  /** Whether a paper holds a source that says the same: this one then belongs there, and no other paper is touched. */
  function isKnown({ arrival, origin }: Arriving, touched: Iterable<number>): boolean {
    const { keys, stored } = arrival;
    const { abstract } = keys;
    const sameHash = rows.versionsByHash(keys.abstractHash);
    for (const paperId of touched) {
      const version = sameHash.find((one) => one.paperId === paperId && one.text === abstract);
      if (version === undefined && abstract !== null) continue;
      if (!rows.hasEqualSource(paperId, version?.id ?? null, stored)) continue;
      rows.insertSource(paperId, origin, arrival.place, version?.id ?? null, stored);
      if (version !== undefined && !isArxivLabel(version.label) && origin.fileName < version.label) {
        rows.labelVersion(version.id, origin.fileName);
      }
      return true;
    }
    return false;
  }

  return {
    begin: papers.begin,
    absorb,
    joinNear: papers.joinNear,
    flush() {
      papers.joinNear();
      return papers.flush();
    },
  };
}

function isArxivLabel(label: string): boolean {
  return /^v\d+$/.test(label);
}
