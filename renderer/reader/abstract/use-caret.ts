import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { platform } from '../../postil.ts';
import { typeset } from '../../ui/typeset.ts';
import { caretKey, moveCaret } from './caret.ts';
import { caretPlace, select } from './caret-in-page.ts';
import { selectedRange } from './selection.ts';
import { shownText } from './shown-text.ts';

/**
 * A caret for the keyboard: it moves by character, word, clause and sentence, and with Shift selects.
 * @param reach has the abstract there up to an offset: the caret stands in an element of the page, the one that is to stay
 * @param onMove told where it stands when nothing is selected, in UTF-16 code units
 */
export function useCaret(
  regionRef: RefObject<HTMLElement | null>,
  text: string,
  reach: (offset: number) => void,
  onMove: (offset: number) => void,
) {
  const shown = useMemo(() => shownText(text, typeset(text)), [text]);
  const ends = useRef<{ anchor: number; focus: number } | null>(null);
  const [place, setPlace] = useState<ReturnType<typeof caretPlace>>(null);

  const put = useCallback(
    (anchor: number, focus: number) => {
      const region = regionRef.current;
      if (region === null) return;
      ends.current = { anchor, focus };
      reach(Math.max(anchor, focus));
      select(region, anchor, focus);
      const next = caretPlace(region, focus);
      setPlace(next);
      if (anchor === focus) onMove(focus);
      keepInSight(region, next);
    },
    [regionRef, reach, onMove],
  );
  const hide = useCallback(() => setPlace(null), []);

  // Annotations that come or go move the letters of a line: none of them the caret's own doing.
  useEffect(() => {
    const region = regionRef.current;
    if (region === null) return;
    const observer = new ResizeObserver(() => {
      const at = ends.current;
      if (at !== null) setPlace((now) => (now === null ? null : caretPlace(region, at.focus)));
    });
    observer.observe(region);
    return () => observer.disconnect();
  }, [regionRef]);

  function selectAll(): void {
    put(0, text.length);
    hide();
  }

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
    const known = place === null && selected !== null ? null : ends.current;
    const anchor = known?.anchor ?? selected?.start ?? 0;
    const focus = known?.focus ?? selected?.end ?? 0;
    const next = moveCaret(shown, focus, key.by, key.unit);
    put(event.shiftKey ? anchor : next, next);
  }

  /** Lets the keyboard go on where the mouse clicked. */
  const remember = useCallback((offset: number) => {
    ends.current = { anchor: offset, focus: offset };
  }, []);

  return { place, hide, put, remember, selectAll, onKeyDown };
}

/** Scrolls the least that brings the caret between the edges of what scrolls. */
function keepInSight(region: HTMLElement, place: ReturnType<typeof caretPlace>): void {
  const scroll = region.closest('.scroll');
  if (place === null || scroll === null) return;
  const top = region.getBoundingClientRect().top + place.top;
  const frame = scroll.getBoundingClientRect();
  if (top < frame.top) scroll.scrollTop -= frame.top - top + place.height;
  else if (top + place.height > frame.bottom) scroll.scrollTop += top + 2 * place.height - frame.bottom;
}
