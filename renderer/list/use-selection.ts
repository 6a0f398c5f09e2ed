import { useCallback, useEffect, useRef, useState } from 'react';
import type { Choice } from './PaperList.tsx';
import type { Papers } from './papers.ts';
import {
  chooseOne,
  extend,
  NOTHING_CHOSEN,
  rangeTo,
  type Selection,
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
} {
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
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
      const index = stepFrom(now, placeOf(from, now), by, total);
      if (index >= 0) choose(index, choice);
    },
    [choose],
  );

  // Until the user does anything, the first paper is open: also the first of a library that is being filled.
  const isUntouched = useRef(true);
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
    if (isUntouched.current || latest.current.selection.openId === null) set(chooseOne(first, 0));
  }, [papers, set]);

  return { selection, choose, chooseFirst, step, show, chooseAll };
}

/** Where the open paper stands now, near to where it stood; null when it is not there. */
function placeOf(papers: Papers, { openId, index }: Selection): number | null {
  for (let away = 0; away <= SEARCH_ROWS; away += 1) {
    if (papers.hitAt(index + away)?.paper.id === openId) return index + away;
    if (papers.hitAt(index - away)?.paper.id === openId) return index - away;
  }
  return null;
}

/** Papers that could not be asked for are not chosen; the failure itself is shown by the cache of the calls. */
function staysAsItIs(): void {}
