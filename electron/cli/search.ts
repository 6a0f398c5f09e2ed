import { createInterface } from 'node:readline';
import type { Page } from '../../shared/library.ts';
import type { Database } from '../library/database.ts';
import { indexAllDue } from '../library/index-later.ts';
import { openSearch, type Search } from '../search/search.ts';
import {
  type Command,
  EXIT,
  type ExitCode,
  type Invocation,
  print,
  UsageError,
  withLibrary,
} from './command.ts';
import { pageText } from './text.ts';

/** Papers that a search answers when no limit is given: a screen full. */
const USUAL_LIMIT = 20;
/** Work between two looks at whether the search is ready. */
const PREPARING_MS = 100;
/** As many as one page of the search may hold (shared/calls/searches.ts). */
const MOST_HITS = 500;

/** `postil search`: finds papers, or answers one query after the other. */
export const searchCommand: Command = {
  usage:
    'postil search  [--library DIR] [--limit N] [--json] QUERY      QUERY of - reads one query a line, answers one JSON line each',
  options: ['limit'],
  run: runSearch,
};

async function runSearch(invocation: Invocation): Promise<ExitCode> {
  const { folder, words, options } = invocation;
  const limit = Number(options.limit ?? USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_HITS) {
    throw new UsageError(`--limit takes a number from 1 to ${MOST_HITS}.`);
  }
  if (words.length === 0) throw new UsageError('postil search needs a query, or - to read queries.');
  return withLibrary(folder, async (database) => {
    const search = openSearch(database);
    if (words.length === 1 && words[0] === '-') {
      let isReady = false;
      for await (const query of createInterface({ input: process.stdin })) {
        process.stdout.write(`${JSON.stringify(pageJson(await find(database, search, query, limit)))}\n`);
        // Behind the first answer, which need not wait, and before the others, so that each takes only its own time.
        while (!isReady) isReady = search.prepare(PREPARING_MS);
      }
      return EXIT.done;
    }
    const page = await find(database, search, words.join(' '), limit);
    print(invocation, pageJson(page), () => pageText(page));
    return EXIT.done;
  });
}

/** A long note that a window has just saved may still wait for its place in the index. */
async function find(database: Database, search: Search, query: string, limit: number): Promise<Page> {
  await indexAllDue(database, () => undefined);
  return search.page({ query, offset: 0, limit });
}

function pageJson({ query, total, durationMs, bent, hits }: Page) {
  return {
    query,
    total,
    ms: Math.round(durationMs * 100) / 100,
    bent,
    hits: hits.map(({ paper, score, snippet }) => ({
      id: paper.id,
      heading: paper.heading,
      title: paper.title,
      arxivId: paper.arxivId,
      score,
      snippet: snippet.text,
    })),
  };
}
