/**
 * Loaded before a script (`node --import`): kills the process right before its nth change of the file system, n being
 * `POSTIL_KILL_AT`. By the clock one would hardly ever meet the moments between two renamings. Without n, the number of
 * changes is printed at the end. What SQLite writes is not counted.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = [
  'copyFileSync',
  'fsyncSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'truncateSync',
  'writeFileSync',
] as const;

const killAt = Number(process.env.POSTIL_KILL_AT ?? Number.POSITIVE_INFINITY);
let count = 0;
for (const name of CHANGES) {
  const change = fs[name] as (...values: unknown[]) => unknown;
  const counted = (...values: unknown[]) => {
    count += 1;
    if (count === killAt) process.kill(process.pid, 'SIGKILL');
    return change(...values);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();
if (killAt === Number.POSITIVE_INFINITY) process.on('exit', () => console.log(`steps ${count}`));
