import { fold } from '../../shared/fold.ts';
import type { Database } from '../library/database.ts';
import { idsIn } from './id-list.ts';

/**
 * Finds papers by the words of their tags. Tags are few and papers many: looking a word up among the names costs
 * less than keeping the names of its tags in the index of every paper, and a tag that is renamed, put on or taken
 * from 10,000 papers leaves the index as it is.
 */
export interface TagWords {
  /** Ids of the papers with a tag that holds the folded word, ascending; several words joined by blanks are a phrase. */
  of(word: string, beginning: boolean): Uint32Array;
  /** All tags, by name. */
  tags(): readonly FoldedTag[];
  /** All folded words of names of tags. */
  words(): Iterable<string>;
  /** To be called when the library changed. @returns whether names of tags did */
  forget(): boolean;
}

/** A tag as completion looks at it. */
export interface FoldedTag {
  readonly id: number;
  readonly name: string;
  /** The folded name between blanks. */
  readonly folded: string;
}

const NONE = new Uint32Array(0);

/** Opens the words of a library's tags. */
export function openTagWords(database: Database): TagWords {
  // As one text, which is compared whole: thousands of tags are asked for after every change of the library.
  const all = database
    .prepare<[], string>(
      'SELECT json_group_array(json_array(id, name)) FROM (SELECT id, name FROM tag ORDER BY key)',
    )
    .pluck();
  const papers = database
    .prepare<[string], string | null>(
      `SELECT group_concat(paper_id, ' ') FROM (SELECT DISTINCT paper_id FROM paper_tag
       WHERE tag_id IN (SELECT value FROM json_each(?)) ORDER BY paper_id)`,
    )
    .pluck();

  let names = '';
  let known: readonly FoldedTag[] = [];
  /** Folded names by tag, between blanks. */
  let folded = new Map<number, string>();
  /** Tags by word. */
  let tagsOf = new Map<string, number[]>();

  function take(tags: readonly [number, string][]): void {
    const before = new Map(known.map((tag) => [tag.name, tag.folded]));
    known = tags.map(([id, name]) => ({ id, name, folded: before.get(name) ?? ` ${fold(name)} ` }));
    folded = new Map();
    tagsOf = new Map();
    for (const { id, folded: text } of known) {
      const words = text.trim();
      if (words === '') continue;
      folded.set(id, text);
      for (const word of new Set(words.split(' '))) {
        const ids = tagsOf.get(word);
        if (ids === undefined) tagsOf.set(word, [id]);
        else ids.push(id);
      }
    }
  }

  function tagsWith(word: string, beginning: boolean): number[] {
    if (!beginning) {
      const first = word.split(' ', 1)[0] ?? word;
      return (tagsOf.get(first) ?? []).filter((id) => folded.get(id)?.includes(` ${word} `) === true);
    }
    const found: number[] = [];
    for (const [id, text] of folded) if (text.includes(` ${word}`)) found.push(id);
    return found;
  }

  return {
    of(word, beginning) {
      const tags = tagsWith(word, beginning);
      return tags.length === 0 ? NONE : idsIn(papers.get(JSON.stringify(tags)) ?? '');
    },
    tags: () => known,
    words: () => tagsOf.keys(),
    forget() {
      const now = all.get() ?? '[]';
      if (now === names) return false;
      names = now;
      take(JSON.parse(now));
      return true;
    },
  };
}

/** Ascending ids of two such lists, each once. */
export function merged(one: Uint32Array, other: Uint32Array): Uint32Array {
  if (other.length === 0) return one;
  if (one.length === 0) return other;
  const all = new Uint32Array(one.length + other.length);
  let count = 0;
  let left = 0;
  let right = 0;
  while (left < one.length || right < other.length) {
    const first = one[left] ?? Number.POSITIVE_INFINITY;
    const second = other[right] ?? Number.POSITIVE_INFINITY;
    all[count] = Math.min(first, second);
    count += 1;
    if (first <= second) left += 1;
    if (second <= first) right += 1;
  }
  return all.slice(0, count);
}
