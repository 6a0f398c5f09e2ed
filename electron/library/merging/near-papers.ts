import type { Database } from '../database.ts';
import { type ComparedText, POSSIBLE, sketched } from './merge.ts';
import { resemblance, shingles } from './sketch.ts';

/**
 * Texts that have one value of their sketches in common are compared up to this number; a phrase that more have is a
 * form that somebody fills in. It proves nothing, and must not slow an import down: pairs grow with its square.
 */
const MOST_SHARING = 12;

/** A version whose sketch is not stored yet. */
interface NewVersion extends ComparedText {
  readonly id: number;
}

/** Prepares the statements by which near-identical abstracts are found. All belong into a transaction of the caller. */
export function nearPapers(database: Database) {
  let waiting: NewVersion[] = [];
  const store = database.prepare(
    `INSERT OR IGNORE INTO sketch (value, version_id)
       SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true ORDER BY 1, 2`,
  );
  const sharing = database
    .prepare<[string], [number, number]>(
      `SELECT sketch.value, version_id FROM json_each(?) AS wanted JOIN sketch ON sketch.value = wanted.value`,
    )
    .raw();
  const versionById = database.prepare<[number], { paperId: number; text: string }>(
    'SELECT paper_id AS paperId, text FROM version WHERE id = ?',
  );

  /** Versions by value, without those values that too many have. */
  function versionsByValue(values: Iterable<number>): Map<number, number[]> {
    const found = new Map<number, number[]>();
    for (const [value, versionId] of sharing.all(JSON.stringify([...values]))) {
      const known = found.get(value);
      if (known === undefined) found.set(value, [versionId]);
      else known.push(versionId);
    }
    for (const [value, versions] of found) if (versions.length > MOST_SHARING) found.delete(value);
    return found;
  }

  /** Papers with texts that may be the same as this one. */
  function papersLike(
    text: ComparedText,
    byValue: ReadonlyMap<number, readonly number[]>,
    besides = -1,
  ): number[] {
    const ids = new Set(text.sketch.flatMap((value) => byValue.get(value) ?? []));
    ids.delete(besides);
    const papers: number[] = [];
    for (const id of ids) {
      const version = versionById.get(id);
      if (version === undefined || version.text === text.text) continue;
      // That their sketches have a value in common is known.
      if (resemblance(text.shingles(), shingles(version.text)) >= POSSIBLE) papers.push(version.paperId);
    }
    return papers;
  }

  return {
    begin(): void {
      waiting = [];
    },

    /** Takes note of a version that has just been stored. @param sketch where it is known */
    add(id: number, text: string, sketch?: readonly number[]): void {
      const compared = sketched(text, sketch);
      if (compared.sketch.length > 0) waiting.push({ ...compared, id });
    },

    /** Stores the sketches of the versions that were added, and finds the papers of each and those of texts like it. */
    find(): (readonly number[])[] {
      if (waiting.length === 0) return [];
      const added = waiting;
      waiting = [];
      const rows = added.flatMap(({ id, sketch: values }) => values.map((value) => [value, id]));
      store.run(JSON.stringify(rows));
      const byValue = versionsByValue(new Set(rows.map(([value = 0]) => value)));
      for (const [value, versions] of byValue) if (versions.length < 2) byValue.delete(value);
      return added.flatMap((version) => {
        if (!version.sketch.some((value) => byValue.has(value))) return [];
        const like = papersLike(version, byValue, version.id);
        const own = versionById.get(version.id)?.paperId;
        return like.length === 0 || own === undefined ? [] : [[own, ...like]];
      });
    },

    /** Papers with texts that are nearly this one. */
    papersNear(text: string): number[] {
      const compared = sketched(text);
      return compared.sketch.length === 0 ? [] : papersLike(compared, versionsByValue(compared.sketch));
    },
  };
}
