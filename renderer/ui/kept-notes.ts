import { askAgain, libraryFolder, perform } from '../postil.ts';
import { tell } from './messages.ts';

/**
 * Texts of notes that a library did not take: kept outside of it until it does, so that neither another library
 * opened nor a closed window loses them.
 */
const PREFIX = 'postil-unsaved-note:';

/** Keeps a text that could not be saved, or lets one go. @param text null once it is saved */
export function keepNote(folder: string | undefined, paperId: number, text: string | null): void {
  const key = `${PREFIX}${paperId}:${folder ?? ''}`;
  if (text === null) localStorage.removeItem(key);
  else {
    try {
      localStorage.setItem(key, text);
    } catch (thrown) {
      // There is room for some five million characters: a longer text stays in the editor alone.
      if (!(thrown instanceof DOMException && thrown.name === 'QuotaExceededError')) throw thrown;
    }
  }
}

/** Saves what was kept for the library that is open now. The texts that were there stay in the histories of the notes. */
export async function saveKeptNotes(): Promise<void> {
  const folder = libraryFolder();
  for (const key of Object.keys(localStorage)) {
    const [, number = '', keptFolder] = new RegExp(`^${PREFIX}(\\d+):(.*)$`, 's').exec(key) ?? [];
    const text = localStorage.getItem(key);
    if (text === null || keptFolder !== folder) continue;
    const { ok } = await perform('note.save', { paperId: Number(number), text });
    if (!ok) continue;
    localStorage.removeItem(key);
    askAgain(Number(number));
    tell('A note that could not be saved before is saved now.');
  }
}
