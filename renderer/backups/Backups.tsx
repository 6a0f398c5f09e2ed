import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { tell } from '../ui/messages.ts';
import { BackupTable } from './BackupTable.tsx';
import { BACKUPS, holdingsInWords } from './backups.ts';
import { askToRestore } from './restoring.ts';
import './backups.css';

/** The backups of the library: what each holds, a new one now, and the way back to one. */
export default function Backups() {
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const list = useQuery({ queryKey: BACKUPS, queryFn: () => ask('backup.list', undefined) }).data;

  async function make(): Promise<void> {
    setIsBusy(true);
    const result = await perform('backup.make', undefined);
    setIsBusy(false);
    if (!result.ok) return;
    tell(`Backed up: ${holdingsInWords(result.value.holds)}.`);
    await client.invalidateQueries({ queryKey: BACKUPS });
  }

  async function choose(): Promise<void> {
    const result = await perform('backup.choose', undefined);
    if (result.ok && result.value !== null) askToRestore(result.value);
  }

  return (
    <section className="backups scroll" aria-labelledby="backups-title">
      <div className="backups__page">
        <h1 id="backups-title" className="backups__title">
          Backups
        </h1>
        <p className="quiet">
          Made by themselves, at most once an hour and only when something changed. The last five are kept,
          one a day for a week, and one a week for two months. Each was opened, checked and counted.
        </p>
        <div className="backups__ways">
          <Button look="main" isDisabled={isBusy} onPress={() => void make()}>
            {isBusy ? 'Backing up…' : 'Back up now'}
          </Button>
          <Button onPress={() => void choose()}>Restore from a file…</Button>
        </div>
        {list !== undefined && <BackupTable list={list} onRestore={askToRestore} />}
      </div>
    </section>
  );
}
