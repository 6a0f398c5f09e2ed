import { type RefObject, useEffect } from 'react';
import type { TextRange } from '../../../shared/annotation.ts';
import { typeset } from '../../ui/typeset.ts';
import { wordAround } from './caret.ts';
import { select } from './caret-in-page.ts';
import { offsetAtPoint } from './selection.ts';
import { shownText } from './shown-text.ts';

/** How long a finger rests until it selects, in milliseconds: as Android's ViewConfiguration has it. */
const LONG_PRESS_MS = 400;
/** A finger that goes further scrolls, in pixels. */
const SLOP_PX = 8;

/** Selects with a finger: a long press takes the word, going on from there extends by words. */
export function useTouchSelection(regionRef: RefObject<HTMLElement | null>, text: string): void {
  useEffect(() => {
    const region = regionRef.current;
    if (region === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    let word: TextRange | null = null;

    function down(event: PointerEvent): void {
      end();
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        word = region === null ? null : wordAt(region, text, from.x, from.y);
        if (word !== null && region !== null) select(region, word.start, word.end);
      }, LONG_PRESS_MS);
    }
    function move(event: PointerEvent): void {
      if (event.pointerType !== 'touch' || !event.isPrimary || region === null) return;
      if (word === null) {
        if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLOP_PX) end();
        return;
      }
      const other = wordAt(region, text, event.clientX, event.clientY);
      if (other === null) return;
      if (other.start < word.start) select(region, word.end, other.start);
      else select(region, word.start, other.end);
    }
    function end(): void {
      clearTimeout(timer);
      word = null;
    }
    // Once it selects, the finger no longer scrolls; only a listener that is not passive can say so.
    function hold(event: TouchEvent): void {
      if (word !== null) event.preventDefault();
    }
    // Chromium's own long press would select a second time, or open a menu.
    function menu(event: Event): void {
      if (timer !== undefined && word !== null) event.preventDefault();
    }
    region.addEventListener('pointerdown', down);
    region.addEventListener('pointermove', move);
    region.addEventListener('pointerup', end);
    region.addEventListener('pointercancel', end);
    region.addEventListener('touchmove', hold, { passive: false });
    region.addEventListener('contextmenu', menu);
    return () => {
      end();
      region.removeEventListener('pointerdown', down);
      region.removeEventListener('pointermove', move);
      region.removeEventListener('pointerup', end);
      region.removeEventListener('pointercancel', end);
      region.removeEventListener('touchmove', hold);
      region.removeEventListener('contextmenu', menu);
    };
  }, [regionRef, text]);
}

function wordAt(region: HTMLElement, text: string, x: number, y: number): TextRange | null {
  const offset = offsetAtPoint(region, x, y);
  return offset === null ? null : wordAround(shownText(text, typeset(text)), offset);
}
