import { type ReactNode, useState } from 'react';
import { number } from '../ui/format.ts';
import { FoldButton } from './FoldButton.tsx';
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
        <FoldButton isOpen={isOpen} onOpen={setOpen}>
          {title}
          {count !== null && (
            <span className="count quiet" aria-hidden>
              {number(count)}
            </span>
          )}
        </FoldButton>
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
