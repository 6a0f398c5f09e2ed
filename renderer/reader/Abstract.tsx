import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TextRange } from '../../shared/annotation.ts';
import { perform, platform } from '../postil.ts';
import { useCommands } from '../ui/commands.ts';
import { mathSpans } from '../ui/math-spans.ts';
import { Tex } from '../ui/Tex.tsx';
import { caretKey, moveCaret } from './caret.ts';
import { caretPlace, select } from './caret-in-page.ts';
import { linkRuns, type Marked, type Segment, segments } from './segments.ts';
import { selectedRange } from './selection.ts';
import './abstract.css';

/** The abstract: words, math and links with the annotations and hits over them; to be given the paper's id as its key. */
export function Abstract({
  regionRef,
  text,
  annotations,
  hits,
  pointed,
  onPoint,
  onOpen,
  onSelect,
  children,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly annotations: readonly Marked[];
  readonly hits: readonly TextRange[];
  /** Id of the annotation that is pointed at, here or at its card. */
  readonly pointed: string | null;
  readonly onPoint: (annotationId: string | null) => void;
  /** Told that an annotation was clicked. */
  readonly onOpen: (annotationId: string) => void;
  /** Told what is selected once the user lets go; null for nothing. */
  readonly onSelect: (range: TextRange | null) => void;
  /** What floats at the selection. */
  readonly children: ReactNode;
}) {
  const cut = useMemo(() => segments(text, annotations, hits), [text, annotations, hits]);
  const caret = useCaret(regionRef, text);

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
        onClick={(event) => {
          // A third click takes the paragraph; the browser's own would end at the first piece of math.
          if (event.detail === 3) caret.selectAll();
        }}
        onKeyDown={caret.onKeyDown}
        onBlur={caret.hide}
        onCopy={(event) => {
          const range = regionRef.current === null ? null : selectedRange(regionRef.current, text);
          if (range === null) return;
          event.clipboardData.setData('text/plain', text.slice(range.start, range.end));
          event.preventDefault();
        }}
      >
        <p className="abstract__text">
          {linkRuns(cut).map(({ url, run }) => {
            const views = run.map((segment) => (
              <SegmentView
                key={segment.start}
                segment={segment}
                pointed={pointed}
                onPoint={onPoint}
                onOpen={onOpen}
              />
            ));
            return url === null ? (
              views
            ) : (
              <OutwardLink key={`link ${run[0]?.start}`} url={url} content={views} />
            );
          })}
        </p>
      </section>
      {caret.place !== null && <span className="abstract-place__caret" style={caret.place} />}
      {children}
    </div>
  );
}

/** A link that opens in the browser, on a click alone: dragging over it selects its words. */
function OutwardLink({ url, content }: { readonly url: string; readonly content: ReactNode }) {
  return (
    <a
      href={url}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        if (document.getSelection()?.isCollapsed !== false) void perform('window.openLink', { url });
      }}
    >
      {content}
    </a>
  );
}

function SegmentView({
  segment,
  pointed,
  onPoint,
  onOpen,
}: {
  readonly segment: Segment;
  readonly pointed: string | null;
  readonly onPoint: (annotationId: string | null) => void;
  readonly onOpen: (annotationId: string) => void;
}) {
  const { math, layers } = segment;
  let inside: ReactNode =
    math === null ? segment.text : <Tex tex={math.tex} display={math.display} source={segment.text} />;
  for (const { annotation, lane } of layers) {
    inside = (
      <mark
        className={`highlight highlight--${annotation.colour} highlight--lane${Math.min(lane, 3)}`}
        data-annotation={annotation.id}
        data-pointed={annotation.id === pointed || undefined}
      >
        {inside}
      </mark>
    );
  }
  const top = layers.at(-1)?.annotation.id;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut to the card, which the keyboard reaches on its own.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <span
      data-start={segment.start}
      data-end={segment.end}
      data-math={math === null ? undefined : ''}
      className={segment.hit ? 'hit' : undefined}
      onPointerEnter={top === undefined ? undefined : () => onPoint(top)}
      onPointerLeave={top === undefined ? undefined : () => onPoint(null)}
      onClick={
        top === undefined
          ? undefined
          : () => {
              if (document.getSelection()?.isCollapsed !== false) onOpen(top);
            }
      }
    >
      {inside}
    </span>
  );
}

/** A caret for the keyboard: it moves by character, word and sentence, and with Shift selects. */
function useCaret(regionRef: RefObject<HTMLElement | null>, text: string) {
  const math = useMemo(() => mathSpans(text), [text]);
  const ends = useRef<{ anchor: number; focus: number } | null>(null);
  const [place, setPlace] = useState<ReturnType<typeof caretPlace>>(null);

  const put = useCallback(
    (anchor: number, focus: number) => {
      const region = regionRef.current;
      if (region === null) return;
      ends.current = { anchor, focus };
      select(region, anchor, focus);
      setPlace(caretPlace(region, focus));
    },
    [regionRef],
  );
  const hide = useCallback(() => setPlace(null), []);

  function selectAll(): void {
    put(0, text.length);
    hide();
  }

  useCommands({
    read: () => {
      regionRef.current?.focus();
      put(0, 0);
    },
  });

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>): void {
    const region = regionRef.current;
    if (region === null || event.target !== region) return;
    const key = caretKey(event, platform());
    if (key === null) return;
    event.preventDefault();
    if (key === 'all') {
      selectAll();
      return;
    }
    const selected = place === null ? selectedRange(region, text) : null;
    const known = place === null ? null : ends.current;
    const anchor = known?.anchor ?? selected?.start ?? 0;
    const focus = known?.focus ?? selected?.end ?? 0;
    const next = moveCaret(text, math, focus, key.by, key.unit);
    put(event.shiftKey ? anchor : next, next);
  }

  return { place, hide, selectAll, onKeyDown };
}
