import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { problem } from '../shared/errors.ts';
import type { LibraryState, MigrationProgress } from '../shared/library.ts';
import { RestoreDialog } from './backups/RestoreDialog.tsx';
import { LibraryProblem } from './LibraryProblem.tsx';
import { allPerformed, ask, LIBRARY, listen, perform } from './postil.ts';
import { RescueBar } from './rescue/RescueBar.tsx';
import { Boundary } from './ui/Boundary.tsx';
import { saveBeforeClosing } from './ui/closing.ts';
import { LeaveDialog } from './ui/LeaveDialog.tsx';
import { MessageBar } from './ui/MessageBar.tsx';
import { complain, keepTelling } from './ui/messages.ts';
import { Workspace } from './Workspace.tsx';
import './app.css';

/** The window: the library, or what keeps it from opening. */
export function App() {
  const client = useQueryClient();
  const library = useQuery({ queryKey: LIBRARY, queryFn: () => ask('window.library', undefined) }).data;

  useEffect(
    () =>
      listen('library.state', (state) => {
        void client.resetQueries({ predicate: ({ queryKey: [kind] }) => kind !== LIBRARY[0] });
        client.setQueryData<LibraryState>(LIBRARY, state);
      }),
    [client],
  );

  useEffect(() => listen('window.problem', complain), []);
  useEffect(() => {
    // What failed and nobody waited for: choosing all papers that were found, say.
    const tell = ({ reason }: PromiseRejectionEvent) => complain(problem(reason));
    window.addEventListener('unhandledrejection', tell);
    return () => window.removeEventListener('unhandledrejection', tell);
  }, []);
  useEffect(
    () =>
      listen('library.migrating', (migrating) =>
        client.setQueryData<LibraryState>(LIBRARY, (known) => known && { ...known, migrating }),
      ),
    [client],
  );
  const migrating = library?.migrating ?? null;
  useEffect(() => (migrating === null ? undefined : keepTelling(migrationInWords(migrating))), [migrating]);
  useEffect(() => listen('window.closing', () => void letGo()), []);

  return (
    <>
      {library !== undefined &&
        (library.problem === null ? (
          <Boundary name="the library">
            <div className="window-stack">
              {(library.rescuedFrom !== null || library.isReadOnly) && <RescueBar {...library} />}
              <Workspace key={library.folder} />
            </div>
          </Boundary>
        ) : (
          <LibraryProblem folder={library.folder} problem={library.problem} />
        ))}
      <RestoreDialog />
      <LeaveDialog />
      <MessageBar />
    </>
  );
}

function migrationInWords({ step, steps }: MigrationProgress): string {
  if (step === 0) return 'The library is backed up before it is brought up to date…';
  return `The library is brought up to date: step ${step} of ${steps}…`;
}

/** Saves what is being typed, then tells main that the window may close. */
async function letGo(): Promise<void> {
  // A field saves when it is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  saveBeforeClosing();
  const saved = await allPerformed();
  await perform('window.mayClose', { saved });
}
