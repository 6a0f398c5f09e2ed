/** `postil` as it was built, run to its end or killed on its way. */
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The command line of an app. @param app folder of the app, with `out` in it */
export function commandLine(app: string): string {
  return join(app, 'out', 'main', 'cli.js');
}

/** Runs `postil` to its end. @returns what it printed. Throws when it ended with another code than 0 */
export function postil(app: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [commandLine(app), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** How and when a process is killed. */
export interface Kill {
  /** So long after its start, or after its first line; null when it kills itself. */
  readonly afterMs: number | null;
  readonly isFromFirstLine?: true;
  readonly environment?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Runs a script of Node and kills it. @returns whether it was killed before it ended by itself */
export async function killed(args: readonly string[], kill: Kill): Promise<boolean> {
  const { afterMs, isFromFirstLine = false, environment = {}, onLine = () => undefined } = kill;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  let timer: NodeJS.Timeout | undefined;
  const setOff = () => {
    if (afterMs !== null) timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  };
  const lines = createInterface({ input: child.stdout });
  if (isFromFirstLine) lines.once('line', setOff);
  else setOff();
  lines.on('line', onLine);
  const drained = new Promise((resolve) => lines.once('close', resolve));
  const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
  clearTimeout(timer);
  await drained;
  return signal === 'SIGKILL';
}
