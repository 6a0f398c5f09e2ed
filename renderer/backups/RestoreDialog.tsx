import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Restored } from '../../shared/backup.ts';
import { ask, listen, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { tell } from '../ui/messages.ts';
import { BACKUPS, holdingsInWords, madeInWords } from './backups.ts';
import { askToRestore, useAskedBackup } from './restoring.ts';
import './backups.css';

/** Asks before a backup takes the library's place, and shows what each holds. */
export function RestoreDialog() {
  const client = useQueryClient();
  const backup = useAskedBackup();
  const [isBusy, setIsBusy] = useState(false);
  const list = useQuery({
    queryKey: BACKUPS,
    enabled: backup !== null,
    queryFn: () => ask('backup.list', undefined),
  }).data;
  useEffect(() => listen('backup.offered', askToRestore), []);

  async function restore(file: string): Promise<void> {
    setIsBusy(true);
    const result = await perform('backup.restore', { file });
    setIsBusy(false);
    askToRestore(null);
    await client.invalidateQueries({ queryKey: BACKUPS });
    if (result.ok) say(result.value);
  }

  function say({ holds, replaced, wasDamaged }: Restored): void {
    const done = `Restored: ${holdingsInWords(holds)}.`;
    if (replaced === null) tell(done);
    else if (wasDamaged) tell(`${done} The damaged files are kept beside the backups.`);
    else tell(done, { label: 'Undo', run: () => void restore(replaced) });
  }

  return (
    <Dialog title="Restore this backup?" isOpen={backup !== null} onClose={() => askToRestore(null)}>
      {backup !== null && (
        <div className="restore">
          <dl className="restore__holdings">
            <dt>The backup of {madeInWords(backup)}</dt>
            <dd>{holdingsInWords(backup.holds)}</dd>
            <dt>The library now</dt>
            <dd>{list?.now == null ? 'cannot be read' : holdingsInWords(list.now)}</dd>
          </dl>
          <p className="quiet">
            The library becomes what the backup holds. What it is now is kept as a backup too, so that this
            can be undone.
          </p>
          <div className="restore__ways">
            <Button onPress={() => askToRestore(null)}>Cancel</Button>
            <Button look="main" isDisabled={isBusy} onPress={() => void restore(backup.file)}>
              {isBusy ? 'Restoring…' : 'Restore'}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
