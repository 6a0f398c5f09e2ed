import { useQueryClient } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import {
  type KeyboardEvent,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { tokenAt } from '../../shared/query-token.ts';
import { perform } from '../postil.ts';
import { useCommands } from '../ui/commands.ts';
import { BoxLines, LINES_ID, lineId } from './BoxLines.tsx';
import { type BoxLine, RECENT, useSuggestions } from './use-suggestions.ts';
import './search-box.css';

/** What is pressed below the box must not move away before it is let go, in milliseconds. */
const CLOSING_MS = 250;

/** How far a key goes along the lines; those of the second row only once a line is chosen. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const STEPS_ASIDE: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Where one types what one looks for. Below it stand ways to go on, none chosen, beside what is found and not over it:
 * Enter leads to the papers, and so does Down where there are no ways. Escape closes them, then empties the box.
 */
export function SearchBox({
  given,
  turn,
  onType,
  onLeave,
  onEscape,
}: {
  /** What was put into the box last, perhaps by its own keys. */
  readonly given: string;
  /** Changes when it is to be shown in place of what was typed since. */
  readonly turn: number;
  readonly onType: (typed: string) => void;
  /** Told what is typed when the user goes on to the papers. */
  readonly onLeave: (typed: string) => void;
  /** Asked first where Escape leads to. @returns whether it led anywhere */
  readonly onEscape: () => boolean;
}) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  // The box alone shows a key at once; what is found follows when there is time.
  const [{ typed, turn: lastTurn }, setTyped] = useState({ typed: given, turn });
  if (turn !== lastTurn) setTyped({ typed: given, turn });
  const [isOpen, setOpen] = useState(false);
  const [caret, setCaret] = useState(0);
  /** Index of the line that Enter and Tab take; -1 for none. */
  const [chosen, setChosen] = useState(-1);
  const [caretToPut, setCaretToPut] = useState<number | null>(null);
  // Asked for behind the papers: the search answers one question after the other.
  const asked = useDeferredValue(typed);
  const askedCaret = useDeferredValue(caret);
  const { lines, isDue } = useSuggestions(asked, Math.min(askedCaret, asked.length), isOpen);
  const isBehind = isOpen && (isDue || asked !== typed);
  /** Whether Down was pressed before the ways for what is typed were there: it waits for them, to lead where it does then. */
  const [isWaiting, setWaiting] = useState(false);
  const line = lines[chosen];
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(closing.current), []);
  // A menu that was opened while the lines were there finds its button where they leave it: menus look with each resize.
  useEffect(() => {
    if (!isOpen) window.dispatchEvent(new Event('resize'));
  }, [isOpen]);

  useCommands({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  useLayoutEffect(() => {
    if (caretToPut === null) return;
    input.current?.setSelectionRange(caretToPut, caretToPut);
    setCaret(caretToPut);
    setCaretToPut(null);
  }, [caretToPut]);

  function type(text: string): void {
    setWaiting(false);
    setTyped({ typed: text, turn });
    onType(text);
  }

  function open(): void {
    clearTimeout(closing.current);
    setOpen(true);
    setChosen(-1);
    setCaret(input.current?.selectionStart ?? typed.length);
  }

  function take(taken: BoxLine): void {
    input.current?.focus();
    setChosen(-1);
    if (taken.kind === 'forget') {
      void perform('recentSearch.clear', undefined).then(() =>
        client.invalidateQueries({ queryKey: RECENT }),
      );
      return;
    }
    if (taken.kind === 'recent') {
      type(taken.query);
      setOpen(false);
      setCaretToPut(taken.query.length);
      return;
    }
    const { text } = taken.suggestion;
    const { start, end } = tokenAt(typed, Math.min(caret, typed.length));
    type(typed.slice(0, start) + text + typed.slice(end).replace(/^\s+/, text.endsWith(' ') ? '' : ' '));
    setCaretToPut(start + text.length);
  }

  function leave(): void {
    setOpen(false);
    onLeave(typed);
  }

  const goDown = useEffectEvent(() => {
    setWaiting(false);
    if (lines.length > 0) setChosen(0);
    else leave();
  });
  useEffect(() => {
    if (isWaiting && !isBehind) goDown();
  }, [isWaiting, isBehind]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const isBare = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const by = line === undefined ? STEPS[event.key] : (STEPS[event.key] ?? STEPS_ASIDE[event.key]);
    setWaiting(false);
    if (event.key === 'ArrowDown' && isBare && line === undefined && isBehind) {
      event.preventDefault();
      setWaiting(true);
    } else if (by !== undefined && isBare && lines.length > 0) {
      event.preventDefault();
      // Past the ends no line is chosen, as at first.
      setChosen(((chosen + 1 + by + lines.length + 1) % (lines.length + 1)) - 1);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && isBare && line !== undefined) {
      event.preventDefault();
      take(line);
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      leave();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (lines.length > 0) {
        input.current?.focus();
        setOpen(false);
      } else if (onEscape()) return;
      else if (typed === '') input.current?.blur();
      else type('');
    }
  }

  return (
    <search
      className="search-box"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        setChosen(-1);
        setWaiting(false);
        closing.current = setTimeout(() => setOpen(false), CLOSING_MS);
      }}
    >
      <div className="search">
        <Search size={16} aria-hidden />
        <input
          ref={input}
          type="search"
          className="search__input"
          aria-label="Search papers"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={lines.length > 0 ? LINES_ID : undefined}
          aria-activedescendant={line === undefined ? undefined : lineId(chosen)}
          placeholder="Search papers"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            type(event.target.value);
            open();
          }}
          onSelect={() => setCaret(input.current?.selectionStart ?? typed.length)}
          onFocus={open}
          onKeyDown={onKeyDown}
        />
        {typed === '' ? (
          <kbd className="key" aria-hidden>
            /
          </kbd>
        ) : (
          <button
            type="button"
            className="search__clear"
            aria-label="Clear the search"
            onClick={() => {
              type('');
              input.current?.focus();
            }}
          >
            <X size={14} />
          </button>
        )}
      </div>
      {isOpen && (typed !== '' || lines.length > 0) && (
        <BoxLines lines={lines} chosen={chosen} onTake={take} onKeyDown={onKeyDown} />
      )}
    </search>
  );
}
