import { latePart } from '../../ui/late.ts';

/** What makes the editor of a note. */
export const lateEditor = latePart(async () => (await import('./note-editor.ts')).noteEditor);
