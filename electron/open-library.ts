/** The library that is open: one at a time, opened and closed in order. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallInput, CallName } from '../shared/contract.ts';
import { failure, PostilError, type Problem, type Result, success, unwrap } from '../shared/errors.ts';
import type { LibraryState, MigrationProgress } from '../shared/library.ts';
import { aside } from './aside.ts';
import { READING, UNASKED } from './reading-calls.ts';
import { type EventListener, openThreads, type ThreadScripts, type Threads } from './threads.ts';

/** The library that is open, or was asked for and could not be opened. */
export interface OpenLibrary {
  /** Which it is, and what keeps it from being open. */
  state(): LibraryState;
  /**
   * Opens the library in a folder, after closing the one that is open.
   * @param mayMake whether an empty one is made where there is none; where one was before, that would look like a loss
   */
  open(folder: string, mayMake: boolean): Promise<LibraryState>;
  /** Opens what was saved of the damaged library `from`, to be looked at only. */
  look(folder: string, from: string): Promise<LibraryState>;
  /** Lets the library that was only looked at be changed from now on. */
  keep(): LibraryState;
  /** Does something for which the library must be closed, and opens it again. */
  whileClosed<Value>(work: () => Promise<Value>): Promise<Value>;
  /**
   * Moves the library into an empty or new folder, and leaves the former one as it is. What is asked meanwhile waits and
   * then reaches the library in its new place.
   * @throws {PostilError} `library-...` or `bad-request`; the library is then open where it was
   */
  move(folder: string): Promise<LibraryState>;
  /** @throws {PostilError} `library-missing` when none is open */
  require(): Threads;
  /** Makes a call of the library's threads. */
  ask(name: CallName, input: unknown): Promise<Result<unknown>>;
  /** Begins an import of files and folders, or shows first what it would do; all that comes of it comes as events. */
  importFiles(paths: readonly string[]): void;
  /** Closes what is open, in order. */
  close(): Promise<void>;
}

const scripts: ThreadScripts = {
  library: new URL('./library-worker.js', import.meta.url),
  search: new URL('./search-worker.js', import.meta.url),
};

function onlyToRead({ folder, isReadOnly }: LibraryState): PostilError {
  if (isReadOnly) {
    return new PostilError(
      'library-read-only',
      `Nothing can be written into ${folder}: the library in it can only be looked at.`,
      'Give yourself the right to write there and try again, or copy the library to another folder.',
    );
  }
  return new PostilError(
    'library-read-only',
    'This is what could be read of a damaged library; it can only be looked at.',
    'Keep it as your library to go on with it, or restore a backup.',
  );
}

function goneFrom(folder: string): PostilError {
  return new PostilError(
    'library-missing',
    `The library is no longer in ${folder}.`,
    'Connect its disk or put the folder back, and try again.',
  );
}

/**
 * Nothing open yet.
 * @param folder the one to be opened first
 * @param tell hands the threads' events on
 */
