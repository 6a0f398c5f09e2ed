import type { Tag, TagCounts } from '../../../shared/library.ts';
import { namesAbove, tagKey } from '../../../shared/tag.ts';
import type { Database } from '../database.ts';

/** Counted once a connection, and then again where the library changed: the sidebar asks after every edit. */
const readers = new WeakMap<Database, () => TagCounts>();

/** Tags and their papers as they stand. To be called on the writing connection, outside of transactions. */
export function tagCounts(database: Database): TagCounts {
  const read = readers.get(database) ?? openTagCounts(database);
  readers.set(database, read);
  return read();
}

/** What stands in `stale_tag` for the tags' names and which papers are hidden, beside the numbers of tags. */
const ALL_TAGS = 0;

/** Notes the tags whose papers changed since they were counted, for this connection alone; rolled back with what noted them. */
const NOTE_CHANGES = `
CREATE TEMP TABLE stale_tag (tag_id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER stale_by_insert AFTER INSERT ON main.paper_tag BEGIN INSERT OR IGNORE INTO stale_tag VALUES (NEW.tag_id); END;
CREATE TEMP TRIGGER stale_by_delete AFTER DELETE ON main.paper_tag BEGIN INSERT OR IGNORE INTO stale_tag VALUES (OLD.tag_id); END;
CREATE TEMP TRIGGER stale_by_new_tag AFTER INSERT ON main.tag BEGIN INSERT OR IGNORE INTO stale_tag VALUES (${ALL_TAGS}); END;
CREATE TEMP TRIGGER stale_by_changed_tag AFTER UPDATE ON main.tag BEGIN INSERT OR IGNORE INTO stale_tag VALUES (${ALL_TAGS}); END;
CREATE TEMP TRIGGER stale_by_gone_tag AFTER DELETE ON main.tag BEGIN INSERT OR IGNORE INTO stale_tag VALUES (${ALL_TAGS}); END;
CREATE TEMP TRIGGER stale_by_hidden AFTER UPDATE OF hidden ON main.paper BEGIN INSERT OR IGNORE INTO stale_tag VALUES (${ALL_TAGS}); END;`;

type NamedTag = Omit<Tag, 'paperCount'>;

interface Branch {
  readonly name: string;
  /** The tag itself, where there is one, and all below it. */
  readonly tagIds: readonly number[];
}

function openTagCounts(database: Database): () => TagCounts {
  database.exec(NOTE_CHANGES);
  const takeStale = database.prepare<[], number>('DELETE FROM stale_tag RETURNING tag_id').pluck();
  const dataVersion = database.prepare<[], number>('SELECT data_version FROM pragma_data_version').pluck();
  const named = database.prepare<[], NamedTag>('SELECT id, name, colour, digit FROM tag ORDER BY key');
  const hiddenIds = database.prepare<[], number>('SELECT id FROM paper WHERE hidden = 1').pluck();
  const largestId = database.prepare<[], number | null>('SELECT max(id) FROM paper').pluck();
  const papers = database
    .prepare<[string], [tagId: number, paperIds: string]>(
      `SELECT tag_id, json_group_array(paper_id) FROM paper_tag
       WHERE tag_id IN (SELECT value FROM json_each(?)) GROUP BY tag_id`,
    )
    .raw();

  /** Which commits of other processes were seen. */
  let seenVersion: number | undefined;
  let tags: readonly NamedTag[] = [];
  let branches: readonly Branch[] = [];
  let hidden: readonly number[] = [];
  /** Papers by tag, hidden ones among them: four bytes each. */
  const papersOf = new Map<number, Uint32Array>();
  let counted: TagCounts = { tags: [], branches: [] };

  function takeNames(): void {
    tags = named.all();
    branches = branchesOf(tags);
    hidden = hiddenIds.all();
    const known = new Set(tags.map(({ id }) => id));
    for (const id of papersOf.keys()) if (!known.has(id)) papersOf.delete(id);
  }

  function takePapers(tagIds: readonly number[]): void {
    for (const id of tagIds) papersOf.delete(id);
    for (const [id, paperIds] of papers.all(JSON.stringify(tagIds))) {
      const list: number[] = JSON.parse(paperIds);
      papersOf.set(id, Uint32Array.from(list));
    }
  }

  /** @param isStale tells the tags whose papers are others now; all others are counted already */
  function count(isStale: (tagId: number) => boolean): TagCounts {
    const papersWith = paperCounter(papersOf, hidden, largestId.get() ?? 0);
    return {
      tags: tags.map((tag, index) => {
        const before = counted.tags[index];
        if (before !== undefined && !isStale(tag.id)) return before;
        return { ...tag, paperCount: papersWith([tag.id]) };
      }),
      branches: branches.map(({ name, tagIds }, index) => {
        const before = counted.branches[index];
        if (before !== undefined && !tagIds.some(isStale)) return before;
        return { name, paperCount: papersWith(tagIds) };
      }),
    };
  }

  // A transaction, so that what fails leaves what is to be counted noted.
  return database.transaction(() => {
    const version = dataVersion.get();
    const stale = new Set(takeStale.all());
    const isAll = version !== seenVersion || stale.has(ALL_TAGS);
    if (!isAll && stale.size === 0) return counted;
    if (isAll) takeNames();
    takePapers(version === seenVersion ? [...stale] : tags.map(({ id }) => id));
    seenVersion = version;
    counted = count((tagId) => isAll || stale.has(tagId));
    return counted;
  });
}

/** @returns what counts the papers of tags, each once and none that is hidden */
function paperCounter(
  papersOf: ReadonlyMap<number, Uint32Array>,
  hidden: readonly number[],
  largestId: number,
): (tagIds: readonly number[]) => number {
  /** By paper: the last round that counted it, or {@link HIDDEN}. */
  const seen = new Uint32Array(largestId + 1);
  for (const id of hidden) seen[id] = HIDDEN;
  let round = 0;
  return (tagIds) => {
    round += 1;
    let sum = 0;
    for (const tagId of tagIds) {
      const list = papersOf.get(tagId) ?? NONE;
      for (let index = 0; index < list.length; index += 1) {
        const id = list[index] ?? 0;
        const last = seen[id] ?? 0;
        if (last >= round) continue;
        seen[id] = round;
        sum += 1;
      }
    }
    return sum;
  };
}

/** More than there are rounds. */
const HIDDEN = 0xffffffff;
const NONE = new Uint32Array(0);

function branchesOf(tags: readonly NamedTag[]): Branch[] {
  const keys = new Map<string, string>();
  /** Thousands of tags share the few names above them. */
  const keyOf = (name: string): string => {
    const key = keys.get(name) ?? tagKey(name);
    keys.set(name, key);
    return key;
  };
  const branches = new Map<string, { name: string; readonly tagIds: number[] }>();
  for (const { id, name: tagName } of tags) {
    for (const name of namesAbove(tagName)) {
      const key = keyOf(name);
      const branch = branches.get(key);
      if (branch === undefined) branches.set(key, { name, tagIds: [id] });
      else branch.tagIds.push(id);
    }
  }
  for (const { id, name } of tags) {
    const branch = branches.get(keyOf(name));
    if (branch === undefined) continue;
    branch.name = name;
    branch.tagIds.push(id);
  }
  return [...branches.values()];
}
