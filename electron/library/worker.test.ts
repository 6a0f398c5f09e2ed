import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { CallInput, CallName, CallOutput, EventName, Events } from '../../shared/contract.ts';
import { type Result, unwrap } from '../../shared/errors.ts';
import { LONG_NOTE } from '../../shared/note.ts';
import { type ThreadMessage, waitingCounter } from '../../shared/thread.ts';
import { insertAnnotation } from './annotating/annotations.ts';
import { ANNOTATIONS_AT_ONCE } from './annotating/many-annotations.ts';
import { checkAside } from './aside.ts';
import { openLibrary, openLibraryReadOnly } from './database.ts';
import { importFiles } from './importing/import.ts';
import { libraryFile } from './library-file.ts';
import { checkLibrary } from './safekeeping/check.ts';
import { inventedAbstract, inventedLibrary, temporaryFolder } from './safekeeping/invented-library.ts';

interface Client {
  readonly opened: Result<null>;
  /** Everything the thread said, in order. */
  readonly heard: ThreadMessage[];
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  /** Answers when an event of that name comes. */
  next<Name extends EventName>(name: Name): Promise<Events[Name]>;
  close(): Promise<void>;
}

/** Speaks with a library thread as main does. */
async function startThread(folder: string): Promise<Client> {
  const waiting = waitingCounter();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { folder, waiting } });
  onTestFinished(async () => {
    await worker.terminate();
  });
  const heard: ThreadMessage[] = [];
  let listeners: ((message: ThreadMessage) => void)[] = [];
  worker.on('message', (message: ThreadMessage) => {
    heard.push(message);
    for (const listen of listeners) listen(message);
  });
  const wait = <Value>(pick: (message: ThreadMessage) => { value: Value } | null) =>
    new Promise<Value>((resolve) => {
      const listen = (message: ThreadMessage) => {
        const picked = pick(message);
        if (picked === null) return;
        listeners = listeners.filter((other) => other !== listen);
        resolve(picked.value);
      };
      listeners.push(listen);
    });
  const opened = await wait((message) => (message.kind === 'opened' ? { value: message.result } : null));
  let lastId = 0;
  return {
    opened,
    heard,
    call(name, input) {
      lastId += 1;
      const id = lastId;
      Atomics.add(waiting, 0, 1);
      worker.postMessage({ kind: 'call', id, name, input });
      return wait((message) =>
        message.kind === 'reply' && message.id === id ? { value: message.result as Result<never> } : null,
      );
    },
    next: (name) =>
      wait((message) =>
        message.kind === 'event' && message.name === name ? { value: message.payload as never } : null,
      ),
    async close() {
      const exit = once(worker, 'exit');
      worker.postMessage({ kind: 'close' });
      await exit;
    },
  };
}

function eventsIn(client: Client, name: EventName): unknown[] {
  return client.heard.flatMap((message) =>
    message.kind === 'event' && message.name === name ? [message.payload] : [],
  );
}

/** An institution page with so many invented abstracts. */
function institutionPage(name: string, count: number): string {
  const abstracts = Array.from({ length: count }, (_, id) => `Abstract:At ${name}: ${inventedAbstract(id)}`);
  return `${name}\n${abstracts.join('\n\n\n')}\n`;
}

