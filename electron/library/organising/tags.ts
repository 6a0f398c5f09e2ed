import { PostilError } from '../../../shared/errors.ts';
import type { Tag } from '../../../shared/library.ts';
import { namingLabel } from '../../../shared/memory.ts';
import type { TagColour } from '../../../shared/paper.ts';
import { namesAbove, tagKey, tidyTagName } from '../../../shared/tag.ts';
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';
import { requirePapers } from '../require-papers.ts';

/** What a change of tags did. */
export interface TagChange {
  readonly tag: Tag;
  /** Papers that had it otherwise before. */
  readonly paperIds: readonly number[];
}

/**
 * Puts a tag on papers; makes it when there is none of that name, whatever its case and accents.
 * @throws {PostilError} `bad-request`, `not-found`
 */
export function addTag(database: Database, paperIds: readonly number[], name: string): TagChange {
  const tidy = tidyTagName(name);
  return changing(database, namingLabel('Add tag', tidy), () => {
    requirePapers(database, paperIds);
    const tagId = tagNamed(database, tidy);
    const changed = database
      .prepare<unknown[], number>(
        `INSERT INTO paper_tag (paper_id, tag_id) SELECT value, @tagId FROM json_each(@ids) WHERE true
         ON CONFLICT DO NOTHING RETURNING paper_id`,
      )
      .pluck()
      .all({ tagId, ids: JSON.stringify(paperIds) });
    return { tag: readTag(database, tagId), paperIds: changed };
  });
}

/** Takes a tag from papers. The tag stays, even when no paper has it any more. @throws {PostilError} `not-found` */
export function removeTag(database: Database, paperIds: readonly number[], tagId: number): TagChange {
  const { name } = readTag(database, tagId);
  return changing(database, namingLabel('Remove tag', name), () => {
    const changed = database
      .prepare<unknown[], number>(
        `DELETE FROM paper_tag WHERE tag_id = @tagId AND paper_id IN (SELECT value FROM json_each(@ids))
         RETURNING paper_id`,
      )
      .pluck()
      .all({ tagId, ids: JSON.stringify(paperIds) });
    return { tag: readTag(database, tagId), paperIds: changed };
  });
}

/**
 * The number of the tag of that name, whatever its case and accents; made when there is none.
 * Belongs into the change that uses it. @throws {PostilError} `bad-request`
 */
export function tagNamed(database: Database, name: string): number {
  const tidy = tidyTagName(name);
  return tagOfKey(database, tagKey(tidy)) ?? makeTag(database, tidy);
}

function tagOfKey(database: Database, key: string): number | undefined {
  return database.prepare<unknown[], number>('SELECT id FROM tag WHERE key = ?').pluck().get(key);
}

/** Colours that new tags take in turn, so that neighbours can be told apart; red comes last, since it warns. */
const COLOURS: readonly TagColour[] = ['blue', 'green', 'orange', 'purple', 'teal', 'pink', 'yellow', 'red'];

/** A tag below another one takes its colour: what belongs together looks alike. */
function makeTag(database: Database, name: string): number {
  const known = database.prepare<[], number>('SELECT count(*) FROM tag').pluck().get() ?? 0;
  const above = namesAbove(name)
    .toReversed()
    .map((one) => tagOfKey(database, tagKey(one)))
    .find((id) => id !== undefined);
  const colour =
    above === undefined ? (COLOURS[known % COLOURS.length] ?? 'grey') : readTag(database, above).colour;
  const { lastInsertRowid } = database
    .prepare('INSERT INTO tag (name, key, colour) VALUES (?, ?, ?)')
    .run(name, tagKey(name), colour);
  return Number(lastInsertRowid);
}

/** A tag as it stands. @throws {PostilError} `not-found` */
export function readTag(database: Database, tagId: number): Tag {
  const tag = database
    .prepare<unknown[], Tag>(
      `SELECT id, name, colour, digit, (SELECT count(*) FROM paper_tag WHERE tag_id = tag.id) AS paperCount
       FROM tag WHERE id = ?`,
    )
    .get(tagId);
  if (tag === undefined) {
    throw new PostilError('not-found', 'This tag is gone.', 'Choose another one.');
  }
  return tag;
}
