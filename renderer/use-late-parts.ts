import { useEffect } from 'react';
import { lateEditor } from './reader/note/late-editor.ts';
import { loadWhenIdle } from './ui/late.ts';
import { lateKatex } from './ui/late-katex.ts';
import { lateMarkdown } from './ui/late-markdown.ts';

/** Once the list is there, loads what the first paper that is opened will need. @param isListThere whether it has been answered */
export function useLateParts(isListThere: boolean): void {
  useEffect(() => {
    if (isListThere) return loadWhenIdle([lateKatex, lateEditor, lateMarkdown]);
    return undefined;
  }, [isListThere]);
}
