import { useCallback, useEffect, useRef, useState } from 'react';
import { keepView, keptView } from './kept-view.ts';
import type { Choice } from './PaperRow.tsx';
import { type Papers, placeOf } from './papers.ts';
import {
  chooseOne,
  extend,
  NOTHING_CHOSEN,
  rangeTo,
  type Selection,
  standingAt,
  step as stepFrom,
  toggle,
} from './selection.ts';

/** How far from where the open paper last stood it is looked for, in rows, when the list changed. */
const SEARCH_ROWS = 300;

/** The chosen papers, and the ways to choose others; at the start the first paper is open. */
export function useSelection(papers: Papers): {
  readonly selection: Selection;
  readonly choose: (index: number, choice: Choice) => void;
  /** Chooses the first paper of what is being searched for. */
  readonly chooseFirst: () => void;
  readonly step: (by: number, choice: Choice) => void;
  /** Opens a paper, whether the list shows it or not. */
  readonly show: (paperId: number) => void;
  /** Chooses papers; the open one stays open if it is among them. */
  readonly chooseAll: (paperIds: readonly number[]) => void;
  /** Has the open paper brought into sight, wherever it stands in the list. */
  readonly bringIntoSight: () => void;
  /** Counts how often it was. */
  readonly sights: number;
  /** Told that the open paper is gone: unless the user opened it himself, the first one takes its place. */
  readonly letGo: () => void;
} {
  const [selection, setSelection] = useState(lastSelection);
  const [sights, setSights] = useState(0);
  const latest = useRef({ papers, selection });
  latest.current = { papers, selection };

  /** Counts what was chosen or begun to be: a paper that comes later than what was chosen after it is not opened. */
  const turn = useRef(0);

  const set = useCallback((next: Selection) => {
    turn.current += 1;
    latest.current.selection = next;
    setSelection(next);
  }, []);

  const choose = useCallback(
    (index: number, choice: Choice) => {
      (async () => {
        const { papers: from } = latest.current;
        turn.current += 1;
        const mine = turn.current;
        const hit = from.hitAt(index) ?? (await from.loadAt(index));
        if (hit === undefined || turn.current !== mine) return;
        const { selection: now } = latest.current;
        if (choice === 'toggle') set(toggle(now, hit.paper.id, index));
        else if (choice === 'range' && now.openId !== null) {
          const [first, last] = rangeTo(now, index);
          const ids: number[] = [];
          for (let at = first; at <= last; at += 1) {
            const one = from.hitAt(at) ?? (await from.loadAt(at));
            if (one !== undefined) ids.push(one.paper.id);
          }
          if (turn.current !== mine) return;
          set(extend(now, ids, hit.paper.id, index));
        } else set(chooseOne(hit.paper.id, index));
      })().catch(staysAsItIs);
    },
    [set],
  );

  const chooseFirst = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    latest.current.papers
      .loadFirst()
      .then((hit) => {
        if (hit !== undefined && turn.current === mine) set(chooseOne(hit.paper.id, 0));
      })
      .catch(staysAsItIs);
  }, [set]);

  const show = useCallback(
    (paperId: number) => set(chooseOne(paperId, Math.max(0, latest.current.selection.index))),
    [set],
  );

  const bringIntoSight = useCallback(() => {
    const { papers: from, selection: now } = latest.current;
    const mine = turn.current;
    if (now.openId === null) return;
    placeOf(from.asked, now.openId)
      .then((index) => {
        if (index === null || turn.current !== mine || latest.current.papers.asked !== from.asked) return;
        // Not chosen anew: a paper that is being fetched to be chosen is still chosen.
        latest.current.selection = standingAt(latest.current.selection, index);
        setSelection(latest.current.selection);
        setSights((count) => count + 1);
      })
      .catch(staysAsItIs);
  }, []);

  const chooseAll = useCallback(
    (paperIds: readonly number[]) => {
      const { selection: now } = latest.current;
      const chosen = new Set(paperIds);
      const [first] = paperIds;
      if (first === undefined) return;
      const stays = now.openId !== null && chosen.has(now.openId);
      set(stays ? { ...now, chosen } : { openId: first, index: 0, anchor: 0, chosen });
    },
    [set],
  );

  const step = useCallback(
    (by: number, choice: Choice) => {
      const { papers: from, selection: now } = latest.current;
      const total = from.first?.total ?? 0;
      const index = stepFrom(now, nearPlace(from, now), by, total);
      if (index >= 0) choose(index, choice);
    },
    [choose],
  );

  // Until the user does anything, the first paper is open, also the first of a library that is being filled; or the
  // one that was open when the window was left.
  const isUntouched = useRef(true);
  const isLast = useRef(selection.openId !== null);
  useEffect(() => {
    const ending = new AbortController();
    for (const event of ['pointerdown', 'keydown']) {
      window.addEventListener(
        event,
        () => {
          isUntouched.current = false;
        },
        { capture: true, once: true, signal: ending.signal },
      );
    }
    return () => ending.abort();
  }, []);
  useEffect(() => {
    const first = papers.hitAt(0)?.paper.id;
    if (first === undefined || first === latest.current.selection.openId) return;
    const isFree = isUntouched.current && !isLast.current;
    if (isFree || latest.current.selection.openId === null) set(chooseOne(first, 0));
  }, [papers, set]);
  const letGo = useCallback(() => {
    if (isUntouched.current) set(NOTHING_CHOSEN);
    isLast.current = false;
  }, [set]);
  useEffect(() => {
    if (selection.openId !== null) keepView({ openId: selection.openId, index: selection.index });
  }, [selection.openId, selection.index]);

  return { selection, choose, chooseFirst, step, show, chooseAll, bringIntoSight, sights, letGo };
}

/** The paper that was open when the window was left. */
function lastSelection(): Selection {
  const { openId = null, index = -1 } = keptView();
  return openId === null ? NOTHING_CHOSEN : chooseOne(openId, index);
}

/** Where the open paper stands now, near to where it stood; null when it is not there. */
function nearPlace(papers: Papers, { openId, index }: Selection): number | null {
  for (let away = 0; away <= SEARCH_ROWS; away += 1) {
    if (papers.hitAt(index + away)?.paper.id === openId) return index + away;
    if (papers.hitAt(index - away)?.paper.id === openId) return index - away;
  }
  return null;
}

/** Papers that could not be asked for are not chosen; the failure itself is shown by the cache of the calls. */
function staysAsItIs(): void {}
