import { BrowserWindow } from './browser-window.ts';

let text = '';

/**
 * Electron's `clipboard`, for text. Chromium's own can only be asked asynchronously, readText must answer at once:
 * so main keeps a copy, told by each page of what was copied in it.
 */
export const clipboard = {
  readText: (): string => text,

  writeText(written: string): void {
    if (typeof written !== 'string') throw new TypeError('text must be a string');
    text = written;
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    window?.webContents.page.writeClipboard(written);
  },

  clear(): void {
    text = '';
  },

  availableFormats: (): string[] => (text === '' ? [] : ['text/plain']),
};

/** Takes over what was copied in a page. */
export function noteCopied(copied: string): void {
  text = copied;
}
