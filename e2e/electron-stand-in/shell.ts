import { existsSync } from 'node:fs';

/** Electron's `shell`. Nothing is opened; standard error says what would have been. Tests replace what they watch. */
export const shell = {
  async openExternal(address: string): Promise<void> {
    new URL(address); // throws on what Electron would refuse as well
    process.stderr.write(`[shell.openExternal] ${address}\n`);
  },

  async openPath(file: string): Promise<string> {
    process.stderr.write(`[shell.openPath] ${file}\n`);
    return existsSync(file) ? '' : 'Path does not exist';
  },

  showItemInFolder(file: string): void {
    process.stderr.write(`[shell.showItemInFolder] ${file}\n`);
  },

  beep(): void {},
};
