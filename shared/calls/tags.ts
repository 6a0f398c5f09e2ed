import { z } from 'zod';
import type { Tag, TagNews, TagPreview } from '../library.ts';
import { TagColour } from '../paper.ts';
import { TAG_LENGTH } from '../tag.ts';
import { call, papers } from './call.ts';

const name = z.string().trim().min(1).max(TAG_LENGTH);
const names = z.array(name).min(1).max(1_000_000);
const renames = z
  .array(z.object({ from: name, to: name }))
  .min(1)
  .max(1_000_000);

/** Calls about tags. Tags are named by their names, since those above them need not be tags themselves. */
export const tagCalls = {
  /** The tags of the library; where the state told last is named, what became of them since, for there may be thousands. */
  'tag.news': call<TagNews>()('library', z.object({ known: z.int().nullable() })),
  /** Puts a tag on papers; makes the tag when there is none of that name yet. */
  'tag.add': call<Tag>()('library', z.object({ paperIds: papers, name })),
  'tag.remove': call<void>()('library', z.object({ paperIds: papers, tagId: z.int().positive() })),
  /** Makes a tag that no paper has yet. */
  'tag.create': call<void>()('library', z.object({ name })),
  /** Gives tags, with all below them, other names; those that meet become one. All in one step of undo. */
  'tag.rename': call<void>()('library', z.object({ renames })),
  /** What `tag.rename` would do. */
  'tag.preview': call<TagPreview>()('library', z.object({ renames })),
  /** Deletes tags and all below them. */
  'tag.delete': call<void>()('library', z.object({ names })),
  'tag.setColour': call<void>()('library', z.object({ names, colour: TagColour })),
  /** Puts a tag on one of the nine keys; null takes it off. */
  'tag.setDigit': call<void>()('library', z.object({ name, digit: z.int().min(1).max(9).nullable() })),
} as const;
