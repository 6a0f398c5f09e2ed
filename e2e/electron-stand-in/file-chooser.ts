import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { BrowserWindow } from './browser-window.ts';

/**
 * Lets a person at the display choose files: Chromium's own chooser, which a file input of the preload's world opens
 * and which the page knows nothing of. Null where nobody is there to choose, and for folders, which it cannot name.
 */
export async function chooseFiles(options: OpenDialogOptions): Promise<OpenDialogReturnValue | null> {
  const page = (BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0])?.webContents.page;
  const wantsFolder = options.properties?.includes('openDirectory') ?? false;
  if (!page?.isOnDisplay || page.contextId === null || wantsFolder) return null;
  const { session } = page;
  const attributes = { type: 'file', multiple: options.properties?.includes('multiSelections') ?? false };
  const { result } = await session.send('Runtime.evaluate', {
    contextId: page.contextId,
    userGesture: true,
    awaitPromise: true,
    expression: `new Promise((resolve) => {
      const input = Object.assign(document.createElement('input'), ${JSON.stringify(attributes)});
      input.addEventListener('change', () => resolve([...input.files]));
      input.addEventListener('cancel', () => resolve([]));
      input.click();
    })`,
  });
  const filePaths: string[] = [];
  if (result.objectId === undefined) return { canceled: true, filePaths };
  const { result: chosen } = await session.send('Runtime.getProperties', {
    objectId: result.objectId,
    ownProperties: true,
  });
  for (const { name, value } of chosen) {
    if (!/^\d+$/.test(name) || value?.objectId === undefined) continue;
    filePaths.push((await session.send('DOM.getFileInfo', { objectId: value.objectId })).path);
  }
  return { canceled: filePaths.length === 0, filePaths };
}
