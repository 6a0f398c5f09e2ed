// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual; roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus (aria-activedescendant), since rows leave the page.
import { type DragEvent, memo } from 'react';
import type { Hit } from '../../shared/library.ts';
import { perform } from '../postil.ts';
import { allowsDrop, dragPapers, droppedPapers, droppedTag } from '../ui/dragging.ts';
import { PaperCard } from './PaperCard.tsx';

/** How a paper is chosen: alone, added to the chosen ones, or with all between. */
export type Choice = 'one' | 'toggle' | 'range';

/** What is done with rows; always the same object. */
export interface RowActs {
  readonly choose: (index: number, choice: Choice) => void;
  /** Opens the menu of the chosen papers at a place of the window in pixels. */
  readonly menu: (x: number, y: number) => void;
  /** Whether several papers are chosen, this one among them. */
  readonly isOneOfSeveral: (paperId: number) => boolean;
  /** All chosen papers are dragged by any of them. */
  readonly dragged: (paperId: number) => readonly number[];
}

/** A place of the list and the paper there, if it is known already. Remembered: it is drawn anew when that changes. */
export const PaperRow = memo(function PaperRow({
  index,
  hit,
  isChosen,
  isQueue,
  acts,
}: {
  readonly index: number;
  readonly hit: Hit | undefined;
  readonly isChosen: boolean;
  /** Whether papers of the reading queue are put in order here. */
  readonly isQueue: boolean;
  readonly acts: RowActs;
}) {
  const paperId = hit?.paper.id;

  /** A tag goes to the paper, or to all chosen ones; papers of the queue take their place before it. */
  function drop(event: DragEvent): void {
    if (paperId === undefined) return;
    const name = droppedTag(event);
    const paperIds = droppedPapers(event);
    if (name !== null) void perform('tag.add', { paperIds: [...acts.dragged(paperId)], name });
    else if (isQueue && paperIds.length > 0 && !paperIds.includes(paperId)) {
      void perform('paper.enqueue', { paperIds, place: { before: paperId } });
    }
  }

  return (
    <div
      role="row"
      id={paperId === undefined ? undefined : `paper-${paperId}`}
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      aria-busy={hit === undefined}
      className="papers__row"
      draggable={hit !== undefined}
      onDragStart={(event) => {
        if (paperId !== undefined) dragPapers(event, acts.dragged(paperId));
      }}
      onDragOver={(event) => {
        if (!allowsDrop(event, 'tag') && isQueue) allowsDrop(event, 'papers');
      }}
      onDrop={drop}
      onMouseDown={(event) => {
        if (event.button !== 0 || paperId === undefined) return;
        // Several chosen ones are dragged together: they stay chosen until the button is let go.
        if (isPlain(event) && acts.isOneOfSeveral(paperId)) return;
        acts.choose(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one');
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (hit === undefined) return;
        if (!isChosen) acts.choose(index, 'one');
        acts.menu(event.clientX, event.clientY);
      }}
      onMouseUp={(event) => {
        if (isPlain(event) && paperId !== undefined && acts.isOneOfSeveral(paperId))
          acts.choose(index, 'one');
      }}
    >
      <div role="gridcell">{hit !== undefined && <PaperCard hit={hit} />}</div>
    </div>
  );
});

/** A click without keys that add to what is chosen. */
function isPlain(event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): boolean {
  return !event.shiftKey && !event.ctrlKey && !event.metaKey;
}
