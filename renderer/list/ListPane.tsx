import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Overview } from '../../shared/library.ts';
import type { SavedSearch } from '../../shared/search.ts';
import { perform, queryClient } from '../postil.ts';
import { runCommand, useCommands } from '../ui/commands.ts';
import { tell } from '../ui/messages.ts';
import { changeSaved, SavedSearchDialog } from '../ui/SavedSearchDialog.tsx';
import { CardMenu } from './CardMenu.tsx';
import { NothingFound } from './Empty.tsx';
import { LikeTextDialog } from './LikeTextDialog.tsx';
import { ListHead } from './ListHead.tsx';
import { PaperList } from './PaperList.tsx';
import type { Papers } from './papers.ts';
import { QueryChips } from './QueryChips.tsx';
import { SearchBox } from './SearchBox.tsx';
import { TrashBar } from './TrashBar.tsx';
import type { useSelection } from './use-selection.ts';
import { RECENT } from './use-suggestions.ts';
import type { View } from './use-view.ts';
import { Why } from './Why.tsx';

/** Longest query that is remembered, in UTF-16 code units: nobody looks for a pasted page again by its line. */
const REMEMBERED_LENGTH = 500;

/** The search and what it found. */
export function ListPane({
  gridRef,
  view,
  papers,
  choosing,
  overview,
  isEmptyLibrary,
  onShow,
}: {
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly view: View;
  readonly papers: Papers;
  readonly choosing: ReturnType<typeof useSelection>;
  readonly overview: Overview | undefined;
  readonly isEmptyLibrary: boolean;
  /** Told which rows are in sight, zero-based. */
  readonly onShow: (first: number, last: number) => void;
}) {
  const { selection, choose, chooseFirst, step, sights } = choosing;
  const [isWhyOpen, setWhyOpen] = useState(false);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [saving, setSaving] = useState<(Omit<SavedSearch, 'id'> & { readonly id: null }) | null>(null);
  const [isAskingText, setAskingText] = useState(false);
  const page = papers.first;
  // While the first papers come in, the list says nothing of a shelf that is bare.
  const isFilling = isEmptyLibrary || (view.query === '' && mayHoldPapers(overview));

  const lastRemembered = useRef('');
  /** Takes note of a search once something is done with what it found. */
  function remember(typed: string): void {
    const query = typed.trim();
    if (view.like !== null || query === '' || query === lastRemembered.current) return;
    if (query.length > REMEMBERED_LENGTH) return;
    lastRemembered.current = query;
    void perform('recentSearch.add', { query }).then(() =>
      queryClient.invalidateQueries({ queryKey: RECENT }),
    );
  }

  function leaveLike(): boolean {
    if (view.like === null) return false;
    view.showLike(null);
    return true;
  }

  async function saveChanges(): Promise<void> {
    if (view.saved === null) return;
    const saved = { ...view.saved, query: view.query, sort: view.sort };
    const result = await changeSaved(saved);
    if (!result.ok) return;
    view.savedChanged(saved, saved.id);
    tell(`“${saved.name}” saved.`);
  }

  useCommands({
    why: () => {
      if (selection.openId !== null) setWhyOpen(true);
    },
    exactly: () => view.setExactly(!view.exactly),
    within: () => {
      if (view.typed.trim() === '') tell('Search for something first.');
      else {
        view.searchWithin();
        runCommand('search');
      }
    },
    'save-search': () => {
      if (view.query === '') tell('Search for something first.');
      else setSaving({ id: null, name: view.query, query: view.query, sort: view.sort });
    },
    'like-text': () => setAskingText(true),
    papers: () => void (document.activeElement === gridRef.current && leaveLike()),
  });

  return (
    <section className="list-pane" aria-label="Found papers">
      <SearchBox
        given={view.like === null ? view.typed : ''}
        turn={view.turn}
        onType={view.typeOn}
        onEscape={leaveLike}
        onLeave={(typed) => {
          flushSync(view.settle);
          remember(typed);
          gridRef.current?.focus();
          chooseFirst();
        }}
      />
      {view.like === null && <QueryChips typed={view.typed} onType={view.type} />}
      <ListHead
        page={page}
        isNewest={papers.isNewest}
        like={papers.like}
        view={view}
        chosenCount={selection.chosen.size}
        onSaveChanges={() => void saveChanges()}
      />
      {view.shelf.startsWith('is:trashed') && (
        <TrashBar paperIds={[...selection.chosen]} trashCount={overview?.trashCount ?? 0} />
      )}
      <PaperList
        gridRef={gridRef}
        papers={papers}
        selection={selection}
        sights={sights}
        onShow={onShow}
        onChoose={(index, choice) => {
          remember(view.typed);
          choose(index, choice);
        }}
        onStep={step}
        onRead={() => runCommand('read')}
        onMenu={(x, y) => setMenu({ x, y })}
        empty={page !== undefined && !isFilling && <NothingFound page={page} view={view} />}
      />
      {isWhyOpen && selection.openId !== null && (
        <Why
          paperId={selection.openId}
          papers={papers}
          anchor={document.getElementById(`paper-${selection.openId}`) ?? gridRef.current}
          onClose={() => setWhyOpen(false)}
        />
      )}
      {menu !== null && <CardMenu place={menu} onClose={() => setMenu(null)} />}
      {saving !== null && (
        <SavedSearchDialog
          search={saving}
          onClose={(saved) => {
            setSaving(null);
            if (saved !== null) view.openSaved(saved);
          }}
        />
      )}
      {isAskingText && (
        <LikeTextDialog
          onClose={(text) => {
            setAskingText(false);
            if (text !== null) view.showLike({ kind: 'text', text });
          }}
        />
      )}
    </section>
  );
}

function mayHoldPapers(overview: Overview | undefined): boolean {
  if (overview === undefined || overview.paperCount > 0) return true;
  return overview.imports.some(({ state }) => state === 'waiting' || state === 'running');
}
