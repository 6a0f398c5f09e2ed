import { z } from 'zod';
import type { ImportReport, Mended, Tray, TrayPart } from '../import.ts';
import { UNREAD_TEXT_LENGTH } from '../paper.ts';
import { call, innerCall, nothing } from './call.ts';

const paths = z.array(z.string().min(1)).min(1);
const ImportId = z.object({ importId: z.int().positive() });
const DryRunId = z.object({ dryRunId: z.int().positive() });

/** Longest text that is pasted or dropped, in UTF-16 code units: larger ones come as files. */
export const PASTED_LENGTH = 100_000_000;

/** Unread parts that a call is about: some, all that are open of a file, or all that are open for one reason. */
const TrayChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('parts'), ids: z.array(z.int().positive()).min(1).max(10_000) }),
  z.object({ kind: z.literal('file'), fileId: z.int().positive() }),
  z.object({ kind: z.literal('reason'), reason: z.string() }),
]);

/** Which parts a page of the tray shows. */
const TrayPageRequest = z.object({
  state: z.enum(['open', 'dismissed']),
  /** Null for those of all files. */
  fileId: z.int().positive().nullable(),
  /** Null for all reasons. */
  reason: z.string().nullable(),
  offset: z.int().nonnegative(),
  limit: z.int().positive().max(200),
});

/** Calls about imports and what could not be read in them. */
export const importCalls = {
  /** Reads files and folders into the library; answers when all is read. Only main and the command line name paths. */
  'import.run': innerCall<ImportReport>()('library', z.object({ paths })),
  /** Imports a few small files at once; of many or large ones shows first what would happen (event `import.dryRun`). */
  'import.offer': innerCall<void>()('library', z.object({ paths })),
  /** Imports text that was pasted or dropped, and keeps it in the library's folder. Answers when it has been kept. */
  'import.text': call<void>()(
    'library',
    z.object({ text: z.string().min(1).max(PASTED_LENGTH), from: z.enum(['pasted', 'dropped']) }),
  ),
  /** Imports what a dry run was made of, at its end or before. */
  'import.accept': call<void>()('library', DryRunId),
  /** Lets it be: nothing of it reaches the library. */
  'import.decline': call<void>()('library', DryRunId),
  /** What became of an import. */
  'import.report': call<ImportReport>()('library', ImportId),
  /** Stops an import after the records in hand, or takes a waiting one out of the queue; what was read stays. */
  'import.cancel': call<void>()('library', ImportId),
  /** Lets the running import rest after the records in hand, until `import.continue`. */
  'import.pause': call<void>()('library', ImportId),
  'import.continue': call<void>()('library', ImportId),
  /** Goes on with an import that was broken off. Answers when it has been queued. */
  'import.resume': call<void>()('library', ImportId),
  /** Leaves an import that was broken off as it is: it is offered no more. */
  'import.leave': call<void>()('library', ImportId),
  /** What could not be read, counted by file and reason. */
  'unread.tray': call<Tray>()('library', nothing),
  /** The parts themselves, by file, the newest first, in the order of the file. */
  'unread.page': call<TrayPart[]>()('library', TrayPageRequest),
  /** Puts parts away. A step of undo. */
  'unread.dismiss': call<void>()('library', TrayChoice),
  /** Brings dismissed parts back. A step of undo. */
  'unread.restore': call<void>()('library', TrayChoice),
  /** Reads a part in the words that the user gave it. A step of undo. */
  'unread.readAgain': call<Mended>()(
    'library',
    z.object({ unreadId: z.int().positive(), text: z.string().max(50 * UNREAD_TEXT_LENGTH) }),
  ),
} as const;
