/**
 * THE contract between window, main and the threads: every call and every event, one line each. The calls stand in
 * calls/, a file a domain. The preload, the handlers, the thread messages and the window's client are all typed from it.
 * Adding a call = one entry there and one handler in the place that it names.
 */
import type { z } from 'zod';
import type { Backup } from './backup.ts';
import { annotationCalls } from './calls/annotations.ts';
import type { Call, Place } from './calls/call.ts';
import { duplicateCalls } from './calls/duplicates.ts';
import { exportCalls } from './calls/exports.ts';
import { importCalls } from './calls/imports.ts';
import { keepingCalls } from './calls/keeping.ts';
import { libraryCalls } from './calls/library.ts';
import { memoryCalls } from './calls/memory.ts';
import { noteCalls } from './calls/notes.ts';
import { paperCalls } from './calls/papers.ts';
import { savedSearchCalls } from './calls/saved-searches.ts';
import { searchCalls } from './calls/searches.ts';
import { tagCalls } from './calls/tags.ts';
import { trashCalls } from './calls/trash.ts';
import { windowCalls } from './calls/window.ts';
import type { Command } from './commands.ts';
import type { Fault, Problem } from './errors.ts';
import type { DryRun, ImportProgress, ImportReport, WaitingImport } from './import.ts';
import type { LibraryState, MigrationProgress } from './library.ts';
import type { Link } from './link.ts';

/** All calls by name. */
export const calls = {
  ...paperCalls,
  ...searchCalls,
  ...savedSearchCalls,
  ...annotationCalls,
  ...tagCalls,
  ...noteCalls,
  ...memoryCalls,
  ...libraryCalls,
  ...keepingCalls,
  ...importCalls,
  ...exportCalls,
  ...duplicateCalls,
  ...trashCalls,
  ...windowCalls,
} as const;

/** Name of a call. */
export type CallName = keyof typeof calls;
/** What a caller gives. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
/** What a handler gets: the input after its schema. */
export type CallRequest<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;
/** What a call answers. */
export type CallOutput<Name extends CallName> =
  (typeof calls)[Name] extends Call<Place, z.ZodType, infer Output> ? Output : never;

/** Names of the calls answered at one place. */
export type CallsAt<Where extends Place> = {
  [Name in CallName]: (typeof calls)[Name]['place'] extends Where ? Name : never;
}[CallName];

/** The functions that answer the calls of one place. */
export type Handlers<Where extends Place> = HandlersOf<CallsAt<Where>>;

/** The functions that answer some calls: `HandlersOf<keyof typeof tagCalls>` for those of a domain. */
export type HandlersOf<Names extends CallName> = {
  readonly [Name in Names]: (input: CallRequest<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** All events that main and the threads send to the window. */
export interface Events {
  /**
   * Papers or what belongs to them changed; null for many or all of them.
   * part `note`: only the words of their notes, as the window wrote them, which need not ask for the papers again.
   */
  'library.changed': { readonly paperIds: readonly number[] | null; readonly part?: 'note' };
  'import.progress': ImportProgress;
  'import.finished': ImportReport;
  /** The imports that wait for the running one, in their order. */
  'import.waiting': readonly WaitingImport[];
  /** Many or large files were offered: what would happen, as far as it is known. */
  'import.dryRun': DryRun;
  /** An import broke off; what it had read stays. */
  'import.failed': Problem;
  /** An older library is brought up to date before it opens. */
  'library.migrating': MigrationProgress;
  /** The library was opened, or can no longer be used. */
  'library.state': LibraryState;
  /** The window is about to close: save what is typed, then call `window.mayClose`. */
  'window.closing': null;
  /** A call met a bug; for the log alone. */
  'thread.fault': Fault;
  /** A backup was opened, as files are: offer to restore it (`backup.restore` with its file). */
  'backup.offered': Backup;
  /** Something went wrong where no call waits for an answer, and Postil goes on. */
  'window.problem': Problem;
  /** A link into the library was opened: show its paper or annotation. */
  'window.showLink': Link;
  /** A menu item was chosen that the window carries out. */
  'menu.command': { readonly command: Command };
}

/** Name of an event. */
export type EventName = keyof Events;
