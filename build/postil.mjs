#!/usr/bin/env node
// Starts the command line. Plain JavaScript for whatever Node the system has; the command line itself needs
// Node 22, which the package `node` brings along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = new URL('../out/main/cli.js', import.meta.url);
// The SQLite binding would crash older ones.
const OLDEST_NODE = 22;

if (!existsSync(cli)) {
  console.error('postil: It has not been built yet. Run npm run build in its folder first.');
  process.exitCode = 3;
} else if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) {
  await import(cli.href);
} else {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const node = fileURLToPath(new URL(`../node_modules/node/bin/node${ending}`, import.meta.url));
  const child = spawn(node, [fileURLToPath(cli), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', () => {
    console.error(`postil: It needs Node ${OLDEST_NODE} or newer. Run npm ci in its folder, or update Node.`);
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
