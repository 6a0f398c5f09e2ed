import { z } from 'zod';
import { type LinkTarget, type Note, type NoteRevision, type NoteTemplate, TemplateText } from '../note.ts';
import { PaperId } from '../paper.ts';
import { call, innerCall, nothing } from './call.ts';

/** Longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 10_000_000;

const revisionId = z.int().positive();
const templateId = z.int().positive();

/** Calls about notes and what links them. */
export const noteCalls = {
  /**
   * Saves the note as it stands, byte for byte; an empty text removes it. Answers the writing that it stands at then:
   * null where there never was a note.
   */
  'note.save': call<number | null>()(
    'library',
    z.object({ paperId: PaperId, text: z.string().max(NOTE_LENGTH) }),
  ),
  /**
   * Saves what was typed since a writing of the note: a stretch of its text (offsets in UTF-16 code units) is replaced.
   * Answers the writing that it stands at then; null, with nothing saved, when the note stands at another one by now:
   * then the whole is to be saved.
   */
  'note.splice': call<number | null>()(
    'library',
    z.object({
      paperId: PaperId,
      since: revisionId,
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
      inserted: z.string().max(NOTE_LENGTH),
    }),
  ),
  /** Puts the words of long notes that were saved into the index at once: asked by main before a search. */
  'note.index': innerCall<void>()('library', nothing),
  /** The writings of a note, newest first. */
  'note.revisions': call<readonly NoteRevision[]>()('library', z.object({ paperId: PaperId })),
  /** The text that a note had after one of its writings. */
  'note.textAt': call<string>()('library', z.object({ revisionId })),
  /** Gives the note the text back that it had after one of its writings. */
  'note.restore': call<Note | null>()('library', z.object({ paperId: PaperId, revisionId })),
  /** What links lead to; those that lead to nothing are left out. */
  'link.targets': call<readonly LinkTarget[]>()(
    'library',
    z.object({ links: z.array(z.string().max(100)).max(10_000) }),
  ),
  'template.list': call<readonly NoteTemplate[]>()('library', nothing),
  /** Keeps a template, a new one when its number is null; answers the number. */
  'template.save': call<number>()('library', TemplateText.extend({ templateId: templateId.nullable() })),
  'template.remove': call<void>()('library', z.object({ templateId })),
  /** Gives a paper a citation key of the user's. */
  'paper.setCitationKey': call<void>()('library', z.object({ paperId: PaperId, key: z.string().max(200) })),
} as const;
