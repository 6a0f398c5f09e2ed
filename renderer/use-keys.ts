import { useEffect, useRef } from 'react';
import type { Command } from '../shared/commands.ts';
import { listen, platform } from './postil.ts';
import { runCommand } from './ui/commands.ts';
import { commandFor, takesText } from './ui/keys.ts';

/** Commands that lead into the reader: meant for the paper that is being opened, not for the one still shown. */
const INTO_PAPER: ReadonlySet<Command> = new Set(['read', 'tag', 'note', 'heading', 'comment']);

/** A paper that has not opened after this long will not: its keys are let go. */
const OPENING_MS = 3000;

/** A command that waits for its paper, with what was typed behind it. */
interface Held {
  readonly command: Command;
  readonly sinceMs: number;
  text: string;
}

/**
 * Carries out the commands of keys and of the menu, wherever the focus is.
 * @param isOpening whether the reader still shows the former paper; what leads into the reader then waits, and
 *   what is typed behind it follows into the field instead of being taken for commands
 */
export function useKeys(isOpening: boolean): void {
  const opening = useRef(isOpening);
  const held = useRef<Held | null>(null);

  // The reader's own effects come before this one: the new paper takes the command already.
  useEffect(() => {
    opening.current = isOpening;
    const waiting = held.current;
    if (isOpening || waiting === null) return;
    held.current = null;
    runCommand(waiting.command);
    // The one way to type into whatever field has the focus, with its own undo and events.
    if (waiting.text !== '') document.execCommand('insertText', false, waiting.text);
  }, [isOpening]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      if (held.current !== null && performance.now() - held.current.sinceMs > OPENING_MS) held.current = null;
      // The note's editor stands in a shadow tree: only the path tells what has the focus there.
      const typing = takesText(event.composedPath()[0]);
      const inDialog = document.querySelector('[role="dialog"]') !== null;
      if (
        held.current !== null &&
        !typing &&
        !inDialog &&
        !event.ctrlKey &&
        !event.metaKey &&
        !event.altKey
      ) {
        if (event.key === 'Escape') held.current = null;
        else if (event.key.length === 1) held.current.text += event.key;
        event.preventDefault();
        return;
      }
      const command = commandFor(event, { typing, inDialog }, platform());
      if (command === null) return;
      if (opening.current && INTO_PAPER.has(command)) {
        held.current = { command, sinceMs: performance.now(), text: '' };
        event.preventDefault();
      } else if (runCommand(command)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    const end = listen('menu.command', ({ command }) => carryOut(command));
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      end();
    };
  }, []);
}

/** A command of the menu. In a text field undo and redo are the field's own: on macOS the menu takes their keys. */
function carryOut(command: Command): void {
  const isOfField = command === 'undo' || command === 'redo';
  if (isOfField && takesText(focused())) document.execCommand(command);
  else runCommand(command);
}

/** What has the focus, also inside of the note's shadow tree. */
function focused(): EventTarget | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ?? undefined;
}
