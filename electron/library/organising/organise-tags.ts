/** Tags as a whole: renamed, moved, merged, deleted, coloured, put on keys. What a tag stands for goes with those below it. */
import { PostilError } from '../../../shared/errors.ts';
import type { TagPreview } from '../../../shared/library.ts';
import { namingLabel } from '../../../shared/memory.ts';
import type { TagColour } from '../../../shared/paper.ts';
import { isAtOrBelow, TAG_LENGTH, tagKey, tidyTagName } from '../../../shared/tag.ts';
import type { Database } from '../database.ts';
import { indexManyPapers, papersOfAnnotationTags } from '../paper-index.ts';
import { changing } from '../remembering/history.ts';
import { tagNamed } from './tags.ts';

/** A new name for a tag and for all below it: `a` to `b` makes `b/c` of `a/c`. */
export interface TagRename {
  /** A tag, or a name that stands above tags. */
  readonly from: string;
  readonly to: string;
}

interface TagRow {
  readonly id: number;
  readonly name: string;
  readonly key: string;
}

/**
 * Gives tags other names, which also moves and merges them: a tag whose new name is taken becomes one with its owner.
 * @returns papers that show one of them, on an annotation perhaps
 * @throws {PostilError} `bad-request` for a name that is empty or too long, `not-found`
 */
export function renameTags(database: Database, renames: readonly TagRename[]): number[] {
  const steps = renames.flatMap((rename) => stepsOf(database, rename));
  const { merged } = previewOf(database, steps);
  return changing(database, renameLabel(renames, merged.length > 0), () => {
    const papers = papersShowing(database, idsOf(steps));
    const annotated = new Set<number>();
    for (const { tag, name } of inTurn(steps)) {
      for (const paperId of papersOfAnnotationTags(database, [tag.id])) annotated.add(paperId);
      const owner = tagOfKey(database, tagKey(name));
      if (owner === undefined || owner.id === tag.id) {
        database.prepare('UPDATE tag SET name = ?, key = ? WHERE id = ?').run(name, tagKey(name), tag.id);
      } else giveTo(database, tag.id, owner.id);
    }
    indexManyPapers(database, [...annotated]);
    return papers;
  });
}

/** What {@link renameTags} would do. @throws {PostilError} as it */
export function previewRename(database: Database, renames: readonly TagRename[]): TagPreview {
  return previewOf(
    database,
    renames.flatMap((rename) => stepsOf(database, rename)),
  );
}

/** Deletes tags and all below them. @returns papers that carried one of them @throws {PostilError} `not-found` */
export function deleteTags(database: Database, names: readonly string[]): number[] {
  const tags = names.flatMap((name) => subtree(database, name));
  return changing(database, labelOf('Delete', names), () => {
    const ids = JSON.stringify(tags.map(({ id }) => id));
    const papers = papersShowing(database, JSON.parse(ids));
    const annotated = papersOfAnnotationTags(database, JSON.parse(ids));
    // In this order, so that undo, which goes backwards, finds the tag before what it is put on.
    for (const table of ['paper_tag', 'annotation_tag']) {
      database.prepare(`DELETE FROM ${table} WHERE tag_id IN (SELECT value FROM json_each(?))`).run(ids);
    }
    database.prepare('DELETE FROM tag WHERE id IN (SELECT value FROM json_each(?))').run(ids);
    indexManyPapers(database, annotated);
    return papers;
  });
}

/** Makes a tag that no paper has yet. @throws {PostilError} `bad-request` */
export function createTag(database: Database, name: string): void {
  changing(database, namingLabel('New tag', tidyTagName(name)), () => tagNamed(database, name));
}

/** Gives tags a colour; a name that only stands above tags becomes one. @returns papers that carry one of them */
export function setTagColour(database: Database, names: readonly string[], colour: TagColour): number[] {
  return changing(database, labelOf('Colour', names), () => {
    const ids = names.map((name) => tagNamed(database, name));
    database
      .prepare('UPDATE tag SET colour = ? WHERE id IN (SELECT value FROM json_each(?))')
      .run(colour, JSON.stringify(ids));
    return papersShowing(database, ids);
  });
}

/** Puts a tag on a key from 1 to 9, where another one may have stood; null takes it off. */
export function setTagDigit(database: Database, name: string, digit: number | null): void {
  const label = digit === null ? 'Take tag off its key:' : `Put tag on key ${digit}:`;
  changing(database, namingLabel(label, name), () => {
    const id = tagNamed(database, name);
    if (digit !== null)
      database.prepare('UPDATE tag SET digit = NULL WHERE digit = ? AND id <> ?').run(digit, id);
    database.prepare('UPDATE tag SET digit = ? WHERE id = ?').run(digit, id);
  });
}

