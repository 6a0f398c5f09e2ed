import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** What a second start of the app hands to the first. */
export type SecondStart = { argv: string[]; cwd: string; data: unknown };

type Holder = { pid: number; startTime: string | null };

/**
 * Takes the single-instance lock in `folder` and calls `onSecond` for each later start; or, when a living process
 * holds it, leaves the message for that process and returns false. Must answer at once, since
 * requestSingleInstanceLock does: hence files. The lock is a file with the holder's process id and start time, as
 * an id alone may have passed to another process.
 */
export function claimSingleInstance(
  folder: string,
  data: unknown,
  onSecond: (second: SecondStart) => void,
): boolean {
  const lock = path.join(folder, 'StandInInstance.lock');
  const inbox = path.join(folder, 'StandInInstance.inbox');
  const own: Holder = { pid: process.pid, startTime: startTimeOf(process.pid) };
  const unlinked = `${lock}.${process.pid}`;

  while (!tryLink()) {
    const holder = readHolder(lock);
    if (!holder) continue; // released in between
    if (holder.startTime !== null && startTimeOf(holder.pid) === holder.startTime) {
      leaveMessage(inbox, { argv: process.argv, cwd: process.cwd(), data });
      return false;
    }
    // Stale. Renamed first: of two processes that find it so, one takes it away.
    ifThere(() => {
      renameSync(lock, `${unlinked}.stale`);
      unlinkSync(`${unlinked}.stale`);
    });
  }

  rmSync(inbox, { recursive: true, force: true });
  mkdirSync(inbox, { recursive: true });
  watch(inbox, () => {
    for (const name of readdirSync(inbox).sort()) {
      if (!name.endsWith('.json')) continue;
      const file = path.join(inbox, name);
      ifThere(() => {
        const second: SecondStart = JSON.parse(readFileSync(file, 'utf8'));
        unlinkSync(file);
        onSecond(second);
      });
    }
  }).unref();
  process.on('exit', () => ifThere(() => unlinkSync(lock)));
  return true;

  function tryLink(): boolean {
    writeFileSync(unlinked, JSON.stringify(own));
    try {
      linkSync(unlinked, lock); // appears with its content, or fails
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      return false;
    } finally {
      unlinkSync(unlinked);
    }
  }
}

function leaveMessage(inbox: string, message: SecondStart): void {
  mkdirSync(inbox, { recursive: true });
  const unfinished = path.join(inbox, `.${process.pid}`);
  writeFileSync(unfinished, JSON.stringify(message));
  renameSync(unfinished, path.join(inbox, `${Date.now()}-${process.pid}.json`));
}

function readHolder(lock: string): Holder | null {
  return ifThere(() => JSON.parse(readFileSync(lock, 'utf8')) as Holder) ?? null;
}

/** Field 22 of /proc/PID/stat, the start in clock ticks after boot; null for a process that has ended. */
function startTimeOf(pid: number): string | null {
  const text = ifThere(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (text === undefined) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

/** Runs `action`; undefined when a file it speaks of does not exist (any more). */
function ifThere<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ESRCH') throw error;
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
