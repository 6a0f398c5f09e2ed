import { Bookmark, ListFilter } from 'lucide-react';
import { memo } from 'react';
import { COMMAND_LOOKS } from '../../shared/commands.ts';
import type { Page } from '../../shared/library.ts';
import type { LikeAnswer } from '../../shared/search.ts';
import { platform } from '../postil.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { runCommand } from '../ui/commands.ts';
import { counted, number } from '../ui/format.ts';
import { shownKeys } from '../ui/keys.ts';
import { MathText } from '../ui/MathText.tsx';
import { HeadLine } from './HeadLine.tsx';
import { NotUnderstood } from './NotUnderstood.tsx';
import { SortMenu } from './SortMenu.tsx';
import type { View } from './use-view.ts';
import './list-head.css';

/** How many papers there are and in which order, how many are chosen, and what beside the box decides what is shown. */
export const ListHead = memo(function ListHead({
  page,
  isNewest,
  like,
  view,
  chosenCount,
  onSaveChanges,
}: {
  readonly page: Page | undefined;
  /** Whether it answers what is asked for now. */
  readonly isNewest: boolean;
  readonly like: LikeAnswer | null;
  readonly view: View;
  readonly chosenCount: number;
  /** Told to put what is shown into the saved search that it was. */
  readonly onSaveChanges: () => void;
}) {
  const isSearch = view.like === null && view.typed.trim() !== '';
  const hasNear =
    view.like === null && page !== undefined && page.bent.length > 0 && page.total > page.exactTotal;
  return (
    <div className="list-head">
      <div className="list-head__first">
        <p className="list-head__count count">
          {page !== undefined && counted(page.total, 'paper')}
          {chosenCount > 1 && ` · ${number(chosenCount)} chosen`}
        </p>
        {isSearch && <SearchWays isSaved={view.saved !== null} />}
        {view.like === null && <SortMenu kind={view.kind} sort={view.sort} onSort={view.sortBy} />}
      </div>
      {view.like !== null && <LikeLine view={view} like={like} />}
      {view.like === null && view.outer !== '' && (
        <HeadLine leave="Search everywhere again" onLeave={view.leaveWithin}>
          Within <em>{view.outer}</em>
        </HeadLine>
      )}
      {view.like === null && view.saved !== null && view.isEdited && (
        <HeadLine>
          Changed: <em>{view.saved.name}</em>
          <Button onPress={onSaveChanges}>Save changes</Button>
        </HeadLine>
      )}
      {hasNear && !view.exactly && (
        <HeadLine>
          {number(page.exactTotal)} exact, {number(page.total - page.exactTotal)} with bent words
          <Exactly label="Search exactly" />
        </HeadLine>
      )}
      {view.exactly && view.like === null && (
        <HeadLine>
          Exactly as typed
          <Exactly label="Bend words again" />
        </HeadLine>
      )}
      {view.like === null && <NotUnderstood page={page} isNewest={isNewest} typed={view.typed} />}
    </div>
  );
});

/** What is done with a search. Remembered: its keys change nothing in it. */
const SearchWays = memo(function SearchWays({ isSaved }: { readonly isSaved: boolean }) {
  return (
    <>
      <IconButton label={COMMAND_LOOKS.within.label} onPress={() => runCommand('within')}>
        <ListFilter size={15} />
      </IconButton>
      {!isSaved && (
        <IconButton label={COMMAND_LOOKS['save-search'].label} onPress={() => runCommand('save-search')}>
          <Bookmark size={15} />
        </IconButton>
      )}
    </>
  );
});

function Exactly({ label }: { readonly label: string }) {
  return (
    <Button onPress={() => runCommand('exactly')}>
      {label}
      <kbd className="key" aria-hidden>
        {shownKeys(COMMAND_LOOKS.exactly.keys[0] ?? '', platform())}
      </kbd>
    </Button>
  );
}

/** Words named in the line: the weightiest. */
const MOST_WORDS = 8;

function LikeLine({ view, like }: { readonly view: View; readonly like: LikeAnswer | null }) {
  const { like: what } = view;
  return (
    <HeadLine leave="Leave these papers" onLeave={() => view.showLike(null)}>
      Like{' '}
      {what?.kind === 'paper' ? (
        <em>
          <MathText text={what.heading} />
        </em>
      ) : (
        'the pasted text'
      )}
      {like !== null && like.words.length > 0 && (
        <span className="list-head__words">
          by{' '}
          {like.words
            .slice(0, MOST_WORDS)
            .map(({ word }) => word)
            .join(', ')}
        </span>
      )}
    </HeadLine>
  );
}
