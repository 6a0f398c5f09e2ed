import { memo } from 'react';
import type { ListedAnnotation } from '../../shared/annotation-list.ts';
import { quoteOf } from '../../shared/quotation.ts';
import { lookOf } from '../ui/colours.ts';
import { momentInWords } from '../ui/format.ts';
import { Markdown } from '../ui/Markdown.tsx';
import { MathText } from '../ui/MathText.tsx';
import { quoteInPlace } from '../ui/quote-in-place.ts';
import { beginning, typeset } from '../ui/typeset.ts';

/** Longest quotation on a row, in UTF-16 code units; the whole stands in the reader. */
const QUOTE_LENGTH = 400;

/** An annotation among all: its words lead to their place. */
export const MarkRow = memo(function MarkRow({
  listed: { annotation, paper },
  meaning,
  isChosen,
  onChoose,
  onShow,
}: {
  readonly listed: ListedAnnotation;
  /** What the user means by its colour; null when nothing. */
  readonly meaning: string | null;
  readonly isChosen: boolean;
  /** @param isRange whether all since the last one chosen are meant */
  readonly onChoose: (annotationId: string, isRange: boolean) => void;
  readonly onShow: (paperId: number, annotationId: string) => void;
}) {
  const { id, paperId, colour, style, body, tags, range, createdMs } = annotation;
  const look = lookOf(colour);
  const quote = quoteOf(annotation);
  const place = quoteInPlace(annotation);
  const shown = beginning(typeset(place.text), place.range, QUOTE_LENGTH);
  const name = `${look.label}${style === 'underline' ? ' underline' : ''}${meaning === null ? '' : `: ${meaning}`}`;
  return (
    <>
      <input
        type="checkbox"
        className="marks__check"
        aria-label={`Choose “${quote.slice(0, 60)}”`}
        checked={isChosen}
        onChange={({ nativeEvent }) =>
          onChoose(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
      <span
        role="img"
        className={`swatch swatch--${colour} swatch--${style} marks__colour`}
        aria-label={name}
        title={name}
        data-mark={look.mark}
      />
      <div className="marks__text">
        <button type="button" className="marks__quote" onClick={() => onShow(paperId, id)}>
          <MathText text={place.text} range={shown} />
          {shown.end < place.range.end && '…'}
        </button>
        {body !== null && (
          <div className="marks__comment">
            <Markdown text={body} />
          </div>
        )}
        <p className="marks__facts quiet">
          {range === null && <span className="marks__lost">No longer in the text</span>}
          {tags.map((tag) => (
            <span key={tag.id} className="marks__tag">
              <span className={`dot dot--${tag.colour}`} /> {tag.name}
            </span>
          ))}
          <span className="marks__heading">
            <MathText text={paper.heading} />
          </span>
          <time dateTime={new Date(createdMs).toISOString()} className="count">
            {momentInWords(createdMs, Date.now())}
          </time>
        </p>
      </div>
    </>
  );
});
