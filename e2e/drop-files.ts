import path from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Drops real files on the middle of the window, as from a file manager. Playwright can only make drops of files
 * that have no path; DevTools can name files on the disk.
 */
export function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  return drop(page, { items: [], files: files.map((file) => path.resolve(file)) });
}

/** Drops text on the middle of the window, as from another program. */
export function dropText(page: Page, text: string): Promise<void> {
  return dropItems(page, { 'text/plain': text });
}

/** Drops something in several forms on the middle of the window, as browsers do. @param forms by their media type */
export function dropItems(page: Page, forms: Readonly<Record<string, string>>): Promise<void> {
  const items = Object.entries(forms).map(([mimeType, data]) => ({ mimeType, data }));
  return drop(page, { items, files: [] });
}

interface Dragged {
  readonly items: { mimeType: string; data: string }[];
  readonly files: string[];
}

async function drop(page: Page, dragged: Dragged): Promise<void> {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const session = await page.context().newCDPSession(page);
  const data = { ...dragged, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  await session.detach();
}
