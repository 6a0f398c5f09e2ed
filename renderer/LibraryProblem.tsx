import { useState } from 'react';
import type { Problem } from '../shared/errors.ts';
import { perform } from './postil.ts';
import { Button } from './ui/Button.tsx';
import { tell } from './ui/messages.ts';

/** What is shown in place of a library that cannot be opened: which, why, and what to do. */
export function LibraryProblem({ folder, problem }: { readonly folder: string; readonly problem: Problem }) {
  const [isBusy, setIsBusy] = useState(false);

  async function call(name: 'window.retryLibrary' | 'window.chooseLibrary'): Promise<void> {
    setIsBusy(true);
    // The new state itself comes with the event `library.state`.
    const result = await perform(name, undefined);
    setIsBusy(false);
    if (result.ok && result.value.problem !== null) tell('It still cannot be opened.');
  }

  return (
    <main className="library-problem">
      <div role="alert">
        <h1>The library could not be opened</h1>
        <p className="library-problem__what">{problem.message}</p>
        <p>{problem.advice}</p>
        <p className="library-problem__folder">{folder}</p>
        <p className="quiet">Nothing in it was changed.</p>
      </div>
      <div className="library-problem__ways">
        <Button look="main" isDisabled={isBusy} onPress={() => void call('window.retryLibrary')}>
          Try again
        </Button>
        <Button isDisabled={isBusy} onPress={() => void call('window.chooseLibrary')}>
          Choose another library…
        </Button>
      </div>
    </main>
  );
}
