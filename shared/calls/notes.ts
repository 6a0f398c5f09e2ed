import { z } from 'zod';
import type { Note } from '../library.ts';
import { PaperId } from '../paper.ts';
import { call } from './call.ts';

/** Longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 10_000_000;

/** Calls about notes. */
export const noteCalls = {
  /** Saves the note as it stands, byte for byte; an empty text removes it. */
  'note.save': call<Note | null>()(
    'library',
    z.object({ paperId: PaperId, text: z.string().max(NOTE_LENGTH) }),
  ),
} as const;
