import { MessageSquareText } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Button, Toolbar } from 'react-aria-components';
import type { HighlightColour, TextRange } from '../../shared/annotation.ts';
import { HIGHLIGHTS } from '../ui/colours.ts';
import './highlight-bar.css';

/** Distance between the selection and the bar, in pixels. */
const GAP_PX = 8;

/** The colours and the comment, at the end of what is selected. */
export function HighlightBar({
  regionRef,
  range,
  onHighlight,
  onComment,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly range: TextRange;
  readonly onHighlight: (colour: HighlightColour) => void;
  readonly onComment: () => void;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another range lies elsewhere.
  useLayoutEffect(() => {
    const selection = document.getSelection();
    const region = regionRef.current;
    if (region === null || bar.current === null || selection === null || selection.rangeCount === 0) return;
    const frame = region.getBoundingClientRect();
    const boxes = [...selection.getRangeAt(0).getClientRects()].filter((box) => box.width > 0);
    const first = boxes[0] ?? frame;
    const last = boxes.at(-1) ?? frame;
    const { offsetHeight: height, offsetWidth: width } = bar.current;
    const below = last.bottom + GAP_PX;
    const floor = region.closest('.scroll')?.getBoundingClientRect().bottom ?? window.innerHeight;
    const top = below + height < floor ? below : first.top - height - GAP_PX;
    const middle = last.right - width / 2;
    const left = Math.min(Math.max(middle, frame.left), Math.max(frame.left, frame.right - width));
    setPlace({ left: left - frame.left, top: top - frame.top });
  }, [range, regionRef]);

  return (
    <Toolbar
      ref={bar}
      aria-label="Highlight"
      className="highlight-bar"
      style={place}
      // A press must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => event.stopPropagation()}
    >
      {HIGHLIGHTS.map(({ colour, label, mark }) => (
        <Button
          key={colour}
          aria-label={label}
          className={`swatch swatch--${colour}`}
          data-mark={mark}
          onPress={() => onHighlight(colour)}
        />
      ))}
      <Button aria-label="Comment" className="icon-button" onPress={onComment}>
        <MessageSquareText size={16} />
      </Button>
    </Toolbar>
  );
}
