import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { number } from '../ui/format.ts';
import './fold.css';

/** A part of the reader that is there once one asks for it: under a heading that opens and closes it. */
export function Fold({
  title,
  count = null,
  children,
}: {
  readonly title: string;
  /** How many things it holds; null where that is not told. */
  readonly count?: number | null;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <h2 className="fold__title">
        {/* A plain button: one of the widgets' costs a millisecond with each paper that is opened. */}
        <button
          type="button"
          className="text-button fold__button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={14} />
          {title}
          {count !== null && (
            <span className="count quiet" aria-hidden>
              {number(count)}
            </span>
          )}
        </button>
      </h2>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: as the region of a heading, it is named like it.
        <div role="region" aria-label={title} className="fold__panel">
          {children}
        </div>
      )}
    </div>
  );
}
