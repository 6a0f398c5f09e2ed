import { perform } from './postil.ts';
import { useCommands } from './ui/commands.ts';
import { counted } from './ui/format.ts';
import { tell } from './ui/messages.ts';
import { UNDO } from './ui/undo.ts';

/**
 * Moves the chosen papers to the trash, or out of it.
 * @param isTrash whether the list shows the trash
 * @param goOn goes on to the next paper, since the chosen ones leave the list
 */
export function useTrash(paperIds: readonly number[], isTrash: boolean, goOn: () => void): void {
  async function trash(): Promise<void> {
    if (paperIds.length === 0) return;
    goOn();
    const result = await perform(isTrash ? 'paper.restore' : 'paper.trash', { paperIds: [...paperIds] });
    if (!result.ok) return;
    tell(`${counted(paperIds.length, 'paper')} ${isTrash ? 'restored' : 'moved to the trash'}.`, UNDO);
  }
  useCommands({ trash: () => void trash() });
}
