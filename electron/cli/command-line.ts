import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { problem } from '../../shared/errors.ts';
import { readSettings } from '../settings.ts';
import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import {
  type Command,
  type CommandOptions,
  complain,
  EXIT,
  type ExitCode,
  type Invocation,
  oneLine,
  UsageError,
} from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { importsCommand } from './imports.ts';
import { restoreCommand } from './restore.ts';
import { searchCommand } from './search.ts';
import { showCommand } from './show.ts';
import { undoImportCommand } from './undo-import.ts';

/** All commands by name, in the order of the usage text. */
const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  imports: importsCommand,
  'undo-import': undoImportCommand,
  search: searchCommand,
  show: showCommand,
  export: exportCommand,
  check: checkCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

/**
 * Carries out a command line, and writes to standard output and error what comes of it.
 * @param argv what stands behind `postil`
 * @returns what the process is to end with
 */
export async function commandLine(argv: readonly string[]): Promise<ExitCode> {
  try {
    const [name = '', ...rest] = argv;
    if (name === '--help' || name === '-h' || name === 'help') {
      process.stdout.write(usage());
      return EXIT.done;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new UsageError(unknownCommand(name));
    return await command.run(readInvocation(name, command, rest));
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

function usage(): string {
  return Object.values(COMMANDS)
    .map((command) => `${command.usage}\n`)
    .join('');
}

function unknownCommand(name: string): string {
  const names = Object.keys(COMMANDS).join(', ');
  if (name === '') return `A command is missing: ${names}.`;
  return `There is no command ${name}; there are ${names}.`;
}

function readInvocation(name: string, command: Command, args: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(args);
  const { library, json, ...options } = values;
  for (const option of Object.keys(options)) {
    if (!command.options.some((own) => own === option)) {
      throw new UsageError(`postil ${name} has no option --${option}.`);
    }
  }
  if (library === '') throw new UsageError('--library needs a folder.');
  return {
    folder: library === undefined ? usualFolder() : resolve(library),
    isJson: json ?? false,
    options: options satisfies CommandOptions,
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
        format: { type: 'string' },
        query: { type: 'string' },
        out: { type: 'string' },
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
