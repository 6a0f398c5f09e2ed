import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErrorCode, Problem } from '../shared/errors.ts';
import { BackupTable } from './backups/BackupTable.tsx';
import { BACKUPS, holdingsInWords } from './backups/backups.ts';
import { askToRestore } from './backups/restoring.ts';
import { ask, perform } from './postil.ts';
import { Button } from './ui/Button.tsx';
import { tell } from './ui/messages.ts';

/** What the page is headed for each problem; others are called by {@link UNOPENED}. */
const HEADINGS: Partial<Record<ErrorCode, string>> = {
  'library-damaged': 'This library is damaged',
  'library-missing': 'The library is not where it was',
  'library-newer': 'This library is newer than this Postil',
  'library-in-use': 'This library is in use',
  'library-read-only': 'This library cannot be written to',
  'library-full': 'There is no room left for the library',
};
const UNOPENED = 'The library could not be opened';

/** Problems of which a backup may be the way out. */
const RESTORABLE: readonly ErrorCode[] = [
  'library-damaged',
  'library-missing',
  'library-not-a-library',
  'bug',
];

/** What is shown in place of a library that cannot be opened: which, why, and what to do. */
export function LibraryProblem({ folder, problem }: { readonly folder: string; readonly problem: Problem }) {
  const [isBusy, setIsBusy] = useState(false);
  const isDamaged = problem.code === 'library-damaged' || problem.code === 'bug';

  async function call(name: 'window.retryLibrary' | 'window.chooseLibrary'): Promise<void> {
    setIsBusy(true);
    // The new state itself comes with the event `library.state`.
    const result = await perform(name, undefined);
    setIsBusy(false);
    if (result.ok && result.value.problem !== null) tell('It still cannot be opened.');
  }

  async function look(): Promise<void> {
    setIsBusy(true);
    const result = await perform('rescue.look', undefined);
    setIsBusy(false);
    if (!result.ok) return;
    const { holds, tables } = result.value;
    const lost = tables.reduce((sum, table) => sum + table.lost, 0);
    tell(
      `Could be read: ${holdingsInWords(holds)}. ${lost === 0 ? 'Nothing was lost.' : `Places that could not: ${lost}.`}`,
    );
  }

  return (
    <main className="library-problem">
      <div role="alert">
        <h1>{HEADINGS[problem.code] ?? UNOPENED}</h1>
        <p className="library-problem__what">{problem.message}</p>
        <p>{problem.advice}</p>
        <p className="library-problem__folder">{folder}</p>
        {!isDamaged && <p className="quiet">Nothing in it was changed.</p>}
      </div>
      <div className="library-problem__ways">
        {isDamaged && (
          <Button look="main" isDisabled={isBusy} onPress={() => void look()}>
            {isBusy ? 'Reading what can be read…' : 'Look at what can be read'}
          </Button>
        )}
        <Button
          look={isDamaged ? 'quiet' : 'main'}
          isDisabled={isBusy}
          onPress={() => void call('window.retryLibrary')}
        >
          Try again
        </Button>
        <Button isDisabled={isBusy} onPress={() => void call('window.chooseLibrary')}>
          Choose another library…
        </Button>
      </div>
      {isDamaged && (
        <p className="quiet">
          What can be read is copied into a new folder and shown; you decide then whether to keep it. The
          damaged files stay as they are.
        </p>
      )}
      {RESTORABLE.includes(problem.code) && <RestorableBackups />}
    </main>
  );
}

/** The backups that could take the place of the library. */
function RestorableBackups() {
  const list = useQuery({ queryKey: BACKUPS, queryFn: () => ask('backup.list', undefined) }).data;
  if (list === undefined || list.backups.length + list.unusable.length === 0) return null;
  return (
    <section className="library-problem__backups" aria-labelledby="restorable">
      <h2 id="restorable">Or restore a backup</h2>
      <BackupTable list={list} onRestore={askToRestore} />
    </section>
  );
}
