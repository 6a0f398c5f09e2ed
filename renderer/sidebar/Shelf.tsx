import type { ReactNode } from 'react';
import { number } from '../ui/format.ts';

/** Size of the pictures in the sidebar, in pixels. */
export const SHELF_ICON = 16;

/** One line of the sidebar. */
export function Shelf({
  name,
  title = name,
  count,
  picture,
  isChosen,
  onChoose,
  children,
}: {
  readonly name: string;
  /** What is said when it is pointed at. */
  readonly title?: string;
  /** Number of papers; undefined where there is none to show. */
  readonly count?: number | undefined;
  readonly picture: ReactNode;
  /** Whether the window shows it now. */
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** What else stands in the line, at its end. */
  readonly children?: ReactNode;
}) {
  return (
    <li className="shelf-row">
      <button
        type="button"
        className="shelf"
        title={title}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
      >
        {picture}
        <span className="shelf__name">{name}</span>
        {count !== undefined && <span className="shelf__count count">{number(count)}</span>}
      </button>
      {children}
    </li>
  );
}
