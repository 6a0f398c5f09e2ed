import type { Annotation, ShownAnnotation, TextRange } from './annotation.ts';
import type { Holdings } from './backup.ts';
import type { Problem } from './errors.ts';
import type { ImportSummary } from './import.ts';
import type { NamedPaper } from './memory.ts';
import type { Note } from './note.ts';
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
  /** Papers whose notes link to this one or to its annotations. */
  readonly mentions: readonly NamedPaper[];
  /** The name by which it is cited. */
  readonly citationKey: string;
}

/** {@link OpenPaper} as the window gets it. */
export interface ShownPaper extends Omit<OpenPaper, 'annotations'> {
  readonly annotations: readonly ShownAnnotation[];
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

/** The tags of a library by name, and the names above them, all with their papers; hidden papers are not counted. */
export interface TagCounts {
  readonly tags: readonly Tag[];
  /** Names that stand above tags, in no order. */
  readonly branches: readonly TagBranch[];
}

/** What became of the tags since a state of them that was told; see tag-news.ts. */
export interface TagNews {
  /** Names the state that they are in now. */
  readonly state: number;
  /** The state that the news are to be put upon; null for none, when they hold all tags. */
  readonly since: number | null;
  readonly tags: ListNews<Tag, number>;
  readonly branches: ListNews<TagBranch, string>;
}

/** What became of a list between two moments; what did not change has kept its order. */
export interface ListNews<Item, Key> {
  /** Keys of items that are gone, or that changed and are placed anew. */
  readonly gone: readonly Key[];
  /** Items that changed or are new, each with its place in the list as it is now; ascending. */
  readonly placed: readonly { readonly index: number; readonly item: Item }[];
}

/** What a change of names of tags would do. */
export interface TagPreview {
  /** Papers that carry one of the tags to be renamed or one below them. */
  readonly paperCount: number;
  /** Tags that are there already and would take in others. */
  readonly merged: readonly string[];
}

/** What stands in the sidebar. */
export interface Overview {
  readonly paperCount: number;
  readonly inboxCount: number;
  readonly readingCount: number;
  readonly doneCount: number;
  readonly starredCount: number;
  /** Parts of dumps that wait in the tray of what could not be read. */
  readonly unreadCount: number;
  /** Pairs of papers that may be one. */
  readonly duplicateCount: number;
  readonly trashCount: number;
  readonly tagCount: number;
  /** Papers in the reading queue. */
  readonly queuedCount: number;
  /** Newest first. */
  readonly imports: readonly ImportSummary[];
}

/** Result of looking a library over. `problems` is empty for a sound one. */
export interface CheckReport extends Holdings {
  /** One sentence each. */
  readonly problems: readonly string[];
}

/** Whether the library is open. */
export interface LibraryState {
  /** The library's folder. */
  readonly folder: string;
  /** Why it is not open; null when it is. */
  readonly problem: Problem | null;
  /**
   * Folder of the damaged library of which this one is what could be read: it can be looked at, and not changed until
   * the user keeps it. Null for every other library.
   */
  readonly rescuedFrom: string | null;
  /** Whether nothing can be written into the folder: what is shown is a copy of the library, only to be looked at. */
  readonly isReadOnly: boolean;
  /** How far an older library has been brought up to date while it is being opened; null at any other time. */
  readonly migrating: MigrationProgress | null;
}

/** How far bringing an older library up to date has come. */
export interface MigrationProgress {
  /** Zero while the library is backed up first. */
  readonly step: number;
  readonly steps: number;
}
