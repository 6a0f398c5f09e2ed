import { z } from 'zod';
import type { TakenBack, TimelinePage, Undone } from '../memory.ts';
import { PaperId } from '../paper.ts';
import { call, nothing } from './call.ts';

const change = z.object({ changeId: z.int().positive() });

/** Calls that tell what was done, and take changes back. */
export const memoryCalls = {
  /** Takes back the user's last change; null when there is none. */
  'history.undo': call<Undone | null>()('library', nothing),
  /** Makes the last change taken back again; null when there is none. */
  'history.redo': call<Undone | null>()('library', nothing),
  /** Takes one change back, whatever came after it; itself a change that can be undone. */
  'history.takeBack': call<TakenBack>()('library', change),
  /** Takes a change back and all that came after it, as one new change. */
  'history.takeBackTo': call<TakenBack>()('library', change),
  /** What was done to the library, or to one paper, newest first; from a moment back, or from now. */
  'history.timeline': call<TimelinePage>()(
    'library',
    z.object({ paperId: PaperId.nullable(), beforeMs: z.int().nonnegative().nullable() }),
  ),
} as const;
