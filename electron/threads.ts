/** Main's side of the worker threads: who answers which call, and what becomes of calls when a thread ends. */
import { type ResourceLimits, Worker } from 'node:worker_threads';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type EventName,
  type Events,
} from '../shared/contract.ts';
import { failure, PostilError, type Result, success } from '../shared/errors.ts';
import { LONG_NOTE } from '../shared/note.ts';
import {
  type ThreadMessage,
  type ThreadRequest,
  type ThreadStart,
  waitingCounter,
} from '../shared/thread.ts';

/** Called for each event of a thread. */
export type EventListener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** The open library: the library thread, which alone writes, and the search thread, which only reads. */
export interface Threads {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  /** Lets both threads finish what they do and close the library. */
  close(): Promise<void>;
}

/** Where the threads' scripts are. */
export interface ThreadScripts {
  readonly library: URL;
  readonly search: URL;
}

/**
 * A query leaves much behind that is of no use a moment later. With little room for the young, V8 clears it away
 * early.
 */
const SEARCH_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Opens the library in a folder. The search thread starts once the library thread has brought the schema up to date. */
export async function openThreads(
  folder: string,
  scripts: ThreadScripts,
  onEvent: EventListener,
  onLost: (problem: Result<never>) => void,
): Promise<Result<Threads>> {
  let search: Thread | null = null;
  let isClosing = false;
  let lostBy: Result<never> | null = null;

  /** The search thread must know what changed before the window asks again. */
  function relayed<Name extends EventName>(name: Name, payload: Events[Name]): void {
    if (name === 'library.changed') {
      const { paperIds } = payload as Events['library.changed'];
      void search?.call('search.refresh', { paperIds: paperIds === null ? null : [...paperIds] });
    }
    onEvent(name, payload);
  }

  /** A library of which one thread is lost is closed whole: what is opened in its place must be the only writer. */
  function lost(problem: Result<never>): void {
    if (isClosing) return;
    lostBy = problem;
    if (search !== null) void close().then(() => onLost(problem));
  }

  async function close(): Promise<void> {
    isClosing = true;
    // The reader first: the last connection to close tidies the write-ahead log away, which only a writer may.
    await search?.close();
    await library.close();
  }

  const library = startThread(scripts.library, { folder, waiting: waitingCounter() }, relayed, lost);
  const opened = await library.opened;
  if (!opened.ok) return opened;
  const reader = startThread(
    scripts.search,
    { folder, waiting: waitingCounter() },
    onEvent,
    lost,
    SEARCH_LIMITS,
  );
  const readerOpened = await reader.opened;
  search = reader;
  const failed = readerOpened.ok ? lostBy : readerOpened;
  if (failed !== null) {
    await close();
    return failed;
  }

  /** Whether something was saved whose words may not be in the index yet. */
  let isIndexDue = false;
  let indexed: Promise<unknown> = Promise.resolve();

  /** A search finds what was saved before it was asked for. */
  async function askSearch<Name extends CallName>(name: Name, input: CallInput<Name>) {
    if (isIndexDue) indexed = library.call('note.index', undefined);
    isIndexDue = false;
    await indexed;
    return reader.call(name, input);
  }

  const newestPage = newestOnly();
  const newestCompletion = newestOnly();
  return success({
    call<Name extends CallName>(name: Name, input: CallInput<Name>) {
      if (name === 'papers.page') {
        const { offset: _offset, limit: _limit, ...asked } = input as CallInput<'papers.page'>;
        return newestPage(JSON.stringify(asked), () => askSearch(name, input));
      }
      if (name === 'search.complete') {
        return newestCompletion(JSON.stringify(input), () => askSearch(name, input));
      }
      if (calls[name].place === 'search') return askSearch(name, input);
      if (name === 'note.save') isIndexDue ||= (input as CallInput<'note.save'>).text.length > LONG_NOTE;
      const answer = library.call(name, input);
      if (INDEXED_LATER.has(name)) {
        isIndexDue = true;
        // A search that came while it was made in slices found but a part.
        void answer.then(() => {
          isIndexDue = true;
        });
      }
      return answer;
    },
    close,
  });
}

/** Calls after which words may still have to be indexed: those of a long note, or of very many papers. */
const INDEXED_LATER: ReadonlySet<CallName> = new Set([
  'note.splice',
  'annotation.change',
  'annotation.remove',
  'tag.rename',
  'tag.delete',
  'history.undo',
  'history.redo',
  'history.takeBack',
  'history.takeBackTo',
]);

interface Thread {
  /** Whether the thread could open the library. */
  readonly opened: Promise<Result<null>>;
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  close(): Promise<void>;
}

function startThread(
  script: URL,
  start: ThreadStart,
  onEvent: EventListener,
  onLost: (problem: Result<never>) => void,
  resourceLimits: ResourceLimits = {},
): Thread {
  const worker = new Worker(script, { workerData: start, resourceLimits });
  const waiting = new Map<number, (result: Result<never>) => void>();
  const opened = Promise.withResolvers<Result<null>>();
  const ended = Promise.withResolvers<void>();
  let lastId = 0;
  let closing = false;
  let isOpen = false;

  function post(request: ThreadRequest): void {
    Atomics.add(start.waiting, 0, 1);
    worker.postMessage(request);
  }

  function lose(thrown: unknown): void {
    const lost = failure(thrown);
    opened.resolve(lost);
    for (const settle of waiting.values()) settle(lost);
    waiting.clear();
    if (isOpen && !closing) onLost(lost);
    isOpen = false;
  }

  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'opened') {
      isOpen = message.result.ok;
      opened.resolve(message.result);
    } else if (message.kind === 'reply') {
      // The name of the call, by which the answer's type is known, was bound when it was sent.
      waiting.get(message.id)?.(message.result as Result<never>);
      waiting.delete(message.id);
    } else onEvent(message.name, message.payload);
  });
  worker.on('error', lose);
  worker.on('exit', () => {
    lose(new PostilError('library-missing', 'The library was closed.', 'Start Postil again to go on.'));
    ended.resolve();
  });

  return {
    opened: opened.promise,
    call(name, input) {
      if (!isOpen) {
        return Promise.resolve(
          failure(new PostilError('library-missing', 'No library is open.', 'Open a library first.')),
        );
      }
      const { promise, resolve } = Promise.withResolvers<Result<never>>();
      lastId += 1;
      waiting.set(lastId, resolve);
      post({ kind: 'call', id: lastId, name, input });
      return promise;
    },
    async close() {
      closing = true;
      if (isOpen) post({ kind: 'close' });
      await ended.promise;
    },
  };
}

/**
 * Lets one request run at a time. Of those that wait, requests for an older key than the newest are answered
 * `cancelled` without reaching the thread: typing is never queued behind what nobody looks at any more.
 */
export function newestOnly(): <Value>(
  key: string,
  run: () => Promise<Result<Value>>,
) => Promise<Result<Value>> {
  let queue: { readonly key: string; readonly start: () => Promise<void>; readonly drop: () => void }[] = [];
  let busy = false;

  async function next(): Promise<void> {
    busy = true;
    for (let request = queue.shift(); request !== undefined; request = queue.shift()) await request.start();
    busy = false;
  }

  return (key, run) =>
    new Promise((resolve) => {
      for (const older of queue) if (older.key !== key) older.drop();
      queue = queue.filter((older) => older.key === key);
      queue.push({
        key,
        start: async () => resolve(await run()),
        drop: () => resolve(failure(new PostilError('cancelled', 'A newer search took its place.', ''))),
      });
      if (!busy) void next();
    });
}
