import type { tagCalls } from '../../../shared/calls/tags.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import type { TagCounts, TagNews } from '../../../shared/library.ts';
import { tagNews } from '../../../shared/tag-news.ts';
import type { Database } from '../database.ts';
import {
  createTag,
  deleteTags,
  previewRename,
  renameTags,
  setTagColour,
  setTagDigit,
} from '../organising/organise-tags.ts';
import { tagCounts } from '../organising/tag-counts.ts';
import { addTag, removeTag } from '../organising/tags.ts';
import { isIndexDue } from '../paper-index.ts';
import type { LibraryContext } from './context.ts';

/** Answers the tag calls. */
export function tagHandlers({ database, changed, index }: LibraryContext): HandlersOf<keyof typeof tagCalls> {
  /** The list of tags changed, even when no paper did. */
  const tagsChanged = (paperIds: readonly number[]) => {
    changed(paperIds.length === 0 ? null : paperIds);
    if (isIndexDue(database)) index.soon();
  };
  const newsSince = tagTeller(database);
  return {
    'tag.news': ({ known }) => newsSince(known),
    'tag.add': ({ paperIds, name }) => {
      const change = addTag(database, paperIds, name);
      changed(change.paperIds);
      return change.tag;
    },
    'tag.remove': ({ paperIds, tagId }) => {
      changed(removeTag(database, paperIds, tagId).paperIds);
    },
    'tag.create': ({ name }) => {
      createTag(database, name);
      tagsChanged([]);
    },
    'tag.rename': ({ renames }) => tagsChanged(renameTags(database, renames)),
    'tag.preview': ({ renames }) => previewRename(database, renames),
    'tag.delete': ({ names }) => tagsChanged(deleteTags(database, names)),
    'tag.setColour': ({ names, colour }) => tagsChanged(setTagColour(database, names, colour)),
    'tag.setDigit': ({ name, digit }) => {
      setTagDigit(database, name, digit);
      tagsChanged([]);
    },
  };
}

const NONE: TagCounts = { tags: [], branches: [] };

/** @returns what tells which tags changed since the state told last; all of them to whoever names none, or another */
function tagTeller(database: Database): (since: number | null) => TagNews {
  let told = NONE;
  // States of libraries that are opened one after the other are not to be taken for each other.
  let state = Date.now();
  return (since) => {
    const now = tagCounts(database);
    const isKnown = since === state;
    const news = tagNews(isKnown ? told : NONE, now);
    if (now !== told) state += 1;
    told = now;
    return { ...news, state, since: isKnown ? since : null };
  };
}
