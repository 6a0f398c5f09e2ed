import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LibraryState } from '../shared/contract.ts';
import { LibraryProblem } from './LibraryProblem.tsx';
import { ask } from './postil.ts';
import { MessageBar } from './ui/MessageBar.tsx';
import { Workspace } from './Workspace.tsx';
import './app.css';

const LIBRARY = ['library'] as const;

/** The window: the library, or what keeps it from opening. */
export function App() {
  const client = useQueryClient();
  const library = useQuery({ queryKey: LIBRARY, queryFn: () => ask('window.library', undefined) }).data;

  function show(state: LibraryState): void {
    client.removeQueries({ predicate: ({ queryKey: [kind] }) => kind !== LIBRARY[0] });
    client.setQueryData<LibraryState>(LIBRARY, state);
  }

  return (
    <>
      {library !== undefined &&
        (library.problem === null ? (
          <Workspace key={library.folder} />
        ) : (
          <LibraryProblem folder={library.folder} problem={library.problem} onState={show} />
        ))}
      <MessageBar />
    </>
  );
}
