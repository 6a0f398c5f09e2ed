import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import { chooseFiles } from './file-chooser.ts';

/**
 * Electron's `dialog`. Off-screen nobody could answer a native dialog: a test replaces the function it expects to
 * be called, as with real Electron, and a call that no test expects fails in clear words.
 */
export const dialog = {
  /** The window may come first, or be left out. */
  async showOpenDialog(first: object, second?: OpenDialogOptions): Promise<OpenDialogReturnValue> {
    return (await chooseFiles(second ?? (first as OpenDialogOptions))) ?? unanswered('showOpenDialog');
  },
  showSaveDialog: async (): Promise<never> => unanswered('showSaveDialog'),
  showMessageBox: async (): Promise<never> => unanswered('showMessageBox'),
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[dialog.showErrorBox] ${title}: ${content}\n`);
  },
};

function unanswered(name: string): never {
  throw new Error(
    `electron stand-in: dialog.${name}() has nobody to answer it (tests replace it; people drop files on the window)`,
  );
}
