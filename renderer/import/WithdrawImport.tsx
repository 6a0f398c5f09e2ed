import { useState } from 'react';
import type { ImportSummary } from '../../shared/import.ts';
import type { Withdrawal } from '../../shared/withdrawal.ts';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted } from '../ui/format.ts';
import { MathText } from '../ui/MathText.tsx';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';
import { importName, withdrawalInWords } from './words.ts';
import './withdraw-import.css';

/** Asks whether an import is to be taken back, and tells what stays of it. */
export function WithdrawImport({
  summary,
  onClose,
}: {
  /** Null while there is nothing to ask. */
  readonly summary: ImportSummary | null;
  readonly onClose: () => void;
}) {
  const [done, setDone] = useState<Withdrawal | null>(null);
  function close(): void {
    setDone(null);
    onClose();
  }

  async function withdraw(importId: number): Promise<void> {
    const result = await perform('import.withdraw', { importId });
    if (!result.ok) return close();
    tell(withdrawalInWords(result.value), UNDO);
    if (result.value.keptCount === 0) close();
    else setDone(result.value);
  }

  return (
    <Dialog title="Take back import" isOpen={summary !== null} onClose={close}>
      {summary !== null && done === null && (
        <div className="withdraw">
          <p>
            Take back <bdi>{importName(summary)}</bdi>? What it brought no longer counts: papers that nothing
            else tells of leave the library, but for those that you have marked, tagged, starred or written
            on. Undo brings all back, and so does importing the file again.
          </p>
          <div className="withdraw__ways">
            <Button onPress={close} autoFocus>
              Keep it
            </Button>
            <Button look="main" onPress={() => void withdraw(summary.id)}>
              Take back
            </Button>
          </div>
        </div>
      )}
      {done !== null && (
        <div className="withdraw">
          <p>{withdrawalInWords(done)}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard. */}
          <ul className="withdraw__kept scroll" tabIndex={0} aria-label="Papers that stay">
            {done.kept.map(({ paperId, heading, because }) => (
              <li key={paperId}>
                <bdi>
                  <MathText text={heading} />
                </bdi>{' '}
                <span className="quiet">{because}</span>
              </li>
            ))}
          </ul>
          {done.keptCount > done.kept.length && (
            <p className="quiet">and {counted(done.keptCount - done.kept.length, 'more', 'more')}</p>
          )}
          <div className="withdraw__ways">
            <Button look="main" onPress={close} autoFocus>
              Done
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
