import type { Annotation, TextRange } from './annotation.ts';
import type { Problem } from './errors.ts';
import type { Paper, PaperSummary, TagColour } from './paper.ts';

/** A short text with the places to mark in it. */
export interface MarkedText {
  readonly text: string;
  /** Ascending, not overlapping. */
  readonly marks: readonly TextRange[];
}

/** A word of a query that was bent to a word of the library, since it found nothing or next to nothing as typed. */
export interface BentWord {
  readonly from: string;
  readonly to: string;
}

/** A paper found. */
export interface Hit {
  readonly paper: PaperSummary;
  /** Larger is better; comparable within one answer only. Zero when nothing was searched for. */
  readonly score: number;
  /** `exact` when every word was found as typed (or as its prefix or inflection); `near` when a word was bent. */
  readonly tier: 'exact' | 'near';
  /** The words found, or the first sentences of the abstract. */
  readonly snippet: MarkedText;
  /** Places of the words found in the heading. */
  readonly headingMarks: readonly TextRange[];
}

/** One page of the papers that a query finds. */
export interface Page {
  readonly query: string;
  /** Number of papers found, of which `hits` is a part. */
  readonly total: number;
  /** Number of papers in the `exact` tier; they come first. */
  readonly exactTotal: number;
  /** Zero-based position of the first hit of this page. */
  readonly offset: number;
  readonly hits: readonly Hit[];
  readonly bent: readonly BentWord[];
  /** What of the query was not understood, one sentence each; the rest was searched. */
  readonly notUnderstood: readonly string[];
  /** Folded words looked for, with those that each was widened or bent to, those that stand for all that begin so with `*` behind them: what `hitsIn` marks. */
  readonly words: readonly string[];
  readonly durationMs: number;
}

/** Everything that the reader shows of one paper. */
export interface OpenPaper {
  readonly paper: Paper;
  readonly annotations: readonly Annotation[];
  readonly note: Note | null;
}

/** The Markdown note of a paper. */
export interface Note {
  readonly text: string;
  readonly changedMs: number;
}

/** A tag of the library. */
export interface Tag {
  readonly id: number;
  readonly name: string;
  readonly colour: TagColour;
  /** The key, 1 to 9, that puts it on papers; null when it has none. */
  readonly digit: number | null;
  /** Papers with this very tag, those in the trash left out. */
  readonly paperCount: number;
}

/** Papers below a name that stands above tags (`method` for `method/diffusion`), whether it is a tag itself or not. */
export interface TagBranch {
  readonly name: string;
  /** Papers with the tag itself or any below it, each once. */
  readonly paperCount: number;
}

/** What a change of names of tags would do. */
export interface TagPreview {
  /** Papers that carry one of the tags to be renamed or one below them. */
  readonly paperCount: number;
  /** Tags that are there already and would take in others. */
  readonly merged: readonly string[];
}

/** An import in the sidebar. */
export interface ImportSummary {
  readonly id: number;
  readonly startedMs: number;
  /** Null while it runs, and for one that was broken off. */
  readonly finishedMs: number | null;
  readonly fileNames: readonly string[];
  readonly recordCount: number;
  readonly unreadCount: number;
}

/** What stands in the sidebar. */
export interface Overview {
  readonly paperCount: number;
  readonly inboxCount: number;
  readonly readingCount: number;
  readonly doneCount: number;
  readonly starredCount: number;
  /** By name. */
  readonly tags: readonly Tag[];
  /** Names that stand above tags, in no order. */
  readonly tagBranches: readonly TagBranch[];
  /** Papers in the reading queue. */
  readonly queuedCount: number;
  /** Newest first. */
  readonly imports: readonly ImportSummary[];
}

/** An unread part as a report lists it. */
export interface UnreadPart {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** What became of one file of an import. records = added + merged + unchanged. */
export interface ImportedFile {
  /** As given to the import; the window is told the file's name alone. */
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
  readonly unread: readonly UnreadPart[];
  readonly durationMs: number;
  /** Why the file could not be used at all (gone, not allowed); null when it could. */
  readonly problem: Problem | null;
}

/** What became of an import. */
export interface ImportReport {
  readonly importId: number;
  readonly startedMs: number;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly files: readonly ImportedFile[];
  /** Papers in the library afterwards. */
  readonly paperCount: number;
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
}

/** Result of looking a library over. `problems` is empty for a sound one. */
export interface CheckReport {
  readonly paperCount: number;
  readonly annotationCount: number;
  readonly noteCount: number;
  readonly tagCount: number;
  /** One sentence each. */
  readonly problems: readonly string[];
}

/** What an undo or redo changed back; null when there is nothing left to undo. */
export interface Undone {
  /** What was undone, for the status line: "Add tag". */
  readonly label: string;
}

/** Whether the library is open. */
export interface LibraryState {
  /** The library's folder. */
  readonly folder: string;
  /** Why it is not open; null when it is. */
  readonly problem: Problem | null;
}
