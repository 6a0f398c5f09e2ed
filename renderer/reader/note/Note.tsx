import { useCallback, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { quoteOf } from '../../../shared/quotation.ts';
import { type AnsweredPaper, askAgain, keepWritten, libraryFolder, perform } from '../../postil.ts';
import { useBeforeClosing } from '../../ui/closing.ts';
import { useCommands } from '../../ui/commands.ts';
import { keepNote } from '../../ui/kept-notes.ts';
import { useLate } from '../../ui/late.ts';
import { lateEditor } from './late-editor.ts';
import { NoteHistory } from './NoteHistory.tsx';
import { NotePreview } from './NotePreview.tsx';
import { NoteTemplates } from './NoteTemplates.tsx';
import { draftText, type NoteDraft } from './note-draft.ts';
import type { NoteEditor } from './note-editor.ts';
import { type NoteSaver, type NoteState, noteSaver } from './note-saver.ts';
import { noteWriter } from './note-writer.ts';
import './note.css';

/** The preview is drawn anew when no key was pressed for so long, in milliseconds; a short text at once. */
const PREVIEW_PAUSE_MS = 250;
/** A note of which nothing is seen yet has its editor at the latest after this time, in milliseconds. */
const UNSEEN_MS = 200;
/** Texts up to this length are drawn with every key, in UTF-16 code units. */
const SHORT_LENGTH = 10_000;

/** The note of one paper; to be given the paper's id as its key. */
export function Note({ open }: { readonly open: AnsweredPaper }) {
  const paperId = open.paper.id;
  const titleId = useId();
  const text = open.note?.text ?? '';
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<NoteEditor>(null);
  const saver = useRef<NoteSaver<NoteDraft>>(null);
  const noteEditor = useLate(lateEditor);
  /** Makes the editor where it is not there yet. */
  const begin = useRef<() => void>(undefined);
  const isFocusWanted = useRef(false);
  const [state, setState] = useState<NoteState>('unchanged');
  const [savedMs, setSavedMs] = useState<number | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [dialog, setDialog] = useState<'history' | 'templates' | null>(null);
  const latest = useRef(open);
  const drawing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const deferred = useDeferredValue(shown);

  useEffect(() => {
    latest.current = open;
  });

  /** Brings the preview up to date, if it is there. */
  const draw = useCallback(() => {
    clearTimeout(drawing.current);
    const show = () => setShown((now) => (now === null ? null : shownNow(editor.current, '')));
    drawing.current = setTimeout(show, (editor.current?.length() ?? 0) > SHORT_LENGTH ? PREVIEW_PAUSE_MS : 0);
  }, []);

  useEffect(() => {
    const element = host.current;
    if (element === null || noteEditor === null) return;
    const folder = libraryFolder();
    const write = noteWriter({
      save: (newText) => perform('note.save', { paperId, text: newText }),
      splice: (since, replaced) => perform('note.splice', { paperId, since, ...replaced }),
    });
    const ownSaver = noteSaver(async (draft: NoteDraft) => {
      // What the library did not take must not go into another one, where the number means another paper.
      const isSaved = libraryFolder() === folder && (await write(draft));
      if (isSaved) setSavedMs(Date.now());
      else askAgain(paperId);
      if (isSaved && isLeft) keepAmongAnswers(draft);
      keepNote(folder, paperId, isSaved ? null : draftText(draft));
      return isSaved;
    }, setState);
    let isTyped = false;
    let isLeft = false;
    const keepAmongAnswers = (draft: NoteDraft) => {
      if (libraryFolder() === folder) keepWritten(paperId, draftText(draft));
    };
    begin.current = () => {
      begin.current = undefined;
      const ownEditor = noteEditor(
        element,
        latest.current.note?.text ?? '',
        () => {
          isTyped = true;
          ownSaver.typed(ownEditor.draft());
          if (isPreviewed.current) draw();
        },
        ownSaver.flush,
        () =>
          latest.current.annotations.map(({ id, body, selectors, range }) => ({
            id,
            quote:
              selectors === null
                ? (latest.current.paper.currentVersion?.text.slice(range?.start, range?.end) ?? '')
                : quoteOf({ selectors }),
            body,
          })),
      );
      saver.current = ownSaver;
      editor.current = ownEditor;
      if (isFocusWanted.current) ownEditor.focus();
      isFocusWanted.current = false;
    };
    const isSeen = latest.current.note !== null && element.getBoundingClientRect().top < window.innerHeight;
    if (isSeen || isFocusWanted.current) begin.current();
    const idle = requestIdleCallback(() => begin.current?.(), { timeout: UNSEEN_MS });
    window.addEventListener('pagehide', ownSaver.flush);
    document.addEventListener('visibilitychange', ownSaver.flush);
    return () => {
      cancelIdleCallback(idle);
      begin.current = undefined;
      ownSaver.flush();
      isLeft = true;
      if (isTyped && editor.current !== null) keepAmongAnswers(editor.current.draft());
      clearTimeout(drawing.current);
      window.removeEventListener('pagehide', ownSaver.flush);
      document.removeEventListener('visibilitychange', ownSaver.flush);
      editor.current?.destroy();
      editor.current = null;
      saver.current = null;
    };
  }, [paperId, draw, noteEditor]);

  const isPreviewed = useRef(false);
  useEffect(() => {
    isPreviewed.current = shown !== null;
  }, [shown]);

  // The library's text counts when it was asked for after all that was typed here had been saved: after an undo, say.
  useEffect(() => {
    if (saver.current?.isSettled() === true && open.askedMs > saver.current.settledMs()) {
      editor.current?.show(text);
      if (isPreviewed.current) draw();
    }
  }, [text, open.askedMs, draw]);

  useBeforeClosing(() => saver.current?.flush());

  useCommands({
    note: () => {
      // At once, so that what is typed right behind the key comes into the note.
      flushSync(() => setDialog(null));
      begin.current?.();
      if (editor.current === null) isFocusWanted.current = true;
      else editor.current.focus();
    },
    'note-history': () => showHistory(),
    template: () => setDialog('templates'),
  });

  function showHistory(): void {
    saver.current?.flush();
    setDialog('history');
  }

  /** Turns the box of an entry that begins at an offset. */
  const check = useCallback((offset: number) => {
    const whole = editor.current?.text() ?? '';
    const box = /\[[ xX]\]/.exec(whole.slice(offset, offset + 40));
    if (box === null) return;
    const at = offset + box.index + 1;
    editor.current?.replace(at, at + 1, whole[at] === ' ' ? 'x' : ' ');
  }, []);

  return (
    <section className="note" aria-labelledby={titleId}>
      <header className="note__head">
        <h2 id={titleId} className="part-title">
          Note
        </h2>
        <NoteStateWords state={state} savedMs={savedMs} />
        <button type="button" className="text-button" onClick={() => setDialog('templates')}>
          Templates
        </button>
        <button type="button" className="text-button" onClick={showHistory}>
          History
        </button>
        <button
          type="button"
          className="text-button"
          aria-pressed={shown !== null}
          onClick={() => setShown(shown === null ? shownNow(editor.current, text) : null)}
        >
          Preview
        </button>
      </header>
      <div ref={host} className="note__editor" />
      {deferred !== null && shown !== null && <NotePreview {...deferred} onCheck={check} />}
      {dialog === 'history' && <NoteHistory paperId={paperId} onClose={() => setDialog(null)} />}
      {dialog === 'templates' && (
        <NoteTemplates
          open={open}
          onInsert={(filled) => {
            setDialog(null);
            // Behind the dialog, which gives the focus back when it goes.
            requestAnimationFrame(() => editor.current?.insert(filled));
          }}
          noteText={() => editor.current?.text() ?? ''}
          onClose={() => setDialog(null)}
        />
      )}
    </section>
  );
}

/** What the preview shows: the text, and where one writes in it. */
interface Shown {
  readonly text: string;
  readonly cursor: number;
}

function shownNow(editor: NoteEditor | null, otherwise: string): Shown {
  return editor === null ? { text: otherwise, cursor: 0 } : { text: editor.text(), cursor: editor.cursor() };
}

const WORDS: Readonly<Record<NoteState, string>> = {
  unchanged: '',
  unsaved: 'Saving…',
  saved: 'Saved',
  failed: 'Not saved; your text is kept here',
};

function NoteStateWords({ state, savedMs }: { readonly state: NoteState; readonly savedMs: number | null }) {
  return (
    <span className="note__state">
      <span className={state === 'failed' ? 'note__state--failed' : ''} aria-live="polite">
        {WORDS[state]}
      </span>
      {state === 'saved' && savedMs !== null && (
        <time dateTime={new Date(savedMs).toISOString()}>
          {new Date(savedMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}
        </time>
      )}
    </span>
  );
}
