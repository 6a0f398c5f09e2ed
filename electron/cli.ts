/** `postil`: the library without a window, for scripts and for looking at a library from outside. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PostilError, problem } from '../shared/errors.ts';
import type { ImportedFile, ImportReport, Page } from '../shared/library.ts';
import { checkText, importText, pageText, paperText } from './cli-text.ts';
import { checkLibrary } from './library/check.ts';
import { copyLibrary, type Database, openLibrary } from './library/database.ts';
import { importFiles } from './library/import.ts';
import { libraryError } from './library/library-error.ts';
import { libraryFile } from './library/library-file.ts';
import { findPaper, openPaper } from './library/papers.ts';
import { openSearch, type Search } from './search/search.ts';
import { readSettings } from './settings.ts';

const USAGE = `postil import  [--library DIR] [--dry-run] [--json] PATH...    file, folder, or - for standard input
postil search  [--library DIR] [--limit N] [--json] QUERY      QUERY of - reads one query a line, answers one JSON line each
postil show    [--library DIR] [--json] ID | arXiv:ID | doi:DOI
postil check   [--library DIR] [--json]
`;

/** Promised for later versions; named so that nobody looks for a typing error. */
const LATER = ['export', 'imports', 'undo-import', 'backup', 'restore'];

/** What the process ends with; scripts rely on the numbers. */
const EXIT = { done: 0, someUnread: 1, usage: 2, unusable: 3, interrupted: 130 } as const;
type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line does not say what is wanted. */
class UsageError extends Error {}

/** Papers that a search answers when no limit is given: a screen full. */
const USUAL_LIMIT = 20;
/** Ctrl+C reaches us twice through the launcher: by the terminal and passed on. Within this time it counts once. */
const ONE_INTERRUPT_MS = 500;
/** Work between two looks at whether the search is ready. */
const PREPARING_MS = 100;
/** As many as one page of the search may hold (shared/contract.ts). */
const MOST_HITS = 500;

interface Invocation {
  readonly folder: string;
  readonly isJson: boolean;
  readonly isDryRun: boolean;
  readonly limit: number;
  /** What stands behind the command: paths, words of a query, names of papers. */
  readonly words: readonly string[];
}

type Command = (invocation: Invocation) => Promise<ExitCode> | ExitCode;

const commands: Readonly<Record<string, Command>> = {
  import: runImport,
  search: runSearch,
  show: runShow,
  check: runCheck,
};

/** Options that each command takes besides `--library` and `--json`. */
const OWN_OPTIONS: Readonly<Record<string, readonly string[]>> = { import: ['dry-run'], search: ['limit'] };

async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    const [name = '', ...rest] = argv;
    if (name === '--help' || name === '-h' || name === 'help') {
      process.stdout.write(USAGE);
      return EXIT.done;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(unknownCommand(name));
    return await command(readInvocation(name, rest));
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      complain(`${thrown.message} Run postil --help to see how it is used.`);
      return EXIT.usage;
    }
    const { message, advice } = problem(thrown);
    complain(`${message.replace(/[^.]$/, '$&.')} ${advice}`);
    return EXIT.unusable;
  }
}

function unknownCommand(name: string): string {
  if (name === '') return 'A command is missing: import, search, show or check.';
  if (LATER.includes(name)) return `postil ${name} is not in this version yet.`;
  return `There is no command ${name}; there are import, search, show and check.`;
}

function readInvocation(command: string, args: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(args);
  const own = OWN_OPTIONS[command] ?? [];
  for (const option of Object.keys(values)) {
    if (!['library', 'json', ...own].includes(option)) {
      throw new UsageError(`postil ${command} has no option --${option}.`);
    }
  }
  if (values.library === '') throw new UsageError('--library needs a folder.');
  const limit = Number(values.limit ?? USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_HITS) {
    throw new UsageError(`--limit takes a number from 1 to ${MOST_HITS}.`);
  }
  return {
    folder: values.library === undefined ? usualFolder() : resolve(values.library),
    isJson: values.json ?? false,
    isDryRun: values['dry-run'] ?? false,
    limit,
    words: positionals,
  };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        library: { type: 'string' },
        json: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        limit: { type: 'string' },
      },
    });
  } catch (thrown) {
    // Node's first sentence says what is wrong; those after it are advice on values that begin with a hyphen.
    const [what] = oneLine(thrown instanceof Error ? thrown.message : String(thrown)).split('. ', 1);
    throw new UsageError(`${what}.`);
  }
}

/** The library that the app opens: the one chosen there, else the one in the app's data folder. */
function usualFolder(): string {
  const data = join(userDataParent(), 'Postil');
  return readSettings(join(data, 'settings.json')).libraryFolder ?? join(data, 'library');
}

/** Where Electron puts the data of apps. https://www.electronjs.org/docs/latest/api/app#appgetpathname */
function userDataParent(): string {
  const { APPDATA, XDG_CONFIG_HOME } = process.env;
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return APPDATA ?? join(homedir(), 'AppData', 'Roaming');
    default:
      // An empty variable counts as unset. https://specifications.freedesktop.org/basedir-spec/latest/
      return XDG_CONFIG_HOME || join(homedir(), '.config');
  }
}

