import { z } from 'zod';
import type { Tag } from '../library.ts';
import { TAG_LENGTH } from '../tag.ts';
import { call, papers } from './call.ts';

/** Calls about tags. */
export const tagCalls = {
  /** Puts a tag on papers; makes the tag when there is none of that name yet. */
  'tag.add': call<Tag>()(
    'library',
    z.object({ paperIds: papers, name: z.string().trim().min(1).max(TAG_LENGTH) }),
  ),
  'tag.remove': call<void>()('library', z.object({ paperIds: papers, tagId: z.int().positive() })),
} as const;
