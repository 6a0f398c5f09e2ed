/**
 * Electron's `dialog`. Nobody could answer a native dialog here: a test replaces the function it expects to be
 * called, as with real Electron, and a call that no test expects fails in clear words.
 */
export const dialog = {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[dialog.showErrorBox] ${title}: ${content}\n`);
  },
};

function unanswered(name: string) {
  return async (): Promise<never> => {
    throw new Error(
      `electron stand-in: dialog.${name}() has nobody to answer it (tests replace it; people drop files on the window)`,
    );
  };
}