async function runImport(invocation: Invocation): Promise<ExitCode> {
  const { folder, words: paths, isDryRun } = invocation;
  if (paths.length === 0)
    throw new UsageError('postil import needs a file or folder, or - for standard input.');
  const report = isDryRun ? await importIntoCopy(folder, paths) : await importInto(folder, paths);
  print(invocation, importJson(report), () => importText(report));
  for (const { path, problem: reason } of report.files) {
    if (reason !== null) complain(`${path}: ${reason.message} ${reason.advice}`);
  }
  return importExit(report);
}

/** A dry run imports in earnest, into a copy: nothing less tells what merging will do. */
async function importIntoCopy(folder: string, paths: readonly string[]): Promise<ImportReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'postil-'));
  try {
    const copy = join(scratch, 'library');
    if (existsSync(libraryFile(folder))) copyLibrary(folder, copy);
    return await importInto(copy, paths);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function importInto(folder: string, paths: readonly string[]): Promise<ImportReport> {
  const database = openLibrary(folder);
  let interruptedMs: number | null = null;
  // What was read until then stays, and is reported; who cannot wait for that interrupts again.
  const interrupt = () => {
    const nowMs = performance.now();
    if (interruptedMs !== null && nowMs - interruptedMs > ONE_INTERRUPT_MS) process.exit(EXIT.interrupted);
    interruptedMs ??= nowMs;
  };
  process.on('SIGINT', interrupt);
  try {
    return await importFiles(database, paths, {
      onProgress: () => undefined,
      onChanged: () => undefined,
      isCancelled: () => interruptedMs !== null,
    });
  } catch (thrown) {
    throw libraryError(thrown, folder);
  } finally {
    process.off('SIGINT', interrupt);
    database.close();
  }
}

function importJson(report: ImportReport) {
  return {
    files: report.files.map(
      ({ path, format, bytes, records, added, merged, unchanged, unread, durationMs }) => ({
        path,
        format,
        bytes,
        records,
        added,
        merged,
        unchanged,
        unread: unread.map(({ line, reason, text }) => ({ line, reason, text })),
        ms: Math.round(durationMs),
      }),
    ),
    papers: report.paperCount,
    ms: Math.round(report.durationMs),
  };
}

function importExit(report: ImportReport): ExitCode {
  if (report.state === 'cancelled') return EXIT.interrupted;
  const has = (is: (file: ImportedFile) => boolean) => report.files.some(is);
  if (has((file) => file.problem !== null)) return EXIT.unusable;
  return has((file) => file.unread.length > 0) ? EXIT.someUnread : EXIT.done;
}

async function runSearch(invocation: Invocation): Promise<ExitCode> {
  const { folder, words, limit } = invocation;
  if (words.length === 0) throw new UsageError('postil search needs a query, or - to read queries.');
  return withLibrary(folder, async (database) => {
    const search = openSearch(database);
    if (words.length === 1 && words[0] === '-') {
      let isReady = false;
      for await (const query of createInterface({ input: process.stdin })) {
        process.stdout.write(`${JSON.stringify(pageJson(find(search, query, limit)))}\n`);
        // Behind the first answer, which need not wait, and before the others, so that each takes only its own time.
        while (!isReady) isReady = search.prepare(PREPARING_MS);
      }
      return EXIT.done;
    }
    const page = find(search, words.join(' '), limit);
    print(invocation, pageJson(page), () => pageText(page));
    return EXIT.done;
  });
}

function find(search: Search, query: string, limit: number): Page {
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

function runShow(invocation: Invocation): Promise<ExitCode> {
  const [name, ...more] = invocation.words;
  if (name === undefined || more.length > 0 || !/^(\d+|(arxiv|doi):.+)$/i.test(name)) {
    throw new UsageError('postil show needs one paper: its number, arXiv:ID or doi:DOI.');
  }
  return withLibrary(invocation.folder, (database) => {
    const paperId = findPaper(database, name);
    if (paperId === null) {
      throw new PostilError(
        'not-found',
        `There is no paper ${name} in this library.`,
        'Look for it with postil search.',
      );
    }
    const open = openPaper(database, paperId);
    print(invocation, open, () => paperText(open));
    return EXIT.done;
  });
}

function runCheck(invocation: Invocation): Promise<ExitCode> {
  if (invocation.words.length > 0) throw new UsageError('postil check takes no words, only --library.');
  return withLibrary(invocation.folder, (database) => {
    const report = checkLibrary(database);
    print(invocation, report, () => checkText(report));
    if (report.problems.length === 0) return EXIT.done;
    complain(
      `${report.problems.length} things are wrong with the library in ${invocation.folder}. Keep a copy of the folder before you do anything else.`,
    );
    return EXIT.unusable;
  });
}

/** Looks at a library that is there; unlike an import, it makes none. */
async function withLibrary(
  folder: string,
  work: (database: Database) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  if (!existsSync(libraryFile(folder))) {
    throw new PostilError(
      'library-missing',
      `There is no library in ${folder}.`,
      'Name its folder with --library, or make one with postil import.',
    );
  }
  const database = openLibrary(folder);
  try {
    return await work(database);
  } catch (thrown) {
    throw libraryError(thrown, folder);
  } finally {
    database.close();
  }
}

function print({ isJson }: Invocation, json: unknown, text: () => string): void {
  process.stdout.write(`${isJson ? JSON.stringify(json) : text()}\n`);
}

function complain(message: string): void {
  process.stderr.write(`postil: ${oneLine(message)}\n`);
}

/** Paths and messages from elsewhere may hold line breaks and codes that steer terminals. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

// Whoever reads our output may stop early (`postil search ... | head`): no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await main(process.argv.slice(2));
