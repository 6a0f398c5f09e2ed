import { memo, type ReactNode } from 'react';
import { askToLeave } from '../../ui/leaving.ts';
import { Tex } from '../../ui/Tex.tsx';
import { linkRuns, plainBehind, type Segment } from './segments.ts';

/** So many annotations over one place are drawn below each other; there is no room for more between two lines. */
const LANES = 6;

/** The words of an abstract with what lies over them. Segments bear their source range in `data-start` and `data-end`. */
export const Segments = memo(function Segments({
  cut,
  count,
  gapPx = null,
  pointed,
}: {
  readonly cut: readonly Segment[];
  /** Up to which offset math, marks and links are there, in UTF-16 code units; behind it stands the source. */
  readonly count: number;
  /** Instead of that source a gap stands, so high in pixels; null for none. */
  readonly gapPx?: number | null;
  /** Id of the annotation that is pointed at. */
  readonly pointed: string | null;
}) {
  const shown = plainBehind(cut, count);
  const isGap = gapPx !== null && shown !== cut;
  return (
    <p className="abstract__text">
      {linkRuns(isGap ? shown.slice(0, -1) : shown).map(({ url, run }) => {
        const views = run.map((segment) => (
          <SegmentView
            key={segment.start}
            segment={segment}
            pointed={
              pointed !== null && segment.layers.some(({ annotation }) => annotation.id === pointed)
                ? pointed
                : null
            }
          />
        ));
        return url === null ? views : <OutwardLink key={`link ${run[0]?.start}`} url={url} content={views} />;
      })}
      {isGap && <span className="abstract__gap" style={{ height: gapPx }} />}
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
  pointed,
}: {
  readonly segment: Segment;
  /** The annotation pointed at, if it is one of the segment's. */
  readonly pointed: string | null;
}) {
  const { math, sign, layers } = segment;
  let inside: ReactNode =
    math === null ? (
      (sign?.shown ?? segment.text)
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
      data-whole={math === null && sign === null ? undefined : ''}
      className={classes(segment)}
      title={sign?.isReference === true ? `The text has ${segment.text} here` : undefined}
    >
      {inside}
    </span>
  );
});

function classes({ hit, looks, sign }: Segment): string | undefined {
  const names = `${hit ? 'hit ' : ''}${sign?.isReference === true ? 'tex-reference ' : ''}${looks}`.trim();
  return names === '' ? undefined : names;
}
