import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Result, success, unwrap } from '../shared/errors.ts';
import { LONG_NOTE } from '../shared/note.ts';
import { inventedLibrary } from './library/safekeeping/invented-library.ts';
import { openSourceThreads } from './source-threads.ts';
import { newestOnly, openThreads } from './threads.ts';

/** A request that ends when told. */
function held(): { run: () => Promise<Result<string>>; end: (value: string) => void; begun: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<Result<string>>();
  let begun = false;
  return {
    run: () => {
      begun = true;
      return promise;
    },
    end: (value) => resolve(success(value)),
    begun: () => begun,
  };
}

describe('newestOnly', () => {
  it('answers cancelled to every waiting request but those for the newest key, without running them', async () => {
    const submit = newestOnly();
    const [first, second, third, alsoThird] = [held(), held(), held(), held()];
    const answers = [
      submit('a', first.run),
      submit('b', second.run),
      submit('c', third.run),
      submit('c', alsoThird.run),
    ];
    first.end('first');
    third.end('third');
    alsoThird.end('fourth');
    const results = await Promise.all(answers);
    expect(results.map((result) => (result.ok ? result.value : result.error.code))).toEqual([
      'first',
      'cancelled',
      'third',
      'fourth',
    ]);
    expect(second.begun()).toBe(false);
  });

  it('runs one request at a time', async () => {
    const submit = newestOnly();
    const [first, second] = [held(), held()];
    const answers = [submit('a', first.run), submit('a', second.run)];
    expect([first.begun(), second.begun()]).toEqual([true, false]);
    first.end('first');
    await answers[0];
    second.end('second');
    expect(await answers[1]).toEqual(success('second'));
  });
});

describe('openThreads', () => {
  it('finds words of a note as soon as it was saved, however long it is', async () => {
    const library = inventedLibrary(2);
    library.database.close();
    onTestFinished(() => rmSync(library.folder, { recursive: true }));
    const threads = await openSourceThreads(library.folder);
    const found = async (query: string) =>
      unwrap(await threads.call('papers.page', { query, offset: 0, limit: 1 })).hits.map(
        ({ paper }) => paper.id,
      );
    expect(await found('quayside')).toEqual([]);
    for (const [word, length] of [
      ['quayside', 0],
      ['bollard', LONG_NOTE],
      ['hawser', 5 * LONG_NOTE],
    ] as const) {
      unwrap(await threads.call('note.save', { paperId: 2, text: `${'tide '.repeat(length / 5)}${word}` }));
      expect(await found(word)).toEqual([2]);
      expect(unwrap(await threads.call('search.counts', { queries: [word] }))).toEqual([1]);
    }
    await threads.close();
  });

  it('closes the library when the search thread is lost, so that the next one to open it writes alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postil-threads-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const mortal = join(folder, 'mortal.mjs');
    writeFileSync(
      mortal,
      `import { parentPort } from 'node:worker_threads';
       parentPort.once('message', () => { throw new Error('The search thread is lost.'); });
       parentPort.postMessage({ kind: 'opened', result: { ok: true, value: null } });`,
    );
    const lost = Promise.withResolvers<Result<never>>();
    const scripts = {
      library: new URL('./library/worker.ts', import.meta.url),
      search: pathToFileURL(mortal),
    };
    const threads = unwrap(await openThreads(folder, scripts, () => undefined, lost.resolve));
    expect((await threads.call('library.overview', undefined)).ok).toBe(true);
    const page = await threads.call('papers.page', { query: '', offset: 0, limit: 1 });
    expect(page).toMatchObject({ ok: false, error: { code: 'bug' } });
    expect(await lost.promise).toEqual(page);
    const answer = await threads.call('library.overview', undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'library-missing' } });
  });
});
