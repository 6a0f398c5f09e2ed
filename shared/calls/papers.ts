import { z } from 'zod';
import type { OpenPaper } from '../library.ts';
import { GivenHeading, PaperId, ReadingState } from '../paper.ts';
import { call, papers } from './call.ts';

/** Calls about papers. */
export const paperCalls = {
  /** Everything that the reader shows of a paper. */
  'paper.open': call<OpenPaper>()('library', z.object({ paperId: PaperId })),
  /** Gives papers a heading of the user's; an empty one gives back the dump's or the derived one. */
  'paper.setHeading': call<void>()('library', z.object({ paperId: PaperId, heading: GivenHeading })),
  'paper.setState': call<void>()('library', z.object({ paperIds: papers, state: ReadingState })),
  'paper.setStarred': call<void>()('library', z.object({ paperIds: papers, starred: z.boolean() })),
} as const;
