import type { noteCalls } from '../../../shared/calls/notes.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { LONG_NOTE } from '../../../shared/note.ts';
import { linkedPapers, linkTargets } from '../annotating/note-links.ts';
import { lastRevision } from '../annotating/note-log.ts';
import { noteTemplates, removeTemplate, saveTemplate } from '../annotating/note-templates.ts';
import { noteRevisions, noteTextAt, restoreNote, saveNote, splicedText } from '../annotating/notes.ts';
import { setCitationKey } from '../organising/citation-key.ts';
import type { LibraryContext } from './context.ts';

/** Answers the note calls. */
export function noteHandlers({
  database,
  changed,
  index,
}: LibraryContext): HandlersOf<keyof typeof noteCalls> {
  /** Papers that the note links to, or did, show by which notes they are mentioned. */
  function writing<Value>(paperId: number, write: () => Value): Value {
    const before = linkedPapers(database, paperId);
    const value = write();
    changed([...new Set([paperId, ...before, ...linkedPapers(database, paperId)])]);
    return value;
  }
  /** The window knows what it typed; only papers that are mentioned now, or no longer, have it ask for them again. */
  function typed(paperId: number, text: string): number | null {
    const isLong = text.length > LONG_NOTE;
    const before = linkedPapers(database, paperId);
    saveNote(database, paperId, text, isLong ? 'later' : 'now');
    const now = linkedPapers(database, paperId);
    changed([...before, ...now].filter((id) => id !== paperId && before.includes(id) !== now.includes(id)));
    if (isLong) index.soon();
    else changed([paperId], 'note');
    return lastRevision(database, paperId);
  }
  return {
    'note.save': ({ paperId, text }) => typed(paperId, text),
    'note.splice': ({ paperId, since, ...splice }) => {
      const text = splicedText(database, paperId, since, splice);
      return text === null ? null : typed(paperId, text);
    },
    'note.index': () => index.end(),
    'note.revisions': ({ paperId }) => noteRevisions(database, paperId),
    'note.textAt': ({ revisionId }) => noteTextAt(database, revisionId),
    'note.restore': ({ paperId, revisionId }) =>
      writing(paperId, () => restoreNote(database, paperId, revisionId)),
    'link.targets': ({ links }) => linkTargets(database, links),
    'template.list': () => noteTemplates(database),
    'template.save': ({ templateId, name, text }) => {
      const saved = saveTemplate(database, templateId, name, text);
      changed(null);
      return saved;
    },
    'template.remove': ({ templateId }) => {
      removeTemplate(database, templateId);
      changed(null);
    },
    'paper.setCitationKey': ({ paperId, key }) => {
      setCitationKey(database, paperId, key);
      changed([paperId]);
    },
  };
}
