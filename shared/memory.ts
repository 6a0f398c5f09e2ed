/** The memory of a library as it is shown: changes of the user and imports, newest first. */

/** A paper as it is named in passing. */
export interface NamedPaper {
  readonly id: number;
  readonly heading: string;
}

/** A change of the user's. */
export interface ChangeEntry {
  readonly kind: 'change';
  readonly id: number;
  readonly atMs: number;
  /** What was done: "Add tag". */
  readonly label: string;
  /** Papers it was done to. */
  readonly paperCount: number;
  /** The paper, when it is one alone that is still there; else null. */
  readonly paper: NamedPaper | null;
  /** Whether it is undone at present. */
  readonly isUndone: boolean;
}

/** An import. */
export interface ImportEntry {
  readonly kind: 'import';
  readonly id: number;
  readonly atMs: number;
  /** The step of undo that it is; null when there is none any more, or nothing was read. */
  readonly changeId: number | null;
  /** Whether it is taken back at present. */
  readonly isUndone: boolean;
  readonly fileNames: readonly string[];
  /** Papers that came with it, and those that it told something new about. */
  readonly addedCount: number;
  readonly mergedCount: number;
}

/** One line of a timeline. */
export type TimelineEntry = ChangeEntry | ImportEntry;

/** What was done on one day, in papers. */
export interface DaySummary {
  /** `YYYY-MM-DD` in the user's own zone. */
  readonly day: string;
  readonly imported: number;
  readonly tagged: number;
  readonly annotated: number;
  readonly noted: number;
  /** Moved to reading or done, starred, rated, or given a heading. */
  readonly marked: number;
}

/** A part of a timeline. */
export interface TimelinePage {
  readonly entries: readonly TimelineEntry[];
  /** One for each day of the entries; none in the timeline of one paper. */
  readonly days: readonly DaySummary[];
  /** From where to ask on; null at the beginning of all. */
  readonly nextBeforeMs: number | null;
}

/** What an undo or redo changed back. */
export interface Undone {
  /** What was undone, for the status line: "Add tag". */
  readonly label: string;
  readonly paperCount: number;
  /** The paper, when it is one alone that is still there; else null. */
  readonly paper: NamedPaper | null;
}

/** What taking changes back did. */
export interface TakenBack {
  /** Changes that were taken back. */
  readonly changeCount: number;
  /** Rows that had to stay as they are, since they were changed again later or others need them. */
  readonly leftAlone: number;
}

/** Longest name shown in a label, in characters. */
const NAME_SHOWN = 60;

/** A label that names what was changed: `Add tag “tides”`; long names are cut. */
export function namingLabel(label: string, name: string): string {
  const characters = [...name];
  return `${label} “${characters.length > NAME_SHOWN ? `${characters.slice(0, NAME_SHOWN - 1).join('')}…` : name}”`;
}

const PUT = /^(?:Add|Move|Mark|Rate)/;
const TAKEN = /^(?:Remove|Take (?:rating|heading))/;

/** A label with the number of papers: "Add tag to 14 papers". For one paper or none it is the label alone. */
export function countedLabel(label: string, paperCount: number): string {
  if (paperCount < 2) return label;
  const papers = `${paperCount.toLocaleString('en')} papers`;
  const moved = /^(?<verb>Move|Mark) (?<how>.+)$/.exec(label)?.groups;
  if (moved !== undefined) return `${moved.verb} ${papers} ${moved.how}`;
  if (PUT.test(label)) return label.includes(' ') ? `${label} to ${papers}` : `${label} ${papers}`;
  return TAKEN.test(label) ? `${label} from ${papers}` : `${label}, ${papers}`;
}
