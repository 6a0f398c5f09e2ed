import { type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { whenAskedToEnd } from './end.ts';

/**
 * Runs a command to its end, in the same terminal, and returns its exit code (128 + number for a signal, as shells
 * do). A request to end this process is passed on, so that no child is left behind.
 */
export async function run(
  command: string,
  values: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  const child = spawn(command, values, { stdio: 'inherit', ...options });
  const stopListening = whenAskedToEnd((signal) => child.kill(signal));
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    stopListening();
  }
}
