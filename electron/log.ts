/**
 * The log: what happened when, in codes, counts and durations, without a word of the user's texts. What errors say of
 * themselves is left out for that reason, as it may quote what they stumbled over; where they were thrown is kept.
 */
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../shared/errors.ts';

/** A file that has grown to this is put aside, and of those put aside so many are kept. */
const FILE_BYTES = 512 * 1024;
const FILES_ASIDE = 2;
/** What is kept in memory before there is a folder to write to, and for diagnostics. */
const LINES_KEPT = 200;

/** What stands beside an event: nothing that a user or a dump wrote. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Where events are written down. */
export interface Log {
  write(event: string, facts?: LogFacts): void;
  /** Writes down that something was thrown that nobody expected. */
  fault(where: string, thrown: unknown): void;
  /** From now on, and what came before, is written to `logs` in this folder; null: kept in memory only. */
  moveTo(folder: string | null): void;
  /** The last lines, oldest first. */
  last(): readonly string[];
}

/** A log that is kept in memory until it is told where to. */
export function openLog(): Log {
  let file: string | null = null;
  let unwritten: string[] = [];
  let kept: string[] = [];

  function put(line: string): void {
    kept = [...kept, line].slice(-LINES_KEPT);
    unwritten = [...unwritten, line].slice(-LINES_KEPT);
    if (file === null) return;
    try {
      rotate(file);
      appendFileSync(file, `${unwritten.join('\n')}\n`);
      unwritten = [];
    } catch (thrown) {
      // A folder that is full, read-only or gone: the log is the last thing to complain about; it is tried again.
      if (codeOf(thrown) === null) throw thrown;
    }
  }

  function write(event: string, facts: LogFacts = {}): void {
    const told = Object.entries(facts).map(
      ([name, value]) => ` ${name}=${String(value).replace(/\s+/g, '_')}`,
    );
    put(`${new Date().toISOString()} ${event}${told.join('')}`);
  }

  return {
    write,
    fault(where, thrown) {
      write('fault', { where, ...kindOf(thrown) });
      for (const frame of framesOf(thrown)) put(`  ${frame}`);
    },
    moveTo(folder) {
      file = null;
      if (folder === null) return;
      try {
        mkdirSync(join(folder, 'logs'), { recursive: true });
        file = join(folder, 'logs', 'postil.log');
      } catch (thrown) {
        if (codeOf(thrown) === null) throw thrown;
      }
    },
    last: () => kept,
  };
}

function rotate(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < FILE_BYTES) return;
  for (let number = FILES_ASIDE; number >= 1; number -= 1) {
    const former = number === 1 ? file : `${file}.${number - 1}`;
    if (statSync(former, { throwIfNoEntry: false }) !== undefined) renameSync(former, `${file}.${number}`);
  }
}

/** A fault that a thread told of, as something thrown. */
export function errorOf({ kind, stack }: { readonly kind: string; readonly stack: string }): Error {
  return Object.assign(new Error(), { name: kind, stack });
}

function kindOf(thrown: unknown): LogFacts {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  const code = codeOf(thrown);
  return { kind: thrown.name, ...(code === null ? {} : { code }) };
}

/** The lines of a stack that say where, without what; the user's home is not told. */
function framesOf(thrown: unknown): string[] {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line))
    .map((line) => line.trim().replaceAll(homedir(), '~'));
}

/** The lines of faults and failures in the log of a library, newest last. @param folder the library's */
export function lastFailures(folder: string, most: number): string[] {
  const file = join(folder, 'logs', 'postil.log');
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\S+ (fault|failed|crashed|problem)\b|^ {2}at /.test(line))
    .slice(-most);
}
