import { statSync } from 'node:fs';
import { release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../shared/errors.ts';
import type { Overview } from '../shared/library.ts';
import { type Log, type LogFacts, lastFailures } from './log.ts';

/** So many lines of what went wrong are told. */
const MOST_FAILURES = 60;

/**
 * What helps to find a fault: versions, system, size and counts of the library, and what went wrong last. Nothing that
 * a user or a dump wrote, and no path.
 */
export function diagnostics(
  log: Log,
  folder: string,
  problem: Problem | null,
  overview: Overview | null,
  versions: LogFacts,
): string {
  const bytes = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  const facts = {
    ...versions,
    release: release(),
    memoryMb: Math.round(totalmem() / 2 ** 20),
    libraryBytes: bytes('library.db'),
    journalBytes: bytes('library.db-wal'),
    problem: problem?.code ?? 'none',
    ...(overview === null
      ? {}
      : {
          papers: overview.paperCount,
          tags: overview.tagCount,
          imports: overview.imports.length,
          unread: overview.unreadCount,
        }),
  };
  const failures = lastFailures(folder, MOST_FAILURES);
  return [
    'Postil diagnostics. Holds none of your texts, names or paths.',
    ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`),
    '',
    'Last failures:',
    ...(failures.length > 0 ? failures : ['none']),
    '',
    'Last events:',
    ...log.last().slice(-20),
    '',
  ].join('\n');
}
