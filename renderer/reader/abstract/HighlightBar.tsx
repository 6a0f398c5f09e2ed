import { Combine, MessageSquareText, MoveHorizontal, Underline } from 'lucide-react';
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button, Toolbar, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { ColourMeanings, HighlightColour, TextRange } from '../../../shared/annotation.ts';
import { HIGHLIGHTS } from '../../ui/colours.ts';
import './highlight-bar.css';

/** Distance between the selection and the bar, in pixels. */
const GAP_PX = 8;

/** The colours, the underline and the comment, at the end of what is selected. */
export function HighlightBar({
  regionRef,
  range,
  meanings,
  touched,
  onHighlight,
  onUnderline,
  onComment,
  onFit,
  onMerge,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly range: TextRange;
  readonly meanings: ColourMeanings | undefined;
  /** How many annotations the selection touches. */
  readonly touched: number;
  readonly onHighlight: (colour: HighlightColour) => void;
  readonly onUnderline: () => void;
  readonly onComment: () => void;
  /** Extends or shrinks the annotation under the selection to it. */
  readonly onFit: () => void;
  readonly onMerge: () => void;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another range lies elsewhere, other buttons are wider.
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
  }, [range, regionRef, touched > 0, touched > 1]);

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
        <BarButton
          key={colour}
          label={label}
          keys={mark}
          meaning={meanings?.[colour] ?? null}
          className={`swatch swatch--${colour}`}
          mark={mark}
          onPress={() => onHighlight(colour)}
        />
      ))}
      <BarButton label="Underline" keys="U" onPress={onUnderline}>
        <Underline size={16} />
      </BarButton>
      <BarButton label="Comment" keys="C" onPress={onComment}>
        <MessageSquareText size={16} />
      </BarButton>
      {touched > 0 && (
        <BarButton label="Extend or shrink the annotation" keys="F" onPress={onFit}>
          <MoveHorizontal size={16} />
        </BarButton>
      )}
      {touched > 1 && (
        <BarButton label="Merge annotations" keys="M" onPress={onMerge}>
          <Combine size={16} />
        </BarButton>
      )}
    </Toolbar>
  );
}

/** The hint names the button, and what its colour means, which is also its description. */
function BarButton({
  label,
  keys,
  meaning = null,
  className = 'icon-button',
  mark,
  children,
  onPress,
}: {
  readonly label: string;
  readonly keys: string;
  readonly meaning?: string | null;
  readonly className?: string;
  readonly mark?: string;
  readonly children?: ReactNode;
  readonly onPress: () => void;
}) {
  const described = useId();
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <Button
        aria-label={label}
        {...(meaning !== null && { 'aria-describedby': described })}
        className={className}
        data-mark={mark}
        onPress={onPress}
      >
        {children}
        {meaning !== null && (
          <span id={described} hidden>
            {meaning}
          </span>
        )}
      </Button>
      <Tooltip className="hint" offset={6}>
        {meaning ?? label}
        <kbd className="key">{keys}</kbd>
      </Tooltip>
    </TooltipTrigger>
  );
}