function renameLabel(renames: readonly TagRename[], isMerge: boolean): string {
  const [only, second] = renames;
  if (only === undefined || second !== undefined) return isMerge ? 'Merge tags' : 'Rename tags';
  return isMerge
    ? `${namingLabel('Merge tag', only.from)} ${namingLabel('into', only.to)}`
    : `${namingLabel('Rename tag', only.from)} ${namingLabel('to', only.to)}`;
}

/** `Delete tag “tides”`, or `Delete tags` for several. */
function labelOf(verb: string, names: readonly string[]): string {
  const [only, second] = names;
  return only === undefined || second !== undefined ? `${verb} tags` : namingLabel(`${verb} tag`, only);
}

interface Step {
  readonly tag: TagRow;
  readonly name: string;
}

/** In an order in which no tag takes a name that one of the others still has. */
function stepsOf(database: Database, { from, to }: TagRename): Step[] {
  const [fromName, toName] = [tidyTagName(from), tidyTagName(to)];
  const levels = fromName.split('/').length;
  const steps = subtree(database, fromName).map((tag): Step => {
    const name = [toName, ...tag.name.split('/').slice(levels)].join('/');
    if (name.length > TAG_LENGTH) {
      throw new PostilError(
        'bad-request',
        `The name “${name.slice(0, 40)}…” would be too long.`,
        `A tag has at most ${TAG_LENGTH} characters, with those above it.`,
      );
    }
    return { tag, name };
  });
  const goesDown = isAtOrBelow(tagKey(toName), tagKey(fromName));
  return steps.sort((one, other) => (goesDown ? -1 : 1) * (one.tag.key.length - other.tag.key.length));
}

/** Several renames at once: a tag that is to have the name of another one waits until that one has gone. */
function* inTurn(steps: readonly Step[]): Iterable<Step> {
  const left = [...steps];
  const held = new Set(left.map(({ tag }) => tag.key));
  while (left.length > 0) {
    const isFree = ({ tag, name }: Step) => tagKey(name) === tag.key || !held.has(tagKey(name));
    // Where names go round in a circle, none is free, and those that meet become one.
    const [step] = left.splice(Math.max(0, left.findIndex(isFree)), 1);
    if (step === undefined) return;
    held.delete(step.tag.key);
    yield step;
  }
}

function previewOf(database: Database, steps: readonly Step[]): TagPreview {
  const moved = new Set(idsOf(steps));
  const merged = new Set<string>();
  const names = new Map<string, string>();
  for (const { tag, name } of steps) {
    const key = tagKey(name);
    const owner = tagOfKey(database, key);
    if (owner !== undefined && owner.id !== tag.id && !moved.has(owner.id)) merged.add(owner.name);
    const other = names.get(key);
    if (other !== undefined) merged.add(other);
    names.set(key, name);
  }
  return { paperCount: papersWith(database, [...moved]).length, merged: [...merged] };
}

function idsOf(steps: readonly Step[]): number[] {
  return steps.map(({ tag }) => tag.id);
}

/** What carries the one tag gets the other, and the one is gone. */
function giveTo(database: Database, tagId: number, ownerId: number): void {
  for (const [table, what] of [
    ['paper_tag', 'paper_id'],
    ['annotation_tag', 'annotation_id'],
  ]) {
    database
      .prepare(
        `INSERT INTO ${table} (${what}, tag_id) SELECT ${what}, @ownerId FROM ${table} WHERE tag_id = @tagId
         ON CONFLICT DO NOTHING`,
      )
      .run({ tagId, ownerId });
    database.prepare(`DELETE FROM ${table} WHERE tag_id = ?`).run(tagId);
  }
  database.prepare('DELETE FROM tag WHERE id = ?').run(tagId);
}

/** The tag of that name and all below it. @throws {PostilError} `not-found` when there is none */
function subtree(database: Database, name: string): TagRow[] {
  const key = tagKey(tidyTagName(name));
  const tags = database
    .prepare<unknown[], TagRow>(
      `SELECT id, name, key FROM tag WHERE key = @key OR (key >= @below AND key < @behind)`,
    )
    // All that begins with the name and a slash: "0" is the character behind it.
    .all({ key, below: `${key}/`, behind: `${key}0` });
  if (tags.length === 0) throw new PostilError('not-found', 'This tag is gone.', 'Choose another one.');
  return tags;
}

function tagOfKey(database: Database, key: string): TagRow | undefined {
  return database.prepare<unknown[], TagRow>('SELECT id, name, key FROM tag WHERE key = ?').get(key);
}

/** Papers that show one of these tags: their own, or one of an annotation in them. */
function papersShowing(database: Database, tagIds: readonly number[]): number[] {
  return [...new Set([...papersWith(database, tagIds), ...papersOfAnnotationTags(database, tagIds)])];
}

function papersWith(database: Database, tagIds: readonly number[]): number[] {
  return database
    .prepare<unknown[], number>(
      'SELECT DISTINCT paper_id FROM paper_tag WHERE tag_id IN (SELECT value FROM json_each(?)) ORDER BY paper_id',
    )
    .pluck()
    .all(JSON.stringify(tagIds));
}
