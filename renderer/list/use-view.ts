import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { within } from '../../shared/query-parts.ts';
import type { SavedSearch, Sort } from '../../shared/search.ts';
import { keepView, keptView, type ListView } from './kept-view.ts';
import { type Asked, askFirst, type LikeWhat } from './papers.ts';
import { sortsFor, viewKind } from './sorts.ts';

/** What the list shows, and why. */
interface State extends ListView {
  readonly like: LikeWhat | null;
  /** Counts the changes that did not come from the keys of the box: it then shows what is typed as it stands here. */
  readonly turn: number;
}

const START: State = {
  shelf: '',
  outer: '',
  typed: '',
  exactly: false,
  saved: null,
  sort: null,
  like: null,
  turn: 0,
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
  /** Takes what the keys of the box made of it. Nothing waits for it, the next key least of all. */
  readonly typeOn: (typed: string) => void;
  /** Has what is typed shown and asked for, where that is still being drawn. */
  readonly settle: () => void;
  /** Puts something into the box. */
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
  /** Leaves whatever is asked for. */
  readonly showAll: () => void;
  /** Shows papers like another or a text; null leads back. */
  readonly showLike: (like: LikeWhat | null) => void;
}

/** Holds what the list shows; the order of each kind of view is remembered from start to start. */
export function useView(): View {
  const [state, setState] = useState(lastState);
  const [sorts, setSorts] = useState(readSorts);
  /** What the keys of the box made of it last, until something else changed the view. */
  const keyed = useRef<string | null>(null);
  /** Every change but by the keys of the box. It follows what was typed before it, also where that is still being drawn. */
  const change = useCallback((next: (now: State) => Partial<State>) => {
    const text = keyed.current;
    keyed.current = null;
    setState((state) => {
      const now = text === null ? state : withTyped(state, text);
      return { ...now, ...next(now), turn: now.turn + 1 };
    });
  }, []);

  const { shelf, outer, typed, exactly, saved, like } = state;
  useEffect(() => {
    keepView({ shelf, outer, typed, exactly, saved, sort: state.sort });
  }, [shelf, outer, typed, exactly, saved, state.sort]);
  const query = queryOf(state);
  const kind = useMemo(() => viewKind(query), [query]);
  const sort = state.sort ?? sortOf(kind, sorts);
  const asked = useMemo(
    (): Asked => (like === null ? { kind: 'query', query, sort, exactly } : { kind: 'like', what: like }),
    [query, sort, exactly, like],
  );
  const latest = useRef({ state, sorts });
  useLayoutEffect(() => {
    latest.current = { state, sorts };
  });

  const sortBy = useCallback(
    (next: Sort) => {
      if (saved !== null) {
        change(() => ({ sort: next }));
        return;
      }
      const all = { ...sorts, [kind]: next };
      localStorage.setItem(KEY, JSON.stringify(all));
      setSorts(all);
    },
    [change, saved, sorts, kind],
  );
  const ways = useMemo(
    () => ({
      typeOn(text: string) {
        keyed.current = text;
        const { state: now, sorts } = latest.current;
        const next = withTyped(now, text);
        const query = queryOf(next);
        const sort = next.sort ?? sortOf(viewKind(query), sorts);
        const answered = askFirst({ kind: 'query', query, sort, exactly: next.exactly });
        const isLate = new Promise((resolve) => setTimeout(resolve, LATE_MS));
        void Promise.race([answered, isLate]).then(() => {
          // The next key may come meanwhile, and is painted first.
          if (keyed.current === text) startTransition(() => setState((now) => withTyped(now, text)));
        });
      },
      settle: () => change(() => ({})),
      type: (text: string) => change((now) => withTyped(now, text)),
      go: (next: string) =>
        change(({ saved }) => ({
          shelf: next,
          outer: '',
          like: null,
          // What is typed is kept, but what came from a saved search goes with it.
          ...(saved === null ? {} : { typed: '', saved: null, sort: null }),
        })),
      setExactly: (next: boolean) => change(() => ({ exactly: next })),
      searchWithin: () =>
        change(({ outer, typed }) => ({ outer: within(`${outer} ${typed}`.trim(), ''), typed: '' })),
      leaveWithin: () => change(() => ({ outer: '' })),
      showAll: () => change(() => START),
      showLike: (next: LikeWhat | null) => change(() => ({ like: next })),
      openSaved: (one: SavedSearch) => change(() => ofSaved(one)),
      savedChanged: (one: SavedSearch | null, savedId: number) =>
        change(({ saved }) => {
          if (saved?.id !== savedId) return {};
          return one === null ? { saved: null } : ofSaved(one);
        }),
    }),
    [change],
  );
  return useMemo(
    () => ({
      ...state,
      query,
      asked,
      sort,
      kind,
      isEdited: saved !== null && (query !== saved.query.trim() || sort !== saved.sort),
      sortBy,
      ...ways,
    }),
    [state, query, asked, sort, kind, saved, sortBy, ways],
  );
}

/** What a key asks for is drawn together with its answer; without it where that takes longer, in milliseconds. */
const LATE_MS = 100;

function queryOf({ shelf, outer, typed }: State): string {
  return [shelf, outer, typed.trim()].filter((part) => part !== '').join(' ');
}

/** The order of a kind of view: the one that was chosen last, or its usual one. */
function sortOf(kind: string, sorts: Readonly<Record<string, Sort | undefined>>): Sort {
  return sorts[kind] ?? sortsFor(kind)[0] ?? 'best';
}

/** What was shown last of this library, without papers like another. */
function lastState(): State {
  const { shelf = '', outer = '', typed = '', exactly = false, saved = null, sort = null } = keptView();
  return { ...START, shelf, outer, typed, exactly, saved, sort };
}

function withTyped(now: State, text: string): State {
  const typed = { ...now, typed: text, like: null };
  return text.trim() === '' ? { ...typed, exactly: false, saved: null, sort: null } : typed;
}

function ofSaved(saved: SavedSearch): Partial<State> {
  return { ...START, typed: saved.query, saved, sort: saved.sort };
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
