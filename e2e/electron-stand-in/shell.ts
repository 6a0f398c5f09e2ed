import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { runningChromium } from './chromium.ts';

/**
 * Electron's `shell`. Standard error says what is opened; in truth only links are, and only for a person at a display.
 * Tests replace what they watch.
 */
export const shell = {
  async openExternal(address: string): Promise<void> {
    new URL(address); // throws on what Electron would refuse as well
    process.stderr.write(`[shell.openExternal] ${address}\n`);
    if (!runningChromium()?.headed) return;
    const opener = spawn('xdg-open', [address], { stdio: 'ignore' });
    await once(opener, 'spawn'); // rejects where there is no such program
  },

  async openPath(file: string): Promise<string> {
    process.stderr.write(`[shell.openPath] ${file}\n`);
    return existsSync(file) ? '' : 'Path does not exist';
  },
};
