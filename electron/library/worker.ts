/** The library thread: the one connection that writes. Main starts it and relays; see threads.ts there. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { EventName, Events, Handlers } from '../../shared/contract.ts';
import { failure, PostilError, success } from '../../shared/errors.ts';
import type { ImportReport } from '../../shared/library.ts';
import { serve, type ThreadMessage, type ThreadStart } from '../../shared/thread.ts';
import { addAnnotation, changeAnnotation, removeAnnotation } from './annotations.ts';
import { checkLibrary } from './check.ts';
import { type Database, openLibrary } from './database.ts';
import { type Replayed, redo, undo } from './history.ts';
import { importFiles } from './import.ts';
import { importReport, withoutFolders } from './import-report.ts';
import { libraryError } from './library-error.ts';
import { saveNote } from './notes.ts';
import { openPaper, overview } from './papers.ts';
import { setHeading, setStarred, setState } from './reading.ts';
import { addTag, removeTag } from './tags.ts';

/** Changes of more papers are told as `null`, "many": whoever listens then asks again for what it shows. */
const MOST_NAMED = 1000;

if (parentPort === null) throw new Error('The library thread was started without a port.');
start(parentPort, workerData);

function start(port: MessagePort, { folder }: ThreadStart): void {
  let database: Database;
  try {
    database = openLibrary(folder);
  } catch (thrown) {
    post(port, { kind: 'opened', result: failure(thrown) });
    return;
  }
  const imports = importQueue(database, port);
  serve(port, 'library', withErrorsOf(folder, handlersOf(database, port, imports)), () => {
    void imports.end().then(() => {
      database.close();
      port.close();
    });
  });
  post(port, { kind: 'opened', result: success(null) });
}

function post(port: MessagePort, message: ThreadMessage): void {
  port.postMessage(message);
}

function send<Name extends EventName>(port: MessagePort, name: Name, payload: Events[Name]): void {
  post(port, { kind: 'event', name, payload });
}

/** Told before the answer, so that who gets the answer can ask anew at once. */
function sendChanged(port: MessagePort, paperIds: readonly number[] | null): void {
  if (paperIds?.length === 0) return;
  send(port, 'library.changed', {
    paperIds: paperIds === null || paperIds.length > MOST_NAMED ? null : paperIds,
  });
}

function handlersOf(database: Database, port: MessagePort, imports: ImportQueue): Handlers<'library'> {
  const changed = (paperIds: readonly number[]) => sendChanged(port, paperIds);
  const replayed = (replay: Replayed | null) => {
    if (replay === null) return null;
    sendChanged(port, replay.paperIds.length === 0 ? null : replay.paperIds);
    return { label: replay.label };
  };
  return {
    'paper.open': ({ paperId }) => openPaper(database, paperId),
    'paper.setHeading': ({ paperId, heading }) => {
      setHeading(database, paperId, heading);
      changed([paperId]);
    },
    'paper.setState': ({ paperIds, state }) => {
      setState(database, paperIds, state);
      changed(paperIds);
    },
    'paper.setStarred': ({ paperIds, starred }) => {
      setStarred(database, paperIds, starred);
      changed(paperIds);
    },
    'annotation.add': (wanted) => {
      const annotation = addAnnotation(database, wanted);
      changed([annotation.paperId]);
      return annotation;
    },
    'annotation.change': ({ annotationId, colour, body }) => {
      const annotation = changeAnnotation(database, annotationId, colour, body);
      changed([annotation.paperId]);
      return annotation;
    },
    'annotation.remove': ({ annotationId }) => {
      changed([removeAnnotation(database, annotationId).paperId]);
    },
    'tag.add': ({ paperIds, name }) => {
      const change = addTag(database, paperIds, name);
      changed(change.paperIds);
      return change.tag;
    },
    'tag.remove': ({ paperIds, tagId }) => {
      changed(removeTag(database, paperIds, tagId).paperIds);
    },
    'note.save': ({ paperId, text }) => {
      const note = saveNote(database, paperId, text);
      changed([paperId]);
      return note;
    },
    'history.undo': () => replayed(undo(database)),
    'history.redo': () => replayed(redo(database)),
    'library.overview': () => overview(database),
    'library.check': () => checkLibrary(database),
    'import.run': ({ paths }) => imports.run(paths),
    'import.report': ({ importId }) => withoutFolders(importReport(database, importId)),
    'import.cancel': ({ importId }) => imports.cancel(importId),
  };
}

/** Failures of the disk in the middle of the work get their words too. */
function withErrorsOf(folder: string, handlers: Handlers<'library'>): Handlers<'library'> {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const answer = handler as (input: unknown) => unknown;
    return [
      name,
      async (input: unknown) => {
        try {
          return await answer(input);
        } catch (thrown) {
          throw libraryError(thrown, folder);
        }
      },
    ];
  });
  // The same names with functions of the same types.
  return Object.fromEntries(guarded) as Handlers<'library'>;
}

interface ImportQueue {
  run(paths: readonly string[]): Promise<ImportReport>;
  cancel(importId: number): void;
  /** Cancels what runs and waits until it has stopped. */
  end(): Promise<void>;
}

/** One import at a time: two at once would take turns at the same batches and be told apart by nobody. */
function importQueue(database: Database, port: MessagePort): ImportQueue {
  let last: Promise<unknown> = Promise.resolve();
  let runningId: number | null = null;
  let isEnding = false;
  const cancelled = new Set<number>();

  async function runNow(paths: readonly string[]): Promise<ImportReport> {
    if (isEnding) throw new PostilError('cancelled', 'The library was closed before the import began.', '');
    try {
      const report = await importFiles(database, paths, {
        onProgress: (progress) => {
          runningId = progress.importId;
          send(port, 'import.progress', progress);
        },
        onChanged: (paperIds) => sendChanged(port, paperIds),
        isCancelled: () => isEnding || (runningId !== null && cancelled.has(runningId)),
      });
      const told = withoutFolders(report);
      send(port, 'import.finished', told);
      return told;
    } finally {
      runningId = null;
    }
  }

  return {
    run(paths) {
      const run = last.then(() => runNow(paths));
      // The next one does not care how this one ended; its caller is told.
      last = Promise.allSettled([run]);
      return run;
    },
    cancel(importId) {
      cancelled.add(importId);
    },
    async end() {
      isEnding = true;
      await last;
    },
  };
}
