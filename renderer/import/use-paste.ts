import { useEffect } from 'react';
import { importDropped, perform } from '../postil.ts';
import { useCommands } from '../ui/commands.ts';
import { tell } from '../ui/messages.ts';

/** Imports what is pasted, files or text, unless it is pasted into a text field; and on command what the clipboard holds. */
export function usePaste(): void {
  useEffect(() => {
    const ending = new AbortController();
    document.addEventListener('paste', importPasted, { signal: ending.signal });
    return () => ending.abort();
  }, []);
  useCommands({ 'import-clipboard': () => void importClipboard() });
}

function importPasted({ target, clipboardData }: ClipboardEvent): void {
  const isField =
    target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
  if (isField || clipboardData === null) return;
  const files = [...clipboardData.files];
  const text = clipboardData.getData('text/plain') || clipboardData.getData('text/html');
  if (text.trim() !== '') void perform('import.text', { text, from: 'pasted' });
  else if (files.length > 0) void importDropped(files);
}

async function importClipboard(): Promise<void> {
  const result = await perform('window.importClipboard', undefined);
  if (result.ok && !result.value) tell('The clipboard holds no text.');
}
