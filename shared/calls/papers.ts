import { z } from 'zod';
import type { ShownPaper } from '../library.ts';
import { GivenHeading, PaperId, ReadingState } from '../paper.ts';
import { call, papers } from './call.ts';

/** Calls about papers. */
export const paperCalls = {
  /** Everything that the reader shows of a paper. */
  'paper.open': call<ShownPaper>()('library', z.object({ paperId: PaperId })),
  /** Gives papers a heading of the user's; an empty one gives back the dump's or the derived one. */
  'paper.setHeading': call<void>()('library', z.object({ paperId: PaperId, heading: GivenHeading })),
  'paper.setState': call<void>()('library', z.object({ paperIds: papers, state: ReadingState })),
  'paper.setRating': call<void>()('library', z.object({ paperIds: papers, rating: z.int().min(0).max(5) })),
  /** Puts papers into the reading queue, or moves them in it: to an end, or before another one. */
  'paper.enqueue': call<void>()(
    'library',
    z.object({
      paperIds: papers,
      place: z.union([z.enum(['first', 'last']), z.object({ before: PaperId })]),
    }),
  ),
  'paper.dequeue': call<void>()('library', z.object({ paperIds: papers })),
  /** Remembers that a paper is being read, and down to where (0 to 1); no step of undo. */
  'paper.noteReading': call<void>()(
    'library',
    z.object({ paperId: PaperId, place: z.number().min(0).max(1) }),
  ),
  'paper.setStarred': call<void>()('library', z.object({ paperIds: papers, starred: z.boolean() })),
} as const;
