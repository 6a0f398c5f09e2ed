import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import './fold.css';

/** Opens and closes what stands beside it. A plain button: one of the widgets' costs a millisecond with each paper that is opened. */
export function FoldButton({
  isOpen,
  onOpen,
  children,
}: {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className="text-button fold__button"
      aria-expanded={isOpen}
      onClick={() => onOpen(!isOpen)}
    >
      <ChevronRight size={14} />
      {children}
    </button>
  );
}
