import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Annotation, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Marks a change that came from the library, not from the user. */
const fromLibrary = Annotation.define<boolean>();

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
});

/** A Markdown editor in an element of its own. */
export interface NoteEditor {
  /** Puts a text of the library in, without telling that it changed. */
  readonly show: (text: string) => void;
  readonly text: () => string;
  /** Puts the cursor at the end. */
  readonly focus: () => void;
  readonly destroy: () => void;
}

/**
 * Makes the editor of a note.
 * It stands in a shadow tree, where CodeMirror adopts a style sheet in place of writing a style element,
 * which the window's policy forbids.
 */
export function noteEditor(
  host: HTMLElement,
  text: string,
  onChange: (text: string) => void,
  onLeave: () => void,
): NoteEditor {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const view = new EditorView({
    parent: shadow,
    root: shadow,
    state: EditorState.create({
      doc: text,
      extensions: [
        // The note is kept byte for byte: no line ending is changed on the way.
        EditorState.lineSeparator.of(text.includes('\r\n') ? '\r\n' : '\n'),
        history(),
        keymap.of([{ key: 'Escape', run: leave }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        markdown({ base: markdownLanguage }),
        syntaxHighlighting(look),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Note', spellcheck: 'true' }),
        placeholder('Markdown and $math$, saved as you type'),
        EditorView.updateListener.of((update) => {
          const isOurs = update.transactions.some((transaction) => transaction.annotation(fromLibrary));
          if (update.docChanged && !isOurs) onChange(wholeText(update.state));
        }),
        EditorView.domEventHandlers({ blur: () => onLeave() }),
      ],
    }),
  });

  function leave(editor: EditorView): boolean {
    editor.contentDOM.blur();
    return true;
  }

  return {
    show(newText) {
      if (newText === wholeText(view.state)) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: newText },
        annotations: fromLibrary.of(true),
      });
    },
    text: () => wholeText(view.state),
    focus() {
      view.dispatch({ selection: { anchor: view.state.doc.length }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function wholeText(state: EditorState): string {
  return state.sliceDoc();
}
