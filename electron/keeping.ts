/** Main's side of backups and rescue: when one is made, and what is done around restoring. */
import { basename } from 'node:path';
import { BACKUP_ENDING, type Backup, type Restored, type Salvaged } from '../shared/backup.ts';
import { PostilError, unwrap } from '../shared/errors.ts';
import type { CheckReport } from '../shared/library.ts';
import { aside } from './aside.ts';
import { backingUpUnasked } from './backing-up-unasked.ts';
import type { OpenLibrary } from './open-library.ts';
import { makeRescueFolder } from './rescue-folder.ts';

const script = new URL('./library-worker.js', import.meta.url);

/**
 * Backups of the library that is open, and the rescue of one that does not open.
 * @param elsewhere where what is rescued is saved if that cannot be beside the damaged library: folders in their order
 * @param onBackup told of each backup made, and what kept one from being made
 */
export function keeping(
  library: OpenLibrary,
  elsewhere: readonly string[],
  onBackup: (made: Backup | null, durationMs: number) => void,
) {
  /** The file that the user chose or opened last, by the name that the window knows it by. */
  let offered: string | null = null;

  const folder = () => library.state().folder;
  const unasked = backingUpUnasked(script, () => library.state(), onBackup);

  async function lookAt(path: string): Promise<Backup> {
    const backup = unwrap(await aside(script, 'openBackup', { folder: folder(), file: path }));
    offered = path;
    return { ...backup, file: basename(path) };
  }

  return {
    /** Begins to back the library up by itself, now and then. */
    begin: unasked.begin,
    end: unasked.end,

    /** Whether a path is that of a backup, to be restored rather than imported. */
    isBackup: (path: string) => path.endsWith(`.${BACKUP_ENDING}`),

    lookAt,

    async check(): Promise<CheckReport> {
      return unwrap(await aside(script, 'check', { folder: folder() }));
    },

    async list() {
      return unwrap(await aside(script, 'listBackups', { folder: folder() }));
    },

    async make(): Promise<Backup> {
      const begunMs = performance.now();
      const made = unwrap(await aside(script, 'backUp', { folder: folder(), reason: 'asked' }));
      if (made === null) throw new Error('A backup that was asked for is always made.');
      onBackup(made, performance.now() - begunMs);
      return made;
    },

    restore(file: string): Promise<Restored> {
      if (library.state().rescuedFrom !== null) {
        const message = 'What is shown is what could be read of a damaged library.';
        throw new PostilError('bad-request', message, 'Go back to the damaged library first.');
      }
      const path = offered !== null && basename(offered) === file ? offered : file;
      return library.whileClosed(async () =>
        unwrap(await aside(script, 'restore', { folder: folder(), file: path })),
      );
    },

    /** Saves what can be read beside the damaged library or elsewhere, and opens that to be looked at. */
    async look(): Promise<Salvaged> {
      const damaged = folder();
      const target = makeRescueFolder(damaged, elsewhere, new Date().toISOString().slice(0, 10));
      const saved = unwrap(await aside(script, 'salvage', { folder: damaged, target }));
      const { problem } = await library.look(target, damaged);
      if (problem !== null) throw new PostilError(problem.code, problem.message, problem.advice);
      return saved;
    },
  };
}
