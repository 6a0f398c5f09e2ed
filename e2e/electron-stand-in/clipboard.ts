import { BrowserWindow } from './browser-window.ts';

let text = '';

/** Electron's `clipboard`, for text: main keeps a copy, told by each page of what was copied in it. */
export const clipboard = {
  readText: async (): Promise<string> => text,

  async writeText(written: string): Promise<void> {
    if (typeof written !== 'string') throw new TypeError('text must be a string');
    text = written;
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    window?.webContents.page.writeClipboard(written);
  },
};

/** Takes over what was copied in a page. */
export function noteCopied(copied: string): void {
  text = copied;
}
