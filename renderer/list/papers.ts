import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { PostilError } from '../../shared/errors.ts';
import type { Hit, Page } from '../../shared/library.ts';
import type { LikeAnswer, Sort } from '../../shared/search.ts';
import { ask, queryClient } from '../postil.ts';

/** Papers asked for at once: more than a window shows, and no more, since a key is answered by a page of them. */
const PAGE_LENGTH = 30;

/** What papers are to be like: a paper, by its heading as shown, or a text. */
export type LikeWhat =
  | { readonly kind: 'paper'; readonly paperId: number; readonly heading: string }
  | { readonly kind: 'text'; readonly text: string };

/** What the list is asked for. */
export type Asked =
  | { readonly kind: 'query'; readonly query: string; readonly sort: Sort; readonly exactly: boolean }
  | { readonly kind: 'like'; readonly what: LikeWhat };

/** An answer with what it answers. */
interface Answered {
  readonly asked: Asked;
  readonly page: Page;
  /** Null for a query. */
  readonly like: LikeAnswer | null;
}

/** Papers like another that are asked for at once, to have them all. */
const MOST_AT_ONCE = 500;

/** All papers that the list was asked for, in their order. */
export async function allFound(asked: Asked): Promise<readonly number[]> {
  if (asked.kind === 'query') return ask('papers.ids', { query: asked.query, exactly: asked.exactly });
  const ids: number[] = [];
  for (let isMore = true; isMore; ) {
    const { hits, total } = (await askLike(asked.what, ids.length, MOST_AT_ONCE)).page;
    ids.push(...hits.map(({ paper }) => paper.id));
    isMore = hits.length > 0 && ids.length < total;
  }
  return ids;
}

/** Where a paper stands in the list, zero-based; null when it is not there, and for papers like another. */
export async function placeOf(asked: Asked, paperId: number): Promise<number | null> {
  if (asked.kind !== 'query') return null;
  const { query, sort, exactly } = asked;
  return ask('papers.place', { query, sort, exactly, paperId });
}

/** What was found, as far as it was asked for. */
export interface Papers {
  /** What the papers answer: while something newer is being typed, what was asked before. */
  readonly asked: Asked;
  /** Whether that is what is asked for now. */
  readonly isNewest: boolean;
  /** The first page; undefined until the first answer. */
  readonly first: Page | undefined;
  /** Which words decided, for papers like another or a text; null for a query. */
  readonly like: LikeAnswer | null;
  readonly hitAt: (index: number) => Hit | undefined;
  /** Asks for the paper at that place when it is not there yet; undefined behind the end. */
  readonly loadAt: (index: number) => Promise<Hit | undefined>;
  /** The first paper of what is typed now, for which it waits; undefined when nothing is found. */
  readonly loadFirst: () => Promise<Hit | undefined>;
}

/**
 * The papers found.
 * @param asked for; the same object as long as it is the same
 * @param shown zero-based places of the first and last row in sight; their pages are asked for
 */
export function usePapers(asked: Asked, shown: { readonly first: number; readonly last: number }): Papers {
  // Before the calls of this question go out, which is an effect of the next line.
  useEffect(() => {
    wanted = asked;
  }, [asked]);
  const first = useQuery({ ...pageQuery(asked, 0), placeholderData: keepPreviousData }).data;
  const answered = first?.asked ?? asked;
  const total = first?.page.total ?? 0;
  const numbers = pageNumbers(shown.first, Math.min(shown.last, total - 1));
  const others = useQueries({
    queries: numbers.map((number) => pageQuery(answered, number * PAGE_LENGTH)),
    combine: pagesOf,
  });

  const pages = useMemo(() => {
    const known = new Map<number, Page>();
    if (first !== undefined) known.set(0, first.page);
    for (const page of others) known.set(page.offset / PAGE_LENGTH, page);
    return known;
  }, [first, others]);

  const hitAt = useCallback(
    (index: number) => pages.get(Math.floor(index / PAGE_LENGTH))?.hits[index % PAGE_LENGTH],
    [pages],
  );
  const loadAt = useCallback(
    async (index: number) => {
      if (index < 0 || index >= total) return undefined;
      const offset = Math.floor(index / PAGE_LENGTH) * PAGE_LENGTH;
      const { page } = await queryClient.ensureQueryData(pageQuery(answered, offset));
      return page.hits[index - offset];
    },
    [answered, total],
  );
  const loadFirst = useCallback(
    async () => (await queryClient.ensureQueryData(pageQuery(asked, 0))).page.hits[0],
    [asked],
  );
  const isNewest = isSame(answered, asked);
  return useMemo(
    () => ({
      asked: answered,
      isNewest,
      first: first?.page,
      like: first?.like ?? null,
      hitAt,
      loadAt,
      loadFirst,
    }),
    [answered, isNewest, first, hitAt, loadAt, loadFirst],
  );
}

/** Asks for the first papers before it is drawn that they are asked for. @returns settles once they are answered; never fails */
export function askFirst(asked: Asked): Promise<void> {
  wanted = asked;
  return queryClient.prefetchQuery(pageQuery(asked, 0));
}

function pagesOf(answers: readonly { readonly data: Answered | undefined }[]): readonly Page[] {
  return answers.flatMap(({ data }) => data?.page ?? []);
}

function pageNumbers(first: number, last: number): readonly number[] {
  const numbers: number[] = [];
  for (let number = Math.floor(first / PAGE_LENGTH); number <= Math.floor(last / PAGE_LENGTH); number += 1) {
    if (number > 0) numbers.push(number);
  }
  return numbers;
}

function pageQuery(asked: Asked, offset: number) {
  return {
    queryKey: ['papers', asked, offset] as const,
    queryFn: () => askPage(asked, offset),
    retry: (failures: number, error: Error) => isCancelled(error) && isSame(asked, wanted) && failures < 5,
    retryDelay: 20,
  };
}

/*
 * The search thread answers the newest request and cancels the one before. So a newer question goes out at once,
 * the pages of one question go out one after the other, and those of an older one no longer go out at all.
 */
let wanted: Asked | null = null;
let current: Asked | null = null;
let turn: Promise<unknown> = Promise.resolve();

function askPage(asked: Asked, offset: number): Promise<Answered> {
  if (isSame(asked, wanted) && !isSame(asked, current)) {
    current = asked;
    turn = Promise.resolve();
  }
  const answer = turn.then(() => {
    if (!isSame(asked, wanted)) throw new PostilError('cancelled', 'Something newer was asked for.', '');
    return answerTo(asked, offset);
  });
  turn = answer.then(ignore, ignore);
  return answer;
}

async function answerTo(asked: Asked, offset: number): Promise<Answered> {
  if (asked.kind === 'query') {
    const { query, sort, exactly } = asked;
    const page = await ask('papers.page', { query, sort, exactly, offset, limit: PAGE_LENGTH });
    return { asked, page, like: null };
  }
  const like = await askLike(asked.what, offset, PAGE_LENGTH);
  return { asked, page: like.page, like };
}

function askLike(what: LikeWhat, offset: number, limit: number): Promise<LikeAnswer> {
  const part = { offset, limit };
  return ask(
    'search.like',
    what.kind === 'paper' ? { paperId: what.paperId, ...part } : { text: what.text, ...part },
  );
}

function isSame(one: Asked | null, other: Asked | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** The turn passes on however the call before ended; its failure is the caller's. */
function ignore(): void {}

function isCancelled(error: Error): boolean {
  return error instanceof PostilError && error.code === 'cancelled';
}
