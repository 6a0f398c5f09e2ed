/** The library thread: the one connection that writes. Main starts it and relays; see threads.ts there. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { EventName, Events, Handlers } from '../../shared/contract.ts';
import { failure, success } from '../../shared/errors.ts';
import { serve, type ThreadMessage, type ThreadStart } from '../../shared/thread.ts';
import { runAside } from './aside.ts';
import { type Database, keepLogShort, openLibrary, takeWindowPlace } from './database.ts';
import { annotationHandlers } from './handlers/annotations.ts';
import type { LibraryContext } from './handlers/context.ts';
import { duplicateHandlers } from './handlers/duplicates.ts';
import { exportHandlers } from './handlers/exports.ts';
import { importHandlers } from './handlers/imports.ts';
import { libraryHandlers } from './handlers/library.ts';
import { memoryHandlers } from './handlers/memory.ts';
import { noteHandlers } from './handlers/notes.ts';
import { paperHandlers } from './handlers/papers.ts';
import { savedSearchHandlers } from './handlers/saved-searches.ts';
import { tagHandlers } from './handlers/tags.ts';
import { trashHandlers } from './handlers/trash.ts';
import { type DryRunStart, type DryRuns, dryRuns, runDry } from './importing/dry-run.ts';
import { type ImportQueue, importQueue } from './importing/import-queue.ts';
import { laterSettling } from './importing/settle-later.ts';
import { laterIndex } from './index-later.ts';
import { guarded } from './library-error.ts';
import { INDEXED_AT_ONCE } from './paper-index.ts';
import { slicesOf } from './remembering/slices.ts';

/** Changes of more papers are told as `null`, "many": whoever listens then asks again for what it shows. */
const MOST_NAMED = 1000;

/** How often the journal is looked at. */
const TIDYING_MS = 10_000;

if (parentPort === null) throw new Error('The library thread was started without a port.');
if (isDryRun(workerData)) await runDry(parentPort, workerData);
else if ('aside' in workerData) runAside(parentPort, workerData);
else start(parentPort, workerData);

/** The same script serves the thread of a dry run, which the library thread starts. */
function isDryRun(data: ThreadStart | DryRunStart): data is DryRunStart {
  return 'dryRun' in data;
}

function start(port: MessagePort, { folder, waiting }: ThreadStart): void {
  let database: Database;
  let leavePlace: () => void;
  try {
    database = openLibrary(folder, (progress) => send(port, 'library.migrating', progress));
    leavePlace = takePlaceBeside(database, folder);
  } catch (thrown) {
    post(port, { kind: 'opened', result: failure(thrown) });
    return;
  }
  const changed: LibraryContext['changed'] = (paperIds, part) => {
    sendChanged(port, paperIds, part);
    if (part === undefined && (paperIds === null || paperIds.length > INDEXED_AT_ONCE)) later.soon();
  };
  const tell = <Name extends EventName>(name: Name, payload: Events[Name]) => send(port, name, payload);
  const later = laterIndex(
    database,
    (paperIds) => changed(paperIds, 'note'),
    (fault) => tell('thread.fault', fault),
  );
  const settling = laterSettling(database, changed, (fault) => tell('thread.fault', fault));
  settling.soon();
  const tidying = setInterval(() => keepLogShort(database), TIDYING_MS);
  port.on('message', () => Atomics.sub(waiting, 0, 1));
  const imports = importQueue(database, tell, changed, () => Atomics.load(waiting, 0) > 0);
  const dry = dryRuns(database, new URL(import.meta.url), tell);
  const slices = slicesOf(database);
  const context = { database, changed, index: later, settling, slices };
  serve(port, 'library', guarded(folder, handlersOf(context, imports, dry)), () => {
    void Promise.all([imports.end(), dry.endAll(), settling.end(), slices.end()]).then(async () => {
      clearInterval(tidying);
      await later.end();
      database.close();
      leavePlace();
      port.close();
    });
  });
  post(port, { kind: 'opened', result: success(null) });
}

/** @throws {PostilError} `library-in-use` when another window has the library open, which is then closed again */
function takePlaceBeside(database: Database, folder: string): () => void {
  try {
    return takeWindowPlace(folder);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function handlersOf(context: LibraryContext, imports: ImportQueue, dry: DryRuns): Handlers<'library'> {
  return {
    ...paperHandlers(context),
    ...annotationHandlers(context),
    ...tagHandlers(context),
    ...noteHandlers(context),
    ...savedSearchHandlers(context),
    ...memoryHandlers(context),
    ...libraryHandlers(context),
    ...importHandlers(context, imports, dry),
    ...exportHandlers(context),
    ...duplicateHandlers(context),
    ...trashHandlers(context),
  };
}

function post(port: MessagePort, message: ThreadMessage): void {
  port.postMessage(message);
}

function send<Name extends EventName>(port: MessagePort, name: Name, payload: Events[Name]): void {
  post(port, { kind: 'event', name, payload });
}

/** Told before the answer, so that who gets the answer can ask anew at once. */
function sendChanged(port: MessagePort, paperIds: readonly number[] | null, part?: 'note'): void {
  if (paperIds?.length === 0) return;
  send(port, 'library.changed', {
    paperIds: paperIds === null || paperIds.length > MOST_NAMED ? null : paperIds,
    ...(part === undefined ? {} : { part }),
  });
}
