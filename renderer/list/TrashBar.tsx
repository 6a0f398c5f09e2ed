import { useState } from 'react';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';
import './trash-bar.css';

/** Over the list of the trash: what can be done there. */
export function TrashBar({
  paperIds,
  trashCount,
}: {
  /** The chosen papers. */
  readonly paperIds: readonly number[];
  readonly trashCount: number;
}) {
  const [isAsking, setAsking] = useState(false);

  async function restore(): Promise<void> {
    const result = await perform('paper.restore', { paperIds: [...paperIds] });
    if (result.ok) tell(`${counted(paperIds.length, 'paper')} restored.`, UNDO);
  }

  async function empty(): Promise<void> {
    setAsking(false);
    const result = await perform('trash.empty', undefined);
    if (result.ok) tell(`${counted(result.value, 'paper')} deleted for good.`);
  }

  return (
    <div className="trash-bar" role="toolbar" aria-label="Trash">
      <Button isDisabled={paperIds.length === 0 || trashCount === 0} onPress={() => void restore()}>
        Restore
      </Button>
      <Button isDisabled={trashCount === 0} onPress={() => setAsking(true)}>
        Empty the trash…
      </Button>
      <Dialog title="Empty the trash" isOpen={isAsking} onClose={() => setAsking(false)}>
        <div className="trash-bar__question">
          <p>
            {counted(trashCount, 'paper')} will be deleted for good, with all tags, notes and annotations on{' '}
            {trashCount === 1 ? 'it' : 'them'}. This cannot be undone.
          </p>
          <div className="trash-bar__ways">
            <Button onPress={() => setAsking(false)} autoFocus>
              {trashCount === 1 ? 'Keep it' : 'Keep them'}
            </Button>
            <Button look="main" onPress={() => void empty()}>
              Delete for good
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
