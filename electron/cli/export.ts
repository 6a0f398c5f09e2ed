import { once } from 'node:events';
import { resolve } from 'node:path';
import { ExportFormat } from '../../shared/export.ts';
import type { Database } from '../library/database.ts';
import { type ExportChoice, exportText } from '../library/exports/export-text.ts';
import { writeExport } from '../library/exports/write-export.ts';
import { openSearch } from '../search/search.ts';
import {
  type Command,
  complain,
  EXIT,
  type ExitCode,
  forTerminal,
  type Invocation,
  UsageError,
  withLibrary,
} from './command.ts';

/** `postil export`: writes papers, or their annotations, for other programs. */
export const exportCommand: Command = {
  usage: `postil export  [--library DIR] --format ${ExportFormat.options.join('|')} [--query Q] [--out PATH]`,
  options: ['format', 'query', 'out'],
  run: runExport,
};

function runExport({ folder, words, options }: Invocation): Promise<ExitCode> {
  const format = ExportFormat.safeParse(options.format);
  if (!format.success) {
    throw new UsageError(`postil export needs --format, one of ${ExportFormat.options.join(', ')}.`);
  }
  if (words.length > 0) throw new UsageError('postil export takes papers by --query.');
  if (options.out === '') throw new UsageError('--out needs a path.');
  return withLibrary(folder, async (database) => {
    const paperIds = openSearch(database).ids(options.query ?? '', false);
    const choice = { format: format.data, paperIds, annotationIds: null };
    if (options.out === undefined || options.out === '-') await print(database, choice);
    else {
      const { paperCount } = await writeExport(database, choice, resolve(options.out));
      complain(`${paperCount} ${paperCount === 1 ? 'paper' : 'papers'} written to ${options.out}`);
    }
    return EXIT.done;
  });
}

/** Waits for whoever reads, so that a large library is not held in memory. */
async function print(database: Database, choice: ExportChoice): Promise<void> {
  for (const { text } of exportText(database, choice)) {
    // Files and pipes get it as it is, a terminal nothing that steers it.
    if (!process.stdout.write(process.stdout.isTTY ? forTerminal(text) : text))
      await once(process.stdout, 'drain');
  }
}
