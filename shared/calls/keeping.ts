import { z } from 'zod';
import type { Backup, BackupList, Restored, Salvaged } from '../backup.ts';
import type { CheckReport, LibraryState } from '../library.ts';
import { call, nothing } from './call.ts';

/** Calls about keeping the library safe, which main has done aside: backups, rescue, diagnostics. */
export const keepingCalls = {
  /** Looks the library over. */
  'library.check': call<CheckReport>()('main', nothing),
  /** Backups of the library, whether it is open or not. */
  'backup.list': call<BackupList>()('main', nothing),
  /** Backs the library up now. */
  'backup.make': call<Backup>()('main', nothing),
  /** Asks the user for a backup, as a file, and looks at it; null when the user thought better of it. */
  'backup.choose': call<Backup | null>()('main', nothing),
  /** Puts a backup in the place of the library, which becomes a backup first. `file`: of the list, or the one chosen last. */
  'backup.restore': call<Restored>()('main', z.object({ file: z.string().regex(/^[^/\\]{1,300}$/) })),
  /** Copies what can be read of a damaged library into a new one and shows that. */
  'rescue.look': call<Salvaged>()('main', nothing),
  /** Goes on with what was rescued, as the library from now on; of a library that cannot be written to, with a copy in a folder that the user chooses. */
  'rescue.keep': call<LibraryState>()('main', nothing),
  /** Goes back to the damaged library. */
  'rescue.leave': call<LibraryState>()('main', nothing),
  /** Puts on the clipboard what helps to find a fault, without any of the user's texts. */
  'window.copyDiagnostics': call<void>()('main', nothing),
} as const;
