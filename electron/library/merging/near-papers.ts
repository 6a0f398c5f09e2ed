import type { Database } from '../database.ts';
import { type ComparedText, POSSIBLE, sketched } from './merge.ts';
import { resemblance, type Sketch, shingles } from './sketch.ts';
import { sketchIndex } from './sketch-index.ts';

/** A version whose sketch is not stored yet. */
interface NewVersion extends ComparedText {
  readonly id: number;
}

/** Prepares the statements by which near-identical abstracts are found. All belong into a transaction of the caller. */
export function nearPapers(database: Database) {
  let waiting: NewVersion[] = [];
  const index = sketchIndex(database);
  const versionById = database.prepare<[number], { paperId: number; text: string }>(
    'SELECT paper_id AS paperId, text FROM version WHERE id = ?',
  );

  /** Papers with texts that may be the same as this one. */
  function papersLike(text: ComparedText, besides = -1): number[] {
    const papers: number[] = [];
    for (const id of index.versionsLike(text.sketch)) {
      if (id === besides) continue;
      const version = versionById.get(id);
      if (version === undefined || version.text === text.text) continue;
      // What their sketches say is known.
      if (resemblance(text.shingles(), shingles(version.text)) >= POSSIBLE) papers.push(version.paperId);
    }
    return papers;
  }

  return {
    begin(): void {
      waiting = [];
      index.begin();
    },

    /** Takes note of a version that has just been stored. @param sketch where it is known */
    add(id: number, text: string, sketch?: Sketch): void {
      const compared = sketched(text, sketch);
      if (compared.sketch.length > 0) waiting.push({ ...compared, id });
    },

    /** Stores the sketches of the versions that were added, and finds the papers of each and those of texts like it. */
    find(): (readonly number[])[] {
      if (waiting.length === 0) return [];
      const added = waiting;
      waiting = [];
      index.add(added);
      return added.flatMap((version) => {
        const like = papersLike(version, version.id);
        if (like.length === 0) return [];
        const own = versionById.get(version.id)?.paperId;
        return own === undefined ? [] : [[own, ...like]];
      });
    },

    /** Papers with texts that are nearly this one. */
    papersNear(text: string): number[] {
      const compared = sketched(text);
      return compared.sketch.length === 0 ? [] : papersLike(compared);
    },
  };
}
