import { useCallback, useMemo, useState } from 'react';
import { within } from '../../shared/query-parts.ts';
import type { SavedSearch, Sort } from '../../shared/search.ts';
import type { Asked, LikeWhat } from './papers.ts';
import { sortsFor, viewKind } from './sorts.ts';

/** What the list shows, and why. */
interface State {
  /** Query of a line of the sidebar, perhaps narrowed by tags. */
  readonly shelf: string;
  /** Query of the results that are searched within; empty for none. */
  readonly outer: string;
  readonly typed: string;
  readonly exactly: boolean;
  /** The saved search that was chosen, as it was then. */
  readonly saved: SavedSearch | null;
  /** Order of the saved search, which may have been changed since; null for the one of the kind of view. */
  readonly sort: Sort | null;
  readonly like: LikeWhat | null;
}

const START: State = {
  shelf: '',
  outer: '',
  typed: '',
  exactly: false,
  saved: null,
  sort: null,
  like: null,
};

/** What the list shows, and the ways to something else. */
export interface View extends Omit<State, 'sort'> {
  /** All of it as one query; that to which one comes back while papers like another are shown. */
  readonly query: string;
  readonly asked: Asked;
  readonly sort: Sort;
  /** Kind of view, of which {@link sort} is the order. */
  readonly kind: string;
  /** Whether it is no longer what the saved search holds. */
  readonly isEdited: boolean;
  readonly type: (typed: string) => void;
  /** Shows what a line of the sidebar asks for, and keeps what is typed. */
  readonly go: (shelf: string) => void;
  readonly openSaved: (saved: SavedSearch) => void;
  /** Tells that a saved search now holds something else; null for nothing any more. */
  readonly savedChanged: (saved: SavedSearch | null, savedId: number) => void;
  readonly setExactly: (exactly: boolean) => void;
  readonly sortBy: (sort: Sort) => void;
  /** Makes what is found what is searched within. */
  readonly searchWithin: () => void;
  readonly leaveWithin: () => void;
  /** Shows papers like another or a text; null leads back. */
  readonly showLike: (like: LikeWhat | null) => void;
}

/** Holds what the list shows; the order of each kind of view is remembered from start to start. */
export function useView(): View {
  const [state, setState] = useState(START);
  const [sorts, setSorts] = useState(readSorts);
  const change = useCallback((part: Partial<State>) => setState((now) => ({ ...now, ...part })), []);

  const { shelf, outer, typed, exactly, saved, like } = state;
  const query = [shelf, outer, typed.trim()].filter((part) => part !== '').join(' ');
  const kind = useMemo(() => viewKind(query), [query]);
  const usual = sortsFor(kind)[0] ?? 'best';
  const remembered = sorts[kind];
  const sort = state.sort ?? remembered ?? usual;
  const asked = useMemo(
    (): Asked => (like === null ? { kind: 'query', query, sort, exactly } : { kind: 'like', what: like }),
    [query, sort, exactly, like],
  );

  const type = useCallback(
    (text: string) =>
      setState((now) => ({
        ...now,
        typed: text,
        like: null,
        ...(text.trim() === '' ? { exactly: false, saved: null, sort: null } : {}),
      })),
    [],
  );
  const go = useCallback(
    (next: string) =>
      setState((now) => ({
        ...now,
        shelf: next,
        outer: '',
        like: null,
        // What is typed is kept, but what came from a saved search goes with it.
        ...(now.saved === null ? {} : { typed: '', saved: null, sort: null }),
      })),
    [],
  );
  const openSaved = useCallback(
    (one: SavedSearch) => setState({ ...START, typed: one.query, saved: one, sort: one.sort }),
    [],
  );
  const savedChanged = useCallback(
    (one: SavedSearch | null, savedId: number) =>
      setState((now) => {
        if (now.saved?.id !== savedId) return now;
        return one === null
          ? { ...now, saved: null }
          : { ...START, typed: one.query, saved: one, sort: one.sort };
      }),
    [],
  );
  const sortBy = useCallback(
    (next: Sort) => {
      if (saved !== null) {
        change({ sort: next });
        return;
      }
      const all = { ...sorts, [kind]: next };
      localStorage.setItem(KEY, JSON.stringify(all));
      setSorts(all);
    },
    [change, saved, sorts, kind],
  );
  const searchWithin = useCallback(
    () => setState((now) => ({ ...now, outer: within(`${now.outer} ${now.typed}`.trim(), ''), typed: '' })),
    [],
  );
  return {
    ...state,
    query,
    asked,
    sort,
    kind,
    isEdited: saved !== null && (query !== saved.query.trim() || sort !== saved.sort),
    type,
    go,
    openSaved,
    savedChanged,
    setExactly: useCallback((next: boolean) => change({ exactly: next }), [change]),
    sortBy,
    searchWithin,
    leaveWithin: useCallback(() => change({ outer: '' }), [change]),
    showLike: useCallback((next: LikeWhat | null) => change({ like: next }), [change]),
  };
}

/** Whether words of the list are marked in a paper: those typed, and those that another paper has in common with it. */
export function marksWords({ like, typed, outer }: View, paperId: number): boolean {
  if (like !== null) return like.kind === 'text' || like.paperId !== paperId;
  return typed !== '' || outer !== '';
}

const KEY = 'postil-sorts';

function readSorts(): Readonly<Record<string, Sort | undefined>> {
  return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Sort | undefined>;
}
