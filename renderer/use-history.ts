import { countedLabel } from '../shared/memory.ts';
import { perform } from './postil.ts';
import { useCommands } from './ui/commands.ts';
import { tell } from './ui/messages.ts';

/**
 * Undo and redo, which say what they took back.
 * @param openId the paper in the reader, whose changes are seen; null for none
 * @param showPaper shows another one, when that was changed back
 */
export function useHistory(openId: number | null, showPaper: (paperId: number) => void): void {
  async function takeBack(name: 'history.undo' | 'history.redo', word: string): Promise<void> {
    const result = await perform(name, undefined);
    if (!result.ok) return;
    if (result.value === null) {
      tell(`Nothing to ${word.toLowerCase()}.`);
      return;
    }
    const { label, paperCount, paper } = result.value;
    const done = `${word}ne: ${countedLabel(label, paperCount)}`;
    if (paper === null || paper.id === openId) tell(done);
    else tell(`${done}, of “${paper.heading}”`, { label: 'Show', run: () => showPaper(paper.id) });
  }
  useCommands({
    undo: () => void takeBack('history.undo', 'Undo'),
    redo: () => void takeBack('history.redo', 'Redo'),
  });
}
