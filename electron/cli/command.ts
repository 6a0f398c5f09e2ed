import { existsSync } from 'node:fs';
import { PostilError } from '../../shared/errors.ts';
import { type Database, openLibrary } from '../library/database.ts';
import { settleAll } from '../library/importing/settle-later.ts';
import { libraryError } from '../library/library-error.ts';
import { libraryFile } from '../library/library-file.ts';

/** What the process ends with; scripts rely on the numbers. */
export const EXIT = { done: 0, someUnread: 1, usage: 2, unusable: 3, interrupted: 130 } as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line does not say what is wanted. */
export class UsageError extends Error {}

/** Options besides `--library` and `--json`, which every command takes. */
export interface CommandOptions {
  readonly 'dry-run'?: boolean;
  readonly limit?: string;
  readonly format?: string;
  readonly query?: string;
  readonly out?: string;
}

/** What was asked of a command. */
export interface Invocation {
  /** The library's folder. */
  readonly folder: string;
  readonly isJson: boolean;
  readonly options: CommandOptions;
  /** What stands behind the command: paths, words of a query, names of papers. */
  readonly words: readonly string[];
}

/** One command of `postil`. */
export interface Command {
  /** Its lines of the usage text, without line break at the end. */
  readonly usage: string;
  /** Those of {@link CommandOptions} that it takes. */
  readonly options: readonly (keyof CommandOptions)[];
  /** @throws {UsageError} when the words or options are not what it takes */
  run(invocation: Invocation): Promise<ExitCode> | ExitCode;
}

/** Looks at a library that is there; unlike an import, it makes none. */
export async function withLibrary(
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
    // What a crash left of bringing an import back or taking it away.
    await settleAll(database, () => undefined);
    return await work(database);
  } catch (thrown) {
    throw libraryError(thrown, folder);
  } finally {
    database.close();
  }
}

/** Prints the answer, for programs or for people. */
export function print({ isJson }: Invocation, json: unknown, text: () => string): void {
  process.stdout.write(`${isJson ? harmlessJson(json) : text()}\n`);
}

/** Says on standard error what went wrong. */
export function complain(message: string): void {
  process.stderr.write(`postil: ${oneLine(message)}\n`);
}

/** Codes that steer terminals or turn the direction of writing. */
const STEERING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A text from elsewhere as people may see it on their terminal: in one line, and blanks for what would steer it. */
export function oneLine(text: string): string {
  return text.replace(STEERING, ' ').trim();
}

/** A text of several lines, as a terminal may get it. */
export function forTerminal(text: string): string {
  return text.replace(STEERING, (codes) => codes.replace(/[^\t\n]/g, '\ufffd'));
}

/** JSON without such codes: of the control characters it escapes but the first 32 by itself. */
function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(STEERING, (codes) =>
    Array.from(codes, (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );
}
