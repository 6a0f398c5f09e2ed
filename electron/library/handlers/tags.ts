import type { tagCalls } from '../../../shared/calls/tags.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import {
  createTag,
  deleteTags,
  previewRename,
  renameTags,
  setTagColour,
  setTagDigit,
} from '../organise-tags.ts';
import { addTag, removeTag } from '../tags.ts';
import type { LibraryContext } from './context.ts';

/** Answers the tag calls. */
export function tagHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof tagCalls> {
  /** The list of tags changed, even when no paper did. */
  const tagsChanged = (paperIds: readonly number[]) => changed(paperIds.length === 0 ? null : paperIds);
  return {
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
