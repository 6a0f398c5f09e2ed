import { memo, type ReactNode } from 'react';
import { askToLeave } from '../ui/leaving.ts';
import { Tex } from '../ui/Tex.tsx';
import { linkRuns, type Segment } from './segments.ts';
import { useGrowing } from './use-growing.ts';

/** So many annotations over one place are drawn below each other; there is no room for more between two lines. */
const LANES = 4;

/**
 * Math is set with the paper as far as a window reaches, and the rest while nothing else is to do, until when its
 * source stands there: setting it takes longer than all else. In UTF-16 code units.
 */
const FIRST_MATH = 3000;
const MORE_MATH = 3000;

/** The words of an abstract with what lies over them. Segments bear their source range in `data-start` and `data-end`. */
export const Segments = memo(function Segments({
  cut,
  pointed,
}: {
  readonly cut: readonly Segment[];
  /** Id of the annotation that is pointed at. */
  readonly pointed: string | null;
}) {
  const set = useGrowing(cut.at(-1)?.end ?? 0, FIRST_MATH, MORE_MATH);
  return (
    <p className="abstract__text">
      {linkRuns(cut).map(({ url, run }) => {
        const views = run.map((segment) => (
          <SegmentView
            key={segment.start}
            segment={segment}
            isSet={segment.math !== null && segment.start < set}
            pointed={
              pointed !== null && segment.layers.some(({ annotation }) => annotation.id === pointed)
                ? pointed
                : null
            }
          />
        ));
        return url === null ? views : <OutwardLink key={`link ${run[0]?.start}`} url={url} content={views} />;
      })}
    </p>
  );
});

/** A link that leads out of the app, on a click alone: dragging over it selects its words. */
function OutwardLink({ url, content }: { readonly url: string; readonly content: ReactNode }) {
  return (
    <a
      href={url}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        if (document.getSelection()?.isCollapsed !== false) askToLeave(url);
      }}
    >
      {content}
    </a>
  );
}

const SegmentView = memo(function SegmentView({
  segment,
  isSet,
  pointed,
}: {
  readonly segment: Segment;
  /** Whether it is math whose turn has come to be set. */
  readonly isSet: boolean;
  /** The annotation pointed at, if it is one of the segment's. */
  readonly pointed: string | null;
}) {
  const { math, layers } = segment;
  let inside: ReactNode =
    math === null || !isSet ? (
      segment.text
    ) : (
      <Tex tex={math.tex} display={math.display} source={segment.text} />
    );
  for (const { annotation, lane } of layers) {
    const isPointed = annotation.id === pointed;
    if (lane >= LANES && !isPointed) continue;
    const { colour, style } = annotation;
    inside = (
      <mark
        className={`highlight highlight--${colour} highlight--${style} highlight--lane${Math.min(lane, LANES - 1)}`}
        data-pointed={isPointed || undefined}
      >
        {inside}
      </mark>
    );
  }
  return (
    <span
      data-start={segment.start}
      data-end={segment.end}
      data-math={math === null ? undefined : ''}
      className={segment.hit ? 'hit' : undefined}
    >
      {inside}
    </span>
  );
});
