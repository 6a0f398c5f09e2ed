// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual; roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus (aria-activedescendant), since rows leave the page.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Page } from '../../shared/library.ts';
import { perform } from '../postil.ts';
import { allowsDrop, dragPapers, droppedPapers, droppedTag } from '../ui/dragging.ts';
import { PaperCard } from './PaperCard.tsx';
import type { Papers } from './papers.ts';
import type { Selection } from './selection.ts';
import './list.css';

/** Height of a card with its hairline, in pixels, as in list.css. */
const CARD_PX = 84;
/** Height of the line between exact and near papers, in pixels, as in list.css. */
const BENT_PX = 36;

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
  /** What is shown in place of no papers. */
  readonly empty: ReactNode;
}) {
  const total = papers.first?.total ?? 0;
  const bentAt = nearTierAt(papers.first);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => gridRef.current,
    estimateSize: (index) => (index === bentAt ? CARD_PX + BENT_PX : CARD_PX),
    getItemKey: (index) => papers.hitAt(index)?.paper.id ?? -1 - index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onShow(first, last), [first, last, onShow]);

  const query = papers.first?.query;
  const lastQuery = useRef(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights depend on where the near papers begin.
  useEffect(() => {
    virtual.measure();
    if (lastQuery.current !== query) gridRef.current?.scrollTo({ top: 0 });
    lastQuery.current = query;
  }, [query, bentAt, virtual, gridRef]);

  useEffect(() => {
    if (selection.index >= 0) virtual.scrollToIndex(selection.index, { align: 'auto' });
  }, [selection.index, virtual]);

  const perScreen = Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / CARD_PX) - 1);
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
  const isQueue = query === 'is:queued';

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
        aria-activedescendant={
          items.some(({ key }) => key === selection.openId) ? `paper-${selection.openId}` : undefined
        }
        tabIndex={0}
        className="papers__grid scroll"
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
        <div role="rowgroup" className="papers__rows" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const hit = papers.hitAt(item.index);
            return (
              <div
                key={item.key}
                className="papers__place"
                style={{ transform: `translateY(${item.start}px)`, height: item.size }}
              >
                {item.index === bentAt && <BentLine page={papers.first} />}
                <div
                  role="row"
                  id={hit === undefined ? undefined : `paper-${hit.paper.id}`}
                  aria-rowindex={item.index + 1}
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
                      item.index,
                      event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one',
                    );
                  }}
                  onMouseUp={(event) => {
                    if (isPlain(event) && selection.chosen.size > 1) onChoose(item.index, 'one');
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
    <p className="bent">
      {page?.exactTotal === 0 && 'Nothing as typed. '}Also shown:{' '}
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
