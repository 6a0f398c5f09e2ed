import { Trash2 } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { Selector, ShownAnnotation } from '../../../shared/annotation.ts';
import { orphanCandidates } from '../../../shared/orphan-candidates.ts';
import { quoteOf } from '../../../shared/quotation.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { lookOf } from '../../ui/colours.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { MathText } from '../../ui/MathText.tsx';
import { quoteInPlace } from '../../ui/quote-in-place.ts';
import { typeset, widened } from '../../ui/typeset.ts';
import type { Act } from './card-action.ts';

/** So much of the old text is shown around the words, in UTF-16 code units: a sentence or so. */
const AROUND_LENGTH = 80;

/** An annotation whose words are not in this version: the old text, and where in this one they may have gone. */
export const OrphanCard = memo(function OrphanCard({
  annotation,
  text,
  oldText,
  isPointed,
  onPoint,
  act,
}: {
  readonly annotation: ShownAnnotation;
  readonly text: string;
  /** The version that it was made on; null when the library has it no more. */
  readonly oldText: string | null;
  /** Whether it or its words are pointed at. */
  readonly isPointed: boolean;
  readonly onPoint: (annotationId: string | null) => void;
  readonly act: Act;
}) {
  const { id, colour, style, body, tags, selectors } = annotation;
  const look = lookOf(colour);
  const candidates = useMemo(
    () => orphanCandidates(text, selectors ?? [], oldText),
    [text, selectors, oldText],
  );
  const old = wordsBefore(selectors ?? [], oldText);
  const toSelection = <Button onPress={() => act(id, { do: 'fit' })}>Put it on the selection</Button>;
  return (
    <li
      data-card={id}
      aria-current={isPointed}
      className={isPointed ? 'note-card note-card--pointed' : 'note-card'}
      onPointerEnter={() => onPoint(id)}
      onPointerLeave={() => onPoint(null)}
    >
      <div className="note-card__head">
        <span
          role="img"
          className={`swatch swatch--small swatch--${colour} swatch--${style}`}
          aria-label={look.label}
          data-mark={look.mark}
        />
        <p className="note-card__orphan">Its words are not in this version of the abstract.</p>
        <div className="note-card__delete">
          <IconButton label="Delete annotation" onPress={() => act(id, { do: 'remove' })}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      </div>
      <blockquote className="note-card__old" aria-label="Old text">
        {old.before.start > 0 && '… '}
        <MathText text={old.text} range={old.before} />
        <mark className={`highlight highlight--${colour} highlight--${style}`}>
          <MathText text={old.text} range={old.exact} />
        </mark>
        <MathText text={old.text} range={old.after} />
        {old.after.end < old.text.length && ' …'}
      </blockquote>
      {body !== null && <Markdown text={body} />}
      {tags.length > 0 && (
        <div className="note-card__tags">
          {tags.map((tag) => (
            <span key={tag.id} className="card-tag">
              <span className={`dot dot--${tag.colour}`} />
              {tag.name}
            </span>
          ))}
        </div>
      )}
      <div className="note-card__candidates">
        <p className="quiet">
          {candidates.length > 0 ? 'It may belong here now.' : 'Nothing here is like them.'} Leave it to keep
          it as it is, or select where it belongs.
        </p>
        {candidates.map(({ range, score }, index) => (
          <div key={range.start} className="candidate">
            <p className="candidate__words">
              <MathText text={text} range={range} />{' '}
              <span className="quiet count">
                {score === null ? 'came in its place' : `${Math.round(score * 100)} % alike`}
              </span>
            </p>
            <div className="candidate__ways">
              <Button onPress={() => act(id, { do: 'place', range })}>Put it here</Button>
              {index === candidates.length - 1 && toSelection}
            </div>
          </div>
        ))}
        {candidates.length === 0 && <div className="candidate">{toSelection}</div>}
      </div>
    </li>
  );
});

/** The words it was made on, and what stood around them: ranges of the old text, or of the quote where that is gone. */
function wordsBefore(selectors: readonly Selector[], oldText: string | null) {
  const place = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const isThere =
    oldText !== null &&
    place !== undefined &&
    oldText.slice(place.start, place.end) === quoteOf({ selectors });
  const { text, range } = isThere ? { text: oldText, range: place } : quoteInPlace({ selectors });
  const exact = widened(typeset(text), range);
  // Cut between words.
  const before = text.slice(Math.max(0, exact.start - AROUND_LENGTH), exact.start);
  const after = text.slice(exact.end, exact.end + AROUND_LENGTH);
  const left = before.length < exact.start ? before.replace(/^\S*\s+/, '') : before;
  const right = exact.end + after.length < text.length ? after.replace(/\s+\S*$/, '') : after;
  return {
    text,
    before: { start: exact.start - left.length, end: exact.start },
    exact,
    after: { start: exact.end, end: exact.end + right.length },
  };
}
