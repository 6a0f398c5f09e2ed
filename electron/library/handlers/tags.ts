import type { tagCalls } from '../../../shared/calls/tags.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { addTag, removeTag } from '../tags.ts';
import type { LibraryContext } from './context.ts';

/** Answers the tag calls. */
export function tagHandlers({ database, changed }: LibraryContext): HandlersOf<keyof typeof tagCalls> {
  return {
    'tag.add': ({ paperIds, name }) => {
      const change = addTag(database, paperIds, name);
      changed(change.paperIds);
      return change.tag;
    },
    'tag.remove': ({ paperIds, tagId }) => {
      changed(removeTag(database, paperIds, tagId).paperIds);
    },
  };
}
