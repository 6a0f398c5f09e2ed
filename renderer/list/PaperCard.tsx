import { Highlighter, ListOrdered, NotebookPen, Star } from 'lucide-react';
import { memo } from 'react';
import type { Hit } from '../../shared/library.ts';
import { counted, shortAuthors } from '../ui/format.ts';
import { MathText } from '../ui/MathText.tsx';
import { withoutHeading } from './without-heading.ts';

const ICON = 13;

/** A paper in three quiet lines: heading; authors or source, and year; snippet. */
export const PaperCard = memo(function PaperCard({ hit }: { readonly hit: Hit }) {
  const { paper } = hit;
  const snippet =
    paper.headingOrigin === 'abstract' ? withoutHeading(hit.snippet, paper.heading) : hit.snippet;
  const who = paper.authors.length > 0 ? shortAuthors(paper.authors) : paper.institutions.join(', ');
  const facts = [paper.year === null ? '' : String(paper.year), paper.arxivId ?? ''].filter(
    (fact) => fact !== '',
  );
  return (
    <div className="card" data-state={paper.state}>
      <p className={`card__heading ${paper.headingOrigin === 'abstract' ? 'card__heading--derived' : ''}`}>
        {paper.state === 'inbox' && <span className="card__new" title="In the inbox" />}
        <span className="card__words">
          <MathText text={paper.heading} marks={hit.headingMarks} />
        </span>
      </p>
      <p className="card__facts">
        <span className="card__words">
          {/* Apart, so that names that turn the direction of writing turn no more than themselves. */}
          <bdi>{who}</bdi>
          {who !== '' && facts.length > 0 && ' · '}
          <bdi>{facts.join(' · ')}</bdi>
          {who === '' && facts.length === 0 && 'Source unknown'}
        </span>
        <span className="card__marks">
          {paper.tags.map((tag) => (
            <span key={tag.id} className={`dot dot--${tag.colour}`} title={tag.name}>
              <span className="unseen">{tag.name}</span>
            </span>
          ))}
          {paper.annotationCount > 0 && (
            <span title={counted(paper.annotationCount, 'annotation')}>
              <Highlighter size={ICON} aria-hidden />
              <span className="unseen">{counted(paper.annotationCount, 'annotation')}</span>
            </span>
          )}
          {paper.hasNote && (
            <span title="Has a note">
              <NotebookPen size={ICON} aria-hidden />
              <span className="unseen">Has a note</span>
            </span>
          )}
          {paper.rating > 0 && (
            <span title={`Rated ${paper.rating} of 5`} className="count">
              <span aria-hidden>{paper.rating}/5</span>
              <span className="unseen">Rated {paper.rating} of 5</span>
            </span>
          )}
          {paper.isQueued && (
            <span title="In the reading queue">
              <ListOrdered size={ICON} aria-hidden />
              <span className="unseen">In the reading queue</span>
            </span>
          )}
          {paper.starred && (
            <span title="Starred" className="card__star">
              <Star size={ICON} aria-hidden fill="currentColor" />
              <span className="unseen">Starred</span>
            </span>
          )}
        </span>
      </p>
      <p className="card__snippet">
        <MathText text={snippet.text} marks={snippet.marks} />
      </p>
    </div>
  );
});
