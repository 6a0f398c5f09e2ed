// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be virtual; roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus (aria-activedescendant), since rows leave the page.
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Page } from '../../shared/library.ts';
import { type Choice, PaperRow, type RowActs } from './PaperRow.tsx';
import type { Asked, Papers } from './papers.ts';
import { CARD_PX, rowHeight, rowStart } from './row-places.ts';
import type { Selection } from './selection.ts';
import { useRows } from './use-rows.ts';
import './list.css';

/** The papers found, as many as there may be: only those in sight are in the page. */
export function PaperList({
  gridRef,
  papers,
  selection,
  sights,
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
  /** Changes when the open paper is to be brought into sight. */
  readonly sights: number;
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
    if (selection.index >= 0 && sights >= 0) show(selection.index);
  }, [selection.index, sights, show]);

  const perScreen = Math.max(1, Math.floor(rows.viewPx / CARD_PX) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: perScreen,
    PageUp: -perScreen,
    Home: -total,
    End: total,
  };

  const isQueue = isWholeQueue(asked);
  const latest = useRef({ selection, onChoose, onMenu });
  useLayoutEffect(() => {
    latest.current = { selection, onChoose, onMenu };
  });
  const acts = useMemo((): RowActs => actsOf(latest), []);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const hits = drawn.map((index) => papers.hitAt(index));
  const isOpenDrawn = hits.some((hit) => hit !== undefined && hit.paper.id === selection.openId);

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
              // A row keeps its place in the page and takes on another paper: that is half the work of a new one.
              <div
                key={index}
                className="papers__place"
                style={{ transform: `translateY(${top}px)`, height: rowHeight(rows, index) }}
              >
                {index === bentAt && <BentLine page={papers.first} />}
                <PaperRow
                  index={index}
                  hit={hit}
                  isChosen={hit !== undefined && selection.chosen.has(hit.paper.id)}
                  isQueue={isQueue}
                  acts={acts}
                />
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

/** What rows do, always the same object: whatever they need to know is looked up when they do it. */
function actsOf(
  latest: RefObject<{
    readonly selection: Selection;
    readonly onChoose: (index: number, choice: Choice) => void;
    readonly onMenu: (x: number, y: number) => void;
  }>,
): RowActs {
  return {
    choose: (index, choice) => latest.current.onChoose(index, choice),
    menu: (x, y) => latest.current.onMenu(x, y),
    isOneOfSeveral(paperId) {
      const { chosen } = latest.current.selection;
      return chosen.size > 1 && chosen.has(paperId);
    },
    dragged(paperId) {
      const { chosen } = latest.current.selection;
      return chosen.has(paperId) ? [...chosen] : [paperId];
    },
  };
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
