import type { TextRange } from '../../shared/annotation.ts';
import { mathSpans } from './math-spans.ts';
import { Tex } from './Tex.tsx';

/** A short text with its math set and some words marked. `marks` are ascending and do not overlap. */
export function MathText({
  text,
  marks = [],
}: {
  readonly text: string;
  readonly marks?: readonly TextRange[];
}) {
  const math = text.includes('$') || text.includes('\\') ? mathSpans(text) : [];
  const outside = marks.filter(
    (mark) => !math.some((span) => span.start < mark.end && mark.start < span.end),
  );
  const special = [
    ...math.map((span) => ({
      ...span,
      shown: (
        <Tex
          key={span.start}
          tex={span.tex}
          display={span.display}
          source={text.slice(span.start, span.end)}
        />
      ),
    })),
    ...outside.map((mark) => ({
      ...mark,
      shown: <mark key={mark.start}>{text.slice(mark.start, mark.end)}</mark>,
    })),
  ].sort((one, other) => one.start - other.start);
  let at = 0;
  return (
    <>
      {special.flatMap(({ start, end, shown }) => {
        const before = text.slice(at, start);
        at = end;
        return [before, shown];
      })}
      {text.slice(at)}
    </>
  );
}
