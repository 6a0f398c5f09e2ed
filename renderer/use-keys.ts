import { useEffect } from 'react';
import { listen, platform } from './postil.ts';
import { runCommand } from './ui/commands.ts';
import { commandFor, takesText } from './ui/keys.ts';

/** Carries out the commands of keys and of the menu, wherever the focus is. */
export function useKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      // The note's editor stands in a shadow tree: only the path tells what has the focus there.
      const typing = takesText(event.composedPath()[0]);
      const inDialog = document.querySelector('[role="dialog"]') !== null;
      const command = commandFor(event, { typing, inDialog }, platform());
      if (command !== null && runCommand(command)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    const end = listen('menu.command', ({ command }) => runCommand(command));
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      end();
    };
  }, []);
}