export function openLibraryIn(folder: string, tell: EventListener): OpenLibrary {
  let state: LibraryState = { folder, problem: null, rescuedFrom: null, isReadOnly: false, migrating: null };
  let threads: Threads | null = null;
  /** Settles when the library that was asked for last is open or refused. */
  let settled: Promise<unknown> = Promise.resolve();
  /** While the library is moved: settles when it is in one place again. */
  let moving: Promise<unknown> | null = null;
  let isImporting = false;

  const tellOn: EventListener = (name, payload) => {
    if (name === 'import.progress') isImporting = true;
    if (name === 'import.finished' || name === 'import.failed') isImporting = false;
    // Kept with the state: a window whose page has not loaded yet asks for it then.
    if (name === 'library.migrating') state = { ...state, migrating: payload as MigrationProgress };
    tell(name, payload);
  };

  function tellState(next: LibraryState): LibraryState {
    state = next;
    tell('library.state', next);
    return next;
  }

  async function replace(
    next: string,
    rescuedFrom: string | null = null,
    mayMake = true,
  ): Promise<LibraryState> {
    const former = threads;
    threads = null;
    isImporting = false;
    await former?.close();
    const opened =
      mayMake || existsSync(join(next, 'library.db')) ? await openIn(next) : failure(goneFrom(next));
    const copy = !opened.ok && opened.error.code === 'library-read-only' ? await openCopy(next) : null;
    if (opened.ok) threads = opened.value;
    else threads = copy;
    const problem = opened.ok || copy !== null ? null : opened.error;
    return tellState({ folder: next, problem, rescuedFrom, isReadOnly: copy !== null, migrating: null });
  }

  /** Runs `work` while nobody has the library open, and opens it again, whatever came of it. */
  async function closedFor<Value>(work: () => Promise<Value>): Promise<Value> {
    const former = threads;
    threads = null;
    isImporting = false;
    await former?.close();
    try {
      return await work();
    } finally {
      await replace(state.folder, state.rescuedFrom, false);
    }
  }

  async function moveNow(next: string): Promise<LibraryState> {
    const former = require();
    unwrap(await former.call('library.copyTo', { folder: next }));
    const opened = unwrap(await openIn(next));
    threads = opened;
    await former.close();
    return tellState({ folder: next, problem: null, rescuedFrom: null, isReadOnly: false, migrating: null });
  }

  /** Opens a copy of a library that cannot be written to, which goes when it is closed; null where there is none to read. */
  async function openCopy(next: string): Promise<Threads | null> {
    const scratch = await mkdtemp(join(tmpdir(), 'postil-'));
    const discard = () => rm(scratch, { recursive: true, force: true });
    const copied = await aside(scripts.library, 'copyToLook', { folder: next, target: scratch });
    const opened = copied.ok ? await openIn(next, scratch) : copied;
    if (!opened.ok) {
      await discard();
      return null;
    }
    const { call, close } = opened.value;
    return { call, close: () => close().finally(discard) };
  }

  /** @param shown folder of the files that are opened for the library `next` */
  function openIn(next: string, shown = next): Promise<Result<Threads>> {
    return openThreads(shown, scripts, tellOn, (lost) => {
      threads = null;
      tellState({ ...state, folder: next, problem: lost.ok ? null : lost.error, migrating: null });
    });
  }

  function require(): Threads {
    if (threads !== null) return threads;
    throw new PostilError('library-missing', 'No library is open.', 'Open a library first.');
  }

  /** Damage that shows itself only when a page is read: nothing more is written, and ways out are offered. */
  async function leaveDamaged(damaged: Threads, problem: Problem): Promise<void> {
    if (threads !== damaged) return;
    threads = null;
    tellState({ ...state, problem });
    await damaged.close();
  }

  async function ask(name: CallName, input: unknown): Promise<Result<unknown>> {
    try {
      if (moving !== null) await moving;
      // While it is being opened there is nobody to ask yet.
      if (threads === null) await settled;
      const isOnlyToRead = state.rescuedFrom !== null || state.isReadOnly;
      // What follows unasked is no reason to refuse anything aloud.
      if (isOnlyToRead && UNASKED.has(name)) return success(undefined);
      if (isOnlyToRead && !READING.has(name)) throw onlyToRead(state);
      const asked = require();
      // The door has checked the input against the contract's schema of that name.
      const result = await asked.call(name, input as CallInput<CallName>);
      if (!result.ok && result.error.code === 'library-damaged') await leaveDamaged(asked, result.error);
      return result;
    } catch (thrown) {
      return failure(thrown);
    }
  }

  return {
    state: () => state,
    open(next, mayMake) {
      const opening = settled.then(() => replace(next, null, mayMake));
      settled = Promise.allSettled([opening]);
      return opening;
    },
    look(next, from) {
      const opening = settled.then(() => replace(next, from));
      settled = Promise.allSettled([opening]);
      return opening;
    },
    keep: () => tellState({ ...state, rescuedFrom: null }),
    whileClosed(work) {
      const done = settled.then(() => closedFor(work));
      settled = Promise.allSettled([done]);
      return done;
    },
    move(next) {
      if (isImporting) {
        const message = 'Files are being imported into this library.';
        throw new PostilError('library-in-use', message, 'Move it when they are read.');
      }
      const move = settled.then(() => moveNow(next));
      const done = Promise.allSettled([move]);
      moving = done;
      settled = done;
      void done.then(() => {
        moving = null;
      });
      return move;
    },
    require,
    ask,
    importFiles(paths) {
      if (paths.length === 0) return;
      void settled
        .then(() => ask('import.offer', { paths: [...paths] }))
        .then((result) => {
          if (!result.ok) tell('import.failed', result.error);
        });
    },
    async close() {
      await settled;
      await threads?.close();
    },
  };
}
