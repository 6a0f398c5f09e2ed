// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual; roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus (aria-activedescendant), since rows leave the page.
import { type DragEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Page } from '../../shared/library.ts';
import { perform } from '../postil.ts';
import { allowsDrop, dragPapers, droppedPapers, droppedTag } from '../ui/dragging.ts';
import { PaperCard } from './PaperCard.tsx';
import type { Asked, Papers } from './papers.ts';
import { CARD_PX, rowHeight, rowStart } from './row-places.ts';
import type { Selection } from './selection.ts';
import { useRows } from './use-rows.ts';
import './list.css';

/** How a paper is chosen: alone, added to the chosen ones, or with all between. */
export type Choice = 'one' | 'toggle' | 'range';

/** The papers found, as many as there may be: only those in sight are in the page. */
export function PaperList({
  gridRef,
  papers,
  selection,
  onShow,
  onChoose,
  onStep,
  onRead,
  onMenu,
  empty,
}: {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly papers: Papers;
  readonly selection: Selection;
  /** Told which rows are in sight, zero-based. */
  readonly onShow: (first: number, last: number) => void;
  readonly onChoose: (index: number, choice: Choice) => void;
  /** Told to go so many rows down, or up when negative. */
  readonly onStep: (by: number, choice: Choice) => void;
  /** Told to go on into the open paper. */
  readonly onRead: () => void;
  /** Told that a menu of the chosen papers is wanted, at a place of the window in pixels. */
  readonly onMenu: (x: number, y: number) => void;
  /** What is shown in place of no papers. */
  readonly empty: ReactNode;
}) {
  const total = papers.first?.total ?? 0;
  const bentAt = nearTierAt(papers.first);
  const { rows, first, last, heightPx, topPx, show, toTop } = useRows(gridRef, total, bentAt);
  useEffect(() => onShow(first, last), [first, last, onShow]);

  const { asked } = papers;
  const lastAsked = useRef(asked);
  useEffect(() => {
    if (lastAsked.current !== asked) toTop();
    lastAsked.current = asked;
  }, [asked, toTop]);

  useEffect(() => {
    if (selection.index >= 0) show(selection.index);
  }, [selection.index, show]);

  const perScreen = Math.max(1, Math.floor(rows.viewPx / CARD_PX) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: perScreen,
    PageUp: -perScreen,
    Home: -total,
    End: total,
  };

  /** All chosen papers are dragged by any of them. */
  const idsOfDrag = (paperId: number) => (selection.chosen.has(paperId) ? [...selection.chosen] : [paperId]);
  const isQueue = isWholeQueue(asked);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const hits = drawn.map((index) => papers.hitAt(index));
  const isOpenDrawn = hits.some((hit) => hit !== undefined && hit.paper.id === selection.openId);

  /** A tag goes to the paper, or to all chosen ones; papers of the queue take their place before it. */
  function dropOn(event: DragEvent, paperId: number): void {
    const name = droppedTag(event);
    const paperIds = droppedPapers(event);
    if (name !== null) void perform('tag.add', { paperIds: idsOfDrag(paperId), name });
    else if (isQueue && paperIds.length > 0 && !paperIds.includes(paperId)) {
      void perform('paper.enqueue', { paperIds, place: { before: paperId } });
    }
  }

  return (
    <div className="papers">
      <div
        ref={gridRef}
        role="grid"
        aria-label="Papers"
        aria-rowcount={total}
        aria-multiselectable
        aria-activedescendant={isOpenDrawn ? `paper-${selection.openId}` : undefined}
        tabIndex={0}
        className="papers__grid scroll"
        onContextMenu={(event) => {
          // By the keyboard: at the open paper.
          const row = document.getElementById(`paper-${selection.openId}`);
          if (row === null) return;
          event.preventDefault();
          const { left, top } = row.getBoundingClientRect();
          onMenu(left + MENU_PX, top + MENU_PX);
        }}
        onKeyDown={(event) => {
          const by = steps[event.key];
          if (by !== undefined && !event.altKey) {
            event.preventDefault();
            onStep(by, event.shiftKey ? 'range' : 'one');
          } else if (event.key === 'Enter') {
            event.preventDefault();
            onRead();
          }
        }}
      >
        <div role="rowgroup" className="papers__rows" style={{ height: heightPx }}>
          {drawn.map((index, at) => {
            const hit = hits[at];
            const top = topPx + rowStart(rows, index) - rowStart(rows, first);
            return (
              <div
                key={hit?.paper.id ?? -1 - index}
                className="papers__place"
                style={{ transform: `translateY(${top}px)`, height: rowHeight(rows, index) }}
              >
                {index === bentAt && <BentLine page={papers.first} />}
                <div
                  role="row"
                  id={hit === undefined ? undefined : `paper-${hit.paper.id}`}
                  aria-rowindex={index + 1}
                  aria-selected={hit !== undefined && selection.chosen.has(hit.paper.id)}
                  aria-busy={hit === undefined}
                  className="papers__row"
                  draggable={hit !== undefined}
                  onDragStart={(event) => {
                    if (hit !== undefined) dragPapers(event, idsOfDrag(hit.paper.id));
                  }}
                  onDragOver={(event) => {
                    if (!allowsDrop(event, 'tag') && isQueue) allowsDrop(event, 'papers');
                  }}
                  onDrop={(event) => {
                    if (hit !== undefined) dropOn(event, hit.paper.id);
                  }}
                  onMouseDown={(event) => {
                    if (event.button !== 0 || hit === undefined) return;
                    // Several chosen ones are dragged together: they stay chosen until the button is let go.
                    if (isPlain(event) && selection.chosen.size > 1 && selection.chosen.has(hit.paper.id))
                      return;
                    onChoose(
                      index,
                      event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one',
                    );
                  }}
                  onContextMenu={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    if (hit === undefined) return;
                    if (!selection.chosen.has(hit.paper.id)) onChoose(index, 'one');
                    onMenu(event.clientX, event.clientY);
                  }}
                  onMouseUp={(event) => {
                    if (isPlain(event) && selection.chosen.size > 1) onChoose(index, 'one');
                  }}
                >
                  <div role="gridcell">{hit !== undefined && <PaperCard hit={hit} />}</div>
                </div>
              </div>
            );
          })}
        </div>
      </div>
      {papers.first !== undefined && total === 0 && empty}
    </div>
  );
}

/** Where in a card its menu opens by the keyboard, in pixels. */
const MENU_PX = 32;

/** The queue, in its own order. */
function isWholeQueue(asked: Asked): boolean {
  return asked.kind === 'query' && asked.query === 'is:queued' && asked.sort === 'best';
}

/** A click without keys that add to what is chosen. */
function isPlain(event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): boolean {
  return !event.shiftKey && !event.ctrlKey && !event.metaKey;
}

/** The line that says which words were bent, before the papers that were found with them. */
function BentLine({ page }: { readonly page: Page | undefined }) {
  const bent = page?.bent ?? [];
  return (
    <p className="bent" title={bent.map((word) => `${word.to} for ${word.from}`).join(', ')}>
      {page?.exactTotal === 0 ? 'Not as typed: ' : 'Also: '}
      {bent.map((word, index) => (
        <span key={`${word.from} ${word.to}`}>
          {index > 0 && ', '}
          <em>{word.to}</em> for <em>{word.from}</em>
        </span>
      ))}
    </p>
  );
}

function nearTierAt(page: Page | undefined): number | null {
  if (page === undefined || page.bent.length === 0 || page.exactTotal >= page.total) return null;
  return page.exactTotal;
}
