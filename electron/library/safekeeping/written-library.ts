/** Libraries of papers that a test writes down one by one. */
import { type Database, openLibrary } from '../database.ts';
import { indexPapers } from '../paper-index.ts';
import { temporaryFolder } from './invented-library.ts';

/** What a test says of a paper; the rest is empty. */
export interface WrittenPaper {
  readonly abstract?: string;
  readonly olderAbstract?: string;
  readonly title?: string;
  readonly ownHeading?: string;
  readonly authors?: readonly string[];
  readonly institutions?: readonly string[];
  readonly comment?: string;
  readonly note?: string;
  readonly marked?: string;
  readonly tags?: readonly string[];
  readonly year?: number;
  readonly venue?: string;
  readonly categories?: readonly string[];
  readonly hidden?: boolean;
  readonly lastReadMs?: number;
  readonly state?: 'inbox' | 'reading' | 'done';
  readonly starred?: boolean;
  readonly arxiv?: string;
}

/** A library in a temporary folder, to be written to. */
export interface WrittenLibrary extends Disposable {
  readonly folder: string;
  readonly database: Database;
  /** Stores papers with the numbers that follow those stored, or in place of those from `firstId` on. */
  write(papers: readonly WrittenPaper[], firstId?: number): void;
}

/** Makes an empty library. */
export function writtenLibrary(): WrittenLibrary {
  const { folder, [Symbol.dispose]: remove } = temporaryFolder();
  const database = openLibrary(folder);
  database.pragma('synchronous = OFF');
  const largestId = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM paper').pluck();
  return {
    folder,
    database,
    write(papers, firstId = 1 + (largestId.get() ?? 0)) {
      const ids = papers.map((_, index) => firstId + index);
      database.transaction(() => {
        for (const [index, paper] of papers.entries()) writeOne(database, firstId + index, paper);
        indexPapers(database, ids);
      })();
    },
    [Symbol.dispose]: () => {
      database.close();
      remove();
    },
  };
}

function writeOne(database: Database, id: number, paper: WrittenPaper): void {
  const run = (sql: string, ...values: unknown[]) =>
    Number(database.prepare(sql).run(...values).lastInsertRowid);
  run('DELETE FROM paper WHERE id = ?', id);
  run(
    `INSERT INTO paper (id, title, derived_heading, authors, institutions, comment, categories, venue, published, year, added_ms, hidden)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    paper.title ?? null,
    paper.title === undefined ? (paper.abstract ?? '').slice(0, 60) : null,
    JSON.stringify(paper.authors ?? []),
    JSON.stringify(paper.institutions ?? []),
    paper.comment ?? null,
    JSON.stringify(paper.categories ?? ['cs.LG']),
    paper.venue ?? null,
    paper.year === undefined ? null : String(paper.year),
    paper.year ?? null,
    1000 + id,
    paper.hidden === true ? 1 : 0,
  );
  const version = `INSERT INTO version (paper_id, text, label, hash) VALUES (?, ?, 'v', x'00')`;
  if (paper.olderAbstract !== undefined) run(version, id, paper.olderAbstract);
  if (paper.abstract !== undefined) {
    run('UPDATE paper SET version_id = ? WHERE id = ?', run(version, id, paper.abstract), id);
  }
  run(
    'INSERT INTO reading (paper_id, heading, state, starred) VALUES (?, ?, ?, ?)',
    id,
    paper.ownHeading ?? null,
    paper.state ?? 'inbox',
    paper.starred === true ? 1 : 0,
  );
  if (paper.lastReadMs !== undefined) run('INSERT INTO last_read VALUES (?, ?, 0)', id, paper.lastReadMs);
  if (paper.note !== undefined) run('INSERT INTO note VALUES (?, ?, 1)', id, paper.note);
  if (paper.marked !== undefined) {
    const selectors = [{ type: 'TextQuoteSelector', exact: paper.marked, prefix: '', suffix: '' }];
    run(
      `INSERT INTO annotation VALUES (?, ?, 1, 'yellow', 'highlight', NULL, ?, 1, 1)`,
      `mark-${id}`,
      id,
      JSON.stringify(selectors),
    );
  }
  if (paper.hidden === true) run('INSERT INTO trash VALUES (?, 1)', id);
  for (const tag of paper.tags ?? []) {
    run('INSERT INTO tag (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING', tag, tag);
    run('INSERT INTO paper_tag SELECT ?, id FROM tag WHERE name = ?', id, tag);
  }
  if (paper.arxiv !== undefined) {
    run(`INSERT INTO paper_identifier VALUES ('arxiv', ?, ?)`, paper.arxiv, id);
  }
}
