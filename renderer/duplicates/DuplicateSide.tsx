import { diffWords } from 'diff';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { DuplicatePaper } from '../../shared/duplicate.ts';
import { MathText } from '../ui/MathText.tsx';
import { Names } from '../ui/Names.tsx';

/** One of two papers that may be one: what differs from the other is marked. */
export function DuplicateSide({
  paper,
  other,
  onShow,
}: {
  readonly paper: DuplicatePaper;
  readonly other: DuplicatePaper;
  readonly onShow: () => void;
}) {
  const facts = [paper.authors.join(', '), paper.venue, paper.year?.toString(), ...paper.identifiers];
  return (
    <div className="duplicate__side">
      <h2 className="duplicate__heading">
        <Button className="duplicate__show" onPress={onShow}>
          <MathText text={paper.heading} />
        </Button>
      </h2>
      <p className="duplicate__facts">{facts.filter((fact) => fact != null && fact !== '').join(' · ')}</p>
      {paper.abstract === null ? (
        <p className="duplicate__facts">No abstract.</p>
      ) : (
        <Difference text={paper.abstract} against={other.abstract} />
      )}
      <p className="duplicate__facts">
        From <Names names={paper.fileNames} />
      </p>
    </div>
  );
}

/** Longer texts are shown without marks: comparing words takes the square of the differences. */
const MOST_COMPARED = 20_000;

/** A text with the words marked that another one does not have. */
function Difference({ text, against }: { readonly text: string; readonly against: string | null }) {
  const marks = useMemo(() => {
    if (against === null || against === text || text.length + against.length > MOST_COMPARED) return [];
    let at = 0;
    return diffWords(against, text)
      .filter(({ removed }) => !removed)
      .flatMap(({ value, added }) => {
        at += value.length;
        return added ? [{ start: at - value.length, end: at }] : [];
      });
  }, [text, against]);
  return (
    <p className="duplicate__abstract">
      <MathText text={text} marks={marks} />
    </p>
  );
}
