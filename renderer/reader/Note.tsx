import { useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { type AnsweredPaper, libraryFolder, perform } from '../postil.ts';
import { useBeforeClosing } from '../ui/closing.ts';
import { useCommands } from '../ui/commands.ts';
import { Markdown } from '../ui/Markdown.tsx';
import { type NoteEditor, noteEditor } from './note-editor.ts';
import { type NoteSaver, type NoteState, noteSaver } from './note-saver.ts';
import './note.css';

const WORDS: Readonly<Record<NoteState, string>> = {
  unchanged: '',
  unsaved: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved',
};

/** The note of one paper; to be given the paper's id as its key. */
export function Note({ open }: { readonly open: AnsweredPaper }) {
  const paperId = open.paper.id;
  const text = open.note?.text ?? '';
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<NoteEditor>(null);
  const saver = useRef<NoteSaver>(null);
  const firstText = useRef(text);
  const [state, setState] = useState<NoteState>('unchanged');
  const [read, setRead] = useState<string | null>(null);

  useEffect(() => {
    if (host.current === null) return;
    const folder = libraryFolder();
    const ownSaver = noteSaver(
      // What the library did not take must not go into another one, where the number means another paper.
      async (newText) =>
        libraryFolder() === folder && (await perform('note.save', { paperId, text: newText })).ok,
      setState,
    );
    const ownEditor = noteEditor(host.current, firstText.current, ownSaver.typed, ownSaver.flush);
    saver.current = ownSaver;
    editor.current = ownEditor;
    window.addEventListener('pagehide', ownSaver.flush);
    document.addEventListener('visibilitychange', ownSaver.flush);
    return () => {
      ownSaver.flush();
      window.removeEventListener('pagehide', ownSaver.flush);
      document.removeEventListener('visibilitychange', ownSaver.flush);
      ownEditor.destroy();
      editor.current = null;
      saver.current = null;
    };
  }, [paperId]);

  // The library's text counts when it was asked for after all that was typed here had been saved: after an undo, say.
  useEffect(() => {
    if (saver.current?.isSettled() === true && open.askedMs > saver.current.settledMs()) {
      editor.current?.show(text);
    }
  }, [text, open.askedMs]);

  useBeforeClosing(() => saver.current?.flush());

  useCommands({
    note: () => {
      // At once, so that what is typed right behind the key comes into the note.
      flushSync(() => setRead(null));
      editor.current?.focus();
    },
  });

  return (
    <section className="note" aria-labelledby="note-title">
      <header className="note__head">
        <h2 id="note-title" className="part-title">
          Note
        </h2>
        <span className={`note__state ${state === 'failed' ? 'note__state--failed' : ''}`} aria-live="polite">
          {WORDS[state]}
        </span>
        <ToggleButton
          className="text-button"
          isSelected={read !== null}
          onChange={(on) => setRead(on ? (editor.current?.text() ?? '') : null)}
        >
          Preview
        </ToggleButton>
      </header>
      <div ref={host} className="note__editor" hidden={read !== null} />
      {read !== null && (
        <div className="note__read">
          {read.trim() === '' ? <p className="quiet">Nothing written yet.</p> : <Markdown text={read} />}
        </div>
      )}
    </section>
  );
}
