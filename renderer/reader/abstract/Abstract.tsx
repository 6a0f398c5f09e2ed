import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { TextRange } from '../../../shared/annotation.ts';
import { useCommands } from '../../ui/commands.ts';
import { Segments } from './Segments.tsx';
import { inReach, type Segment, segmentAt } from './segments.ts';
import { offsetAtPoint, selectedRange } from './selection.ts';
import { useCaret } from './use-caret.ts';
import { useReach } from './use-reach.ts';
import { useTouchSelection } from './use-touch-selection.ts';
import './abstract.css';
import './highlights.css';

/** What the keyboard can be told from outside of the abstract. */
export interface AbstractHandle {
  /** Gives the abstract the focus, and puts the caret at an offset in UTF-16 code units. */
  readonly goTo: (offset: number) => void;
}

/** The abstract: words, math and links with the annotations and hits over them; to be given the paper's id as its key. */
export function Abstract({
  regionRef,
  handleRef,
  text,
  cut,
  isBegun,
  pointed,
  opened,
  onPoint,
  onOpen,
  onCaret,
  onSelect,
  onDelete,
  children,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly handleRef: RefObject<AbstractHandle | null>;
  readonly text: string;
  readonly cut: readonly Segment[];
  /** Whether it is shown from where it was read last, not from its beginning. */
  readonly isBegun: boolean;
  /** Id of the annotation that is pointed at, here or at its card. */
  readonly pointed: string | null;
  /** Id of the annotation that one is busy with. */
  readonly opened: string | null;
  readonly onPoint: (annotationId: string | null) => void;
  /** Told that an annotation was clicked; null for a click beside all. */
  readonly onOpen: (annotationId: string | null) => void;
  /** Told where the caret stands, in UTF-16 code units; the keyboard also shows it. */
  readonly onCaret: (offset: number, by: 'keyboard' | 'pointer') => void;
  /** Told what is selected once the user lets go; null for nothing. */
  readonly onSelect: (range: TextRange | null) => void;
  /** Told that the annotation one is busy with is to go. */
  readonly onDelete: () => void;
  /** What floats at the selection. */
  readonly children: ReactNode;
}) {
  const caretMoved = useRef(onCaret);
  useEffect(() => {
    caretMoved.current = onCaret;
  });
  const moved = useRef((offset: number) => caretMoved.current(offset, 'keyboard')).current;
  const { count, gapPx, reach } = useReach(regionRef, text.length, isBegun);
  const caret = useCaret(regionRef, text, reach, moved);
  useTouchSelection(regionRef, text);

  function go(offset: number): void {
    regionRef.current?.focus({ preventScroll: true });
    caret.put(offset, offset);
  }
  useEffect(() => {
    handleRef.current = { goTo: go };
  });
  useCommands({ read: () => go(0) });

  const isPressing = useRef(false);
  useEffect(() => {
    function report(): void {
      if (isPressing.current || regionRef.current === null) return;
      const selection = document.getSelection();
      if (selection?.isCollapsed === false && selection.anchorNode !== null) {
        const range = selectedRange(regionRef.current, text);
        if (range !== null) onSelect(range);
      } else {
        onSelect(null);
      }
    }
    function release(): void {
      isPressing.current = false;
      report();
    }
    document.addEventListener('selectionchange', report);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('selectionchange', report);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, [regionRef, text, onSelect]);

  /** The annotations under a point of the page, the innermost first. */
  function reached(target: EventTarget): readonly string[] {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-start]') : null;
    const segment = element === null ? undefined : segmentAt(cut, Number(element.dataset.start));
    return segment === undefined ? [] : inReach(segment);
  }

  function click(event: React.MouseEvent<HTMLElement>): void {
    // A third click takes the paragraph; the browser's own would end at the first piece of math.
    if (event.detail === 3) caret.selectAll();
    if (document.getSelection()?.isCollapsed === false || regionRef.current === null) return;
    const offset = offsetAtPoint(regionRef.current, event.clientX, event.clientY);
    if (offset !== null) {
      caret.remember(offset);
      onCaret(offset, 'pointer');
    }
    // Clicking again on the same place goes on to the next below, and around.
    const there = reached(event.target);
    onOpen(there[(there.indexOf(opened ?? '') + 1) % there.length] ?? null);
  }

  return (
    <div className="abstract-place">
      <section
        ref={regionRef}
        className="abstract"
        aria-label="Abstract"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its words are selected with the keyboard.
        tabIndex={0}
        onPointerDown={() => {
          isPressing.current = true;
          caret.hide();
        }}
        onPointerOver={(event) => {
          if (event.pointerType === 'touch' || isPressing.current) return;
          const there = reached(event.target);
          onPoint(there.find((id) => id === opened) ?? there[0] ?? null);
        }}
        onPointerLeave={() => onPoint(null)}
        onClick={click}
        onKeyDown={(event) => {
          if ((event.key === 'Delete' || event.key === 'Backspace') && opened !== null) {
            event.preventDefault();
            onDelete();
          } else caret.onKeyDown(event);
        }}
        onBlur={caret.hide}
        onCopy={(event) => {
          const range = regionRef.current === null ? null : selectedRange(regionRef.current, text);
          if (range === null) return;
          event.clipboardData.setData('text/plain', text.slice(range.start, range.end));
          event.preventDefault();
        }}
      >
        <Segments cut={cut} count={count} gapPx={gapPx} pointed={pointed ?? opened} />
      </section>
      {caret.place !== null && <span className="abstract-place__caret" style={caret.place} />}
      {children}
    </div>
  );
}
