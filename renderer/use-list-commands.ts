import { useEffect, useState } from 'react';
import type { Command } from '../shared/commands.ts';
import { runCommand, useCommands } from './ui/commands.ts';

/** Commands of the list that make sense from wherever one is. */
const LIST_COMMANDS = [
  'search',
  'save-search',
  'like-text',
  'within',
  'exactly',
] as const satisfies Command[];

/**
 * Carries out commands of the list while a page stands in its place: leaves the page first.
 * @param isPageOpen whether one does
 */
export function useListCommands(isPageOpen: boolean, leavePage: () => void): void {
  const [waiting, setWaiting] = useState<Command | null>(null);
  useCommands(
    Object.fromEntries(
      LIST_COMMANDS.map((command) => [
        command,
        () => {
          if (!isPageOpen) return;
          leavePage();
          setWaiting(command);
        },
      ]),
    ),
  );
  // The list's own effects come before this one: it takes the command already.
  useEffect(() => {
    if (isPageOpen || waiting === null) return;
    setWaiting(null);
    runCommand(waiting);
  }, [isPageOpen, waiting]);
}