test('answers calls, tells what changed before it answers, and closes in order', async () => {
  using library = inventedLibrary(3);
  library.database.close();
  const client = await startThread(library.folder);
  expect(client.opened).toEqual({ ok: true, value: null });

  const tag = unwrap(await client.call('tag.add', { paperIds: [1, 2], name: 'tides' }));
  expect(tag).toEqual({ id: 1, name: 'tides', colour: 'blue', digit: null, paperCount: 2 });
  expect(client.heard.at(-2)).toEqual({
    kind: 'event',
    name: 'library.changed',
    payload: { paperIds: [1, 2] },
  });
  const opened = unwrap(await client.call('paper.open', { paperId: 1 }));
  const versionId = opened.paper.currentVersion?.id ?? 0;
  const mark = unwrap(
    await client.call('annotation.add', {
      paperId: 1,
      versionId,
      range: { start: 3, end: 8 },
      colour: 'blue',
      body: null,
    }),
  );
  unwrap(await client.call('annotation.change', { annotationIds: [mark.id], colour: 'pink', body: 'Why?' }));
  unwrap(await client.call('note.save', { paperId: 1, text: 'A note.' }));
  unwrap(await client.call('paper.setHeading', { paperId: 1, heading: 'Mine' }));
  unwrap(await client.call('paper.setState', { paperIds: [1], state: 'done' }));
  unwrap(await client.call('paper.setStarred', { paperIds: [1], starred: true }));
  unwrap(await client.call('tag.remove', { paperIds: [2], tagId: 1 }));
  unwrap(await client.call('annotation.remove', { annotationIds: [mark.id] }));
  expect(unwrap(await client.call('history.undo', undefined))).toMatchObject({ label: 'Remove annotation' });
  expect(unwrap(await client.call('history.redo', undefined))).toMatchObject({ label: 'Remove annotation' });
  expect(unwrap(await client.call('history.redo', undefined))).toBeNull();
  expect(unwrap(await client.call('library.overview', undefined))).toMatchObject({
    paperCount: 3,
    doneCount: 1,
    tagCount: 1,
  });
  expect(unwrap(await client.call('tag.news', { known: null }))).toMatchObject({
    tags: { gone: [], placed: [{ index: 0, item: { paperCount: 1 } }] },
  });
  expect(checkAside(library.folder).problems).toEqual([]);
  expect(await client.call('paper.open', { paperId: 99 })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  await client.close();
  expect(readdirSync(library.folder)).toEqual(['library.db']);
});

test('a note is in the index when it is saved; a long one soon after, or when the library is closed', async () => {
  using library = inventedLibrary(3);
  library.database.close();
  const client = await startThread(library.folder);
  unwrap(await client.call('note.save', { paperId: 3, text: 'Driftwood.' }));
  expect(papersWith(library.folder, 'driftwood')).toEqual([3]);
  const text = `${' '.repeat(LONG_NOTE)}Driftwood`;
  unwrap(await client.call('note.save', { paperId: 1, text }));
  expect(await client.next('library.changed')).toEqual({ paperIds: [1], part: 'note' });
  expect(papersWith(library.folder, 'driftwood')).toEqual([1, 3]);
  unwrap(await client.call('note.save', { paperId: 2, text }));
  await client.close();
  expect(papersWith(library.folder, 'driftwood')).toEqual([1, 2, 3]);
});

function papersWith(folder: string, word: string): unknown[] {
  const database = openLibraryReadOnly(folder);
  const found = database.prepare('SELECT rowid FROM paper_index WHERE paper_index MATCH ?').pluck().all(word);
  database.close();
  return found;
}

test('says why a library does not open, and ends', async () => {
  using temporary = temporaryFolder();
  writeFileSync(libraryFile(temporary.folder), 'Dear diary');
  const client = await startThread(temporary.folder);
  expect(client.opened).toMatchObject({ ok: false, error: { code: 'library-not-a-library' } });
});

test('changes of very many papers are told as "many"', async () => {
  using library = inventedLibrary(1001, false);
  library.database.close();
  const client = await startThread(library.folder);
  const paperIds = Array.from({ length: 1001 }, (_, index) => index + 1);
  unwrap(await client.call('paper.setStarred', { paperIds, starred: true }));
  expect(eventsIn(client, 'library.changed')).toEqual([{ paperIds: null }]);
});

test('imports one after the other, and answers edits in between', async () => {
  using library = inventedLibrary(1);
  library.database.close();
  const dumps = join(library.folder, 'dumps');
  mkdirSync(dumps);
  const first = join(dumps, 'first.txt');
  const second = join(dumps, 'second.txt');
  writeFileSync(first, institutionPage('Institute of Winds', 3000));
  writeFileSync(second, 'Institute of Rocks\nAbstract:Rocks fall when nobody looks, and say so to nobody.\n');
  const client = await startThread(library.folder);

  const progress = client.next('import.progress');
  const firstReport = client.call('import.run', { paths: [first] });
  const secondReport = client.call('import.run', { paths: [second] });
  await progress;
  const note = await client.call('note.save', { paperId: 1, text: 'Written while importing.' });
  expect(note).toMatchObject({ ok: true });
  expect(eventsIn(client, 'import.finished')).toEqual([]);

  const reports = [unwrap(await firstReport), unwrap(await secondReport)];
  expect(reports.map(({ state, paperCount }) => [state, paperCount])).toEqual([
    ['done', 3001],
    ['done', 3002],
  ]);
  expect(eventsIn(client, 'import.finished')).toEqual(reports);
  expect(eventsIn(client, 'library.changed').length).toBeGreaterThan(2);
  const report = reports[1];
  expect(unwrap(await client.call('import.report', { importId: report?.importId ?? 0 }))).toEqual(report);
});

test('cancels the running import; what was read stays', async () => {
  using library = inventedLibrary(1);
  library.database.close();
  const dump = join(library.folder, 'dump.txt');
  writeFileSync(dump, institutionPage('Institute of Winds', 5000));
  const client = await startThread(library.folder);
  const progress = client.next('import.progress');
  const running = client.call('import.run', { paths: [dump] });
  const { importId } = await progress;
  unwrap(await client.call('import.cancel', { importId }));
  const report = unwrap(await running);
  expect(report.state).toBe('cancelled');
  expect(report.paperCount).toBeLessThan(5001);
  expect(checkAside(library.folder).problems).toEqual([]);
});

test('an import that broke off before it could be cancelled is resumed to its end', async () => {
  using library = inventedLibrary(1);
  const dump = join(library.folder, 'dump.txt');
  writeFileSync(dump, institutionPage('Institute of Winds', 5));
  const putOff = { onProgress() {}, onChanged() {}, isCancelled: () => true, isPutOff: () => true };
  const { importId, state } = await importFiles(library.database, [dump], putOff);
  expect(state).toBe('broken-off');
  library.database.close();
  const client = await startThread(library.folder);
  unwrap(await client.call('import.cancel', { importId }));
  const finished = client.next('import.finished');
  unwrap(await client.call('import.resume', { importId }));
  expect(await finished).toMatchObject({ state: 'done', paperCount: 6 });
});

test('a copy of the library has the whole of a change that is being made in slices', async () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const selectors = [{ type: 'TextPositionSelector', start: 0, end: 5 }] as const;
  const annotationIds = database.transaction(() =>
    Array.from({ length: 3 * ANNOTATIONS_AT_ONCE }, (_, index) => {
      const id = 1 + (index % 3);
      const mark = { paperId: id, versionId: id, colour: 'yellow', body: null } as const;
      return insertAnnotation(database, mark, selectors);
    }),
  )();
  database.close();
  const client = await startThread(library.folder);
  const changed = client.call('annotation.change', { annotationIds, colour: 'blue' });
  const copy = join(library.folder, '..', `${basename(library.folder)} copy`);
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  unwrap(await client.call('library.copyTo', { folder: copy }));
  unwrap(await changed);
  const opened = openLibraryReadOnly(copy);
  onTestFinished(() => {
    opened.close();
  });
  expect(opened.prepare('SELECT DISTINCT colour FROM annotation').pluck().all()).toEqual(['blue']);
});

