import { autocompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { runCommand } from '../../ui/commands.ts';
import { completeAnnotations, completePapers, type OfferedAnnotation } from './note-completion.ts';
import { draftText, type NoteDraft } from './note-draft.ts';
import { offersWithMath } from './note-offers.ts';

/** Marks a change that came from the library, not from the user. */
const fromLibrary = Annotation.define<boolean>();

/** As long may a paragraph be that is looked through as one, in UTF-16 code units. */
const PARAGRAPH_LENGTH = 5000;

/**
 * Cuts longer paragraphs for their colours alone: the time for one grows with the square of its length, and each key
 * typed in it waits.
 */
const shortParagraphs = {
  parseBlock: [
    {
      name: 'ShortParagraph',
      endLeaf: (_context: unknown, _line: unknown, { content }: { readonly content: string }) =>
        content.length > PARAGRAPH_LENGTH,
    },
  ],
};

const look = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '650' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, fontFamily: 'var(--font-code)', fontSize: '0.92em' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.quote, color: 'var(--ink-quiet)' },
  { tag: [tags.processingInstruction, tags.meta], color: 'var(--ink-faint)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', fontSize: 'var(--size-note)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-interface)', lineHeight: '22px' },
  '.cm-content': { padding: '12px 0', minHeight: '96px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 14px' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-tooltip': {
    border: 'none',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--ground-float)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxWidth: 'min(440px, 80vw)',
    fontFamily: 'var(--font-interface)',
    fontSize: 'var(--size-interface)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', color: 'var(--ink)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--ground-chosen)',
    color: 'var(--ink)',
  },
  '.cm-completion--math .cm-completionLabel': { display: 'none' },
  '.cm-completionDetail': { color: 'var(--ink-quiet)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' },
});

/** A Markdown editor in an element of its own. */
export interface NoteEditor {
  /** Puts a text of the library in, without telling that it changed. */
  readonly show: (text: string) => void;
  readonly text: () => string;
  /** Length of the text, each end of a line counted as one, in UTF-16 code units. */
  readonly length: () => number;
  /** Where the cursor is, as an offset of the text in UTF-16 code units. */
  readonly cursor: () => number;
  /** The text as it stands, not put together yet. */
  readonly draft: () => NoteDraft;
  /** Replaces a part of the text, as typing does. Offsets in UTF-16 code units. */
  readonly replace: (start: number, end: number, text: string) => void;
  /** Puts a text in where the cursor is, and goes on behind it. */
  readonly insert: (text: string) => void;
  /** Puts the cursor at the end. */
  readonly focus: () => void;
  readonly destroy: () => void;
}

/**
 * Makes the editor of a note.
 * It stands in a shadow tree, where CodeMirror adopts a style sheet in place of writing a style element,
 * which the window's policy forbids.
 * @param annotations those that `@` offers
 */
export function noteEditor(
  host: HTMLElement,
  text: string,
  onChange: () => void,
  onLeave: () => void,
  annotations: () => readonly OfferedAnnotation[],
): NoteEditor {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const stateOf = (doc: string) =>
    EditorState.create({
      doc,
      extensions: [
        // The note is kept byte for byte: no line ending is changed on the way.
        EditorState.lineSeparator.of(separatorOf(doc)),
        EditorView.clipboardInputFilter.of(withLineEndsOf),
        history(),
        autocompletion({
          override: [completePapers, completeAnnotations(annotations)],
          icons: false,
          ...offersWithMath,
        }),
        keymap.of([{ key: 'Escape', run: leave }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        markdown({ base: markdownLanguage, extensions: shortParagraphs }),
        syntaxHighlighting(look),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Note', spellcheck: 'true' }),
        placeholder('Markdown and $math$, saved as you type'),
        EditorView.updateListener.of((update) => {
          const isOurs = update.transactions.some((transaction) => transaction.annotation(fromLibrary));
          if (update.docChanged && !isOurs) onChange();
        }),
        EditorView.domEventHandlers({ blur: () => onLeave() }),
      ],
    });
  const view = new EditorView({ parent: shadow, root: shadow, state: stateOf(text) });

  function leave(editor: EditorView): boolean {
    editor.contentDOM.blur();
    document.getSelection()?.removeAllRanges();
    runCommand('papers');
    return true;
  }

  return {
    show(newText) {
      if (newText === draftText(draftOf(view.state))) return;
      if (separatorOf(newText) !== view.state.lineBreak) {
        view.setState(stateOf(newText));
        return;
      }
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: newText },
        annotations: fromLibrary.of(true),
      });
    },
    text: () => draftText(draftOf(view.state)),
    length: () => view.state.doc.length,
    cursor() {
      const { doc, selection, lineBreak } = view.state;
      return selection.main.head + (doc.lineAt(selection.main.head).number - 1) * (lineBreak.length - 1);
    },
    draft: () => draftOf(view.state),
    replace(start, end, newText) {
      const { doc, lineBreak } = view.state;
      const place = (offset: number) => placeIn(doc, offset, lineBreak.length);
      view.dispatch({ changes: { from: place(start), to: place(end), insert: newText } });
    },
    insert(newText) {
      const lines = view.state.toText(withLineEndsOf(newText, view.state));
      view.dispatch(view.state.replaceSelection(lines));
      view.focus();
    },
    focus() {
      view.dispatch({ selection: { anchor: view.state.doc.length }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** What ends lines in a text. A text of both kinds keeps the returns within its lines, at their ends. */
function separatorOf(text: string): string {
  return text.includes('\r\n') && !/(?<!\r)\n/.test(text) ? '\r\n' : '\n';
}

/**
 * A text that is put in from elsewhere, its lines ended as those of the note: an editor knows one end of lines, and what
 * was typed behind another one would stand between its halves.
 */
function withLineEndsOf(text: string, { lineBreak }: EditorState): string {
  return text.replace(/\r\n?|\n/g, lineBreak);
}

/** An offset of the text as a place in the document, to which each end of a line is one long. */
function placeIn(doc: EditorState['doc'], offset: number, breakLength: number): number {
  if (breakLength === 1) return offset;
  let start = 0;
  for (let number = 1; number < doc.lines; number += 1) {
    const { length } = doc.line(number);
    if (offset <= start + length) return offset - (number - 1) * (breakLength - 1);
    start += length + breakLength;
  }
  return offset - (doc.lines - 1) * (breakLength - 1);
}

function draftOf({ doc, lineBreak }: EditorState): NoteDraft {
  return { lines: doc, lineBreak };
}
