import type { Problem } from './errors.ts';

/** Format of files that bring annotations and no papers. */
export const ANNOTATION_FORMAT = 'web-annotations';

/** A file or folder that an import was given. */
export interface ImportInput {
  /** Absolute; `-` for standard input, which cannot be read a second time. */
  readonly path: string;
  /** What reports call it. */
  readonly shown: string;
}

/**
 * How far an import has come. `waiting` for another one, `running` (also while it is paused), `done`, `cancelled` by
 * the user, or `broken-off`: the process that ran it is gone.
 */
export type ImportState = 'waiting' | 'running' | 'done' | 'cancelled' | 'broken-off';

/** An import in the sidebar. */
export interface ImportSummary {
  readonly id: number;
  readonly startedMs: number;
  readonly state: ImportState;
  /** Whether the user is to be asked what to do about it: it was broken off and not yet decided upon. */
  readonly isOffered: boolean;
  /** Whether the user has taken it back. */
  readonly isWithdrawn: boolean;
  /** Null while it waits or runs, and for one that was broken off. */
  readonly finishedMs: number | null;
  readonly fileNames: readonly string[];
  readonly recordCount: number;
  readonly unreadCount: number;
}

/** An unread part as a report lists it. */
export interface UnreadPart {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** What became of one file of an import. records = added + merged + unchanged. */
export interface ImportedFile {
  /** As given to the import, for a file in an archive with its path there; the window is told the file's name alone. */
  readonly path: string;
  /** Name of the reader that read it, such as `institution-page`; null when no reader knows such a file. */
  readonly format: string | null;
  readonly bytes: number;
  readonly records: number;
  /** Records that became a paper of their own. */
  readonly added: number;
  /** Records that added something (a field, a version, an institution) to a paper that was known. */
  readonly merged: number;
  /** Records that told nothing new. */
  readonly unchanged: number;
  /** The first of them; a report has {@link UNREAD_IN_REPORT} in all. */
  readonly unread: readonly UnreadPart[];
  /** All of them. */
  readonly unreadCount: number;
  readonly durationMs: number;
  /** Why the file could not be used at all (gone, not allowed); null when it could. */
  readonly problem: Problem | null;
  /** Name under which the same bytes were read before; null when they are new or had this name. */
  readonly sameAs: string | null;
  /** One sentence on something odd, such as that it changed while it was read, or on the annotations of a file of these; null as a rule. */
  readonly remark: string | null;
}

/** Unread parts that a report carries to the window; the tray shows all. */
export const UNREAD_IN_REPORT = 200;

/** What became of an import. */
export interface ImportReport {
  readonly importId: number;
  readonly startedMs: number;
  readonly state: ImportState;
  readonly files: readonly ImportedFile[];
  /** Papers in the library now. */
  readonly paperCount: number;
  /** Papers of it that are in the trash now: what was put there stays there, though a file brings it again. */
  readonly trashedCount: number;
  /** Time spent on its files. */
  readonly durationMs: number;
}

/** How far a running import is; sent at most ten times a second. */
export interface ImportProgress {
  readonly importId: number;
  readonly fileName: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly records: number;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly unread: number;
  /** Time spent on it, pauses left out. */
  readonly workedMs: number;
  /** Records read a second; null until that can be told. */
  readonly recordsPerSecond: number | null;
  /** Time that the rest will take at this rate; null until that can be told. */
  readonly leftMs: number | null;
  readonly isPaused: boolean;
}

/** An import that waits for the one before. */
export interface WaitingImport {
  readonly importId: number;
  readonly fileNames: readonly string[];
}

/** Many or large files that were offered: read into a copy of the library first, to show what would happen. */
export interface DryRun {
  readonly dryRunId: number;
  readonly filesTotal: number;
  readonly bytesTotal: number;
  /** How far it is; null before it begins. */
  readonly progress: ImportProgress | null;
  /** What would happen; null while it reads. */
  readonly report: ImportReport | null;
  /** Why it cannot be told; null as a rule. */
  readonly problem: Problem | null;
}

/** An unread part in the tray. */
export interface TrayPart extends UnreadPart {
  readonly id: number;
  /** Offsets in the file of the first byte and behind the last. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly importId: number;
  readonly fileId: number;
  readonly fileName: string;
  readonly state: 'open' | 'dismissed';
  /** As the user mended it, without success so far; null when it stands as read. */
  readonly mendedText: string | null;
  /** Why the mended text could not be read either; null when it was not tried. */
  readonly newReason: string | null;
}

/** The unread parts of one file, counted. */
export interface TrayFile {
  readonly fileId: number;
  readonly name: string;
  readonly format: string | null;
  readonly partCount: number;
}

/** Parts with one reason, counted. */
export interface TrayReason {
  readonly reason: string;
  readonly partCount: number;
}

/** What the tray holds, file by file. */
export interface Tray {
  readonly openCount: number;
  readonly dismissedCount: number;
  /** The newest first. */
  readonly files: readonly TrayFile[];
  /** The most frequent first. */
  readonly reasons: readonly TrayReason[];
}

/** What became of a mended part. */
export interface Mended {
  /** Papers that its records went to; empty when it stays unread. */
  readonly paperIds: readonly number[];
  /** Why it stays unread; null when it was read. */
  readonly reason: string | null;
}