test('closing stops a running import in order', async () => {
  using library = inventedLibrary(1);
  library.database.close();
  const dump = join(library.folder, 'dump.txt');
  writeFileSync(dump, institutionPage('Institute of Winds', 5000));
  const client = await startThread(library.folder);
  const progress = client.next('import.progress');
  void client.call('import.run', { paths: [dump] });
  await progress;
  await client.close();
  const database = openLibrary(library.folder);
  expect(checkLibrary(database).problems).toEqual([]);
  database.close();
});

/** What a process prints once a change is committed, and which it then must not lose. */
const EDITING = `
  const { openLibrary } = await import(DATABASE);
  const { saveNote } = await import(NOTES);
  const { addTag } = await import(TAGS);
  const { importFiles } = await import(IMPORT);
  const database = openLibrary(FOLDER);
  const observer = { onProgress() {}, onChanged() {}, isCancelled: () => false };
  importFiles(database, [DUMP], observer);
  for (let n = 1; ; n += 1) {
    const paperId = 1 + (n % 5);
    saveNote(database, paperId, 'Note ' + n);
    addTag(database, [paperId], 'tag ' + n);
    process.stdout.write(paperId + ' ' + n + '\\n');
    await new Promise((resolve) => setImmediate(resolve));
  }`;

test('whatever was acknowledged is there after kill -9, in the middle of edits and an import', async () => {
  using library = inventedLibrary(5);
  library.database.close();
  const dump = join(library.folder, 'dump.txt');
  writeFileSync(dump, institutionPage('Institute of Winds', 6000));
  const near = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = EDITING.replace('DATABASE', near('./database.ts'))
    .replace('NOTES', near('./annotating/notes.ts'))
    .replace('TAGS', near('./organising/tags.ts'))
    .replace('IMPORT', near('./importing/import.ts'))
    .replace('FOLDER', JSON.stringify(library.folder))
    .replace('DUMP', JSON.stringify(dump));
  for (const lines of [3, 17, 40]) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      // It goes on working while the signal is on its way; that is the point.
      if (acknowledged.length === lines) child.kill('SIGKILL');
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
    const database = openLibrary(library.folder);
    expect(checkLibrary(database).problems).toEqual([]);
    const tagged = database.prepare(
      'SELECT 1 FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = ? AND name = ?',
    );
    for (const line of acknowledged) {
      const [paperId, n] = line.split(' ');
      expect(tagged.get(Number(paperId), `tag ${n}`), line).toBeDefined();
    }
    // Of a note the last acknowledged text, or a later one that was on its way.
    const notes = database.prepare('SELECT text FROM note WHERE paper_id = ?').pluck();
    const last = acknowledged.at(-1)?.split(' ') ?? [];
    const text = String(notes.get(Number(last[0])));
    expect(Number(text.replace('Note ', ''))).toBeGreaterThanOrEqual(Number(last[1]));
    database.close();
  }
  // Importing the same file again brings in what the kills kept out, and nothing twice.
  const database = openLibrary(library.folder);
  const observer = { onProgress() {}, onChanged() {}, isCancelled: () => false };
  const report = await importFiles(database, [dump], observer);
  expect(report).toMatchObject({ state: 'done', paperCount: 6005, files: [{ records: 6000 }] });
  expect(checkLibrary(database).problems).toEqual([]);
  database.close();
});
