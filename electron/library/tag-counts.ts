import type { Tag, TagBranch } from '../../shared/library.ts';
import { namesAbove, tagKey } from '../../shared/tag.ts';
import type { Database } from './database.ts';

/** All tags by name, with their papers; those in the trash are not counted. */
export function allTags(database: Database): Tag[] {
  return database
    .prepare<[], Tag>(
      `SELECT id, name, colour, digit,
         (SELECT count(*) FROM paper_tag WHERE tag_id = tag.id) - ifnull(trashed.papers, 0) AS paperCount
       FROM tag LEFT JOIN
         (SELECT tag_id, count(*) AS papers FROM paper CROSS JOIN paper_tag ON paper_id = paper.id
          WHERE hidden = 1 GROUP BY tag_id) AS trashed ON trashed.tag_id = tag.id
       ORDER BY key`,
    )
    .all();
}

/** The names above tags, with their papers: each once, however many tags below the name it has. */
export function tagBranches(database: Database, tags: readonly Tag[]): TagBranch[] {
  const keys = new Map<string, string>();
  /** Thousands of tags share the few names above them. */
  const keyOf = (name: string): string => {
    const key = keys.get(name) ?? tagKey(name);
    keys.set(name, key);
    return key;
  };
  const branches = new Map<string, { readonly name: string; readonly tags: Tag[] }>();
  for (const tag of tags) {
    for (const name of namesAbove(tag.name)) {
      const key = keyOf(name);
      const branch = branches.get(key);
      if (branch === undefined) branches.set(key, { name, tags: [tag] });
      else branch.tags.push(tag);
    }
  }
  for (const tag of tags) {
    const key = keyOf(tag.name);
    const branch = branches.get(key);
    if (branch !== undefined) branches.set(key, { name: tag.name, tags: [...branch.tags, tag] });
  }
  const count = database
    .prepare<[string], number>(
      `SELECT count(DISTINCT paper_id) FROM paper_tag
       WHERE tag_id IN (SELECT value FROM json_each(?)) AND paper_id NOT IN (SELECT id FROM paper WHERE hidden = 1)`,
    )
    .pluck();
  return [...branches.values()].map(({ name, tags: below }) => {
    const used = below.filter(({ paperCount }) => paperCount > 0);
    const [only] = used;
    if (used.length <= 1) return { name, paperCount: only?.paperCount ?? 0 };
    return { name, paperCount: count.get(JSON.stringify(used.map(({ id }) => id))) ?? 0 };
  });
}
