import { z } from 'zod';
import type { Withdrawal } from '../withdrawal.ts';
import { call, nothing, papers } from './call.ts';

const ImportId = z.object({ importId: z.int().positive() });

/** Calls that put papers out of sight and bring them again. */
export const trashCalls = {
  'paper.trash': call<void>()('library', z.object({ paperIds: papers })),
  'paper.restore': call<void>()('library', z.object({ paperIds: papers })),
  /** Deletes what is in the trash for good: the only end, and no step of undo. Answers with the number of papers. */
  'trash.empty': call<number>()('library', nothing),
  /** Takes an import back: what it brought no longer counts. A step of undo. */
  'import.withdraw': call<Withdrawal>()('library', ImportId),
  /** Brings an import again that was taken back. A step of undo. */
  'import.restore': call<Withdrawal>()('library', ImportId),
} as const;
