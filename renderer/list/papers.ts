import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { PostilError } from '../../shared/errors.ts';
import type { Hit, Page } from '../../shared/library.ts';
import { ask, queryClient } from '../postil.ts';

/** Papers asked for at once. */
const PAGE_LENGTH = 100;

/** What a query found, as far as it was asked for. */
export interface Papers {
  /** The first page; undefined until the first answer. It is the one of the query before, while a newer one is being typed. */
  readonly first: Page | undefined;
  readonly hitAt: (index: number) => Hit | undefined;
  /** Asks for the paper at that place when it is not there yet; undefined behind the end. */
  readonly loadAt: (index: number) => Promise<Hit | undefined>;
  /** The first paper of what is typed now, for which it waits; undefined when nothing is found. */
  readonly loadFirst: () => Promise<Hit | undefined>;
}

/**
 * The papers that a query finds.
 * @param shown zero-based places of the first and last row in sight; their pages are asked for
 */
export function usePapers(query: string, shown: { readonly first: number; readonly last: number }): Papers {
  // Before the calls of this query go out, which is an effect of the next line.
  useEffect(() => {
    wanted = query;
  }, [query]);
  const first = useQuery({ ...pageQuery(query, 0), placeholderData: keepPreviousData }).data;
  const answered = first?.query ?? query;
  const total = first?.total ?? 0;
  const numbers = pageNumbers(shown.first, Math.min(shown.last, total - 1));
  const others = useQueries({ queries: numbers.map((number) => pageQuery(answered, number * PAGE_LENGTH)) });

  const pages = useMemo(() => {
    const known = new Map<number, Page>();
    if (first !== undefined) known.set(0, first);
    for (const { data } of others) if (data !== undefined) known.set(data.offset / PAGE_LENGTH, data);
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
      const page = await queryClient.ensureQueryData(pageQuery(answered, offset));
      return page.hits[index - offset];
    },
    [answered, total],
  );
  const loadFirst = useCallback(
    async () => (await queryClient.ensureQueryData(pageQuery(query, 0))).hits[0],
    [query],
  );
  return { first, hitAt, loadAt, loadFirst };
}

function pageNumbers(first: number, last: number): readonly number[] {
  const numbers: number[] = [];
  for (let number = Math.floor(first / PAGE_LENGTH); number <= Math.floor(last / PAGE_LENGTH); number += 1) {
    if (number > 0) numbers.push(number);
  }
  return numbers;
}

function pageQuery(query: string, offset: number) {
  return {
    queryKey: ['papers', query, offset] as const,
    queryFn: () => askPage(query, offset),
    retry: (failures: number, error: Error) => isCancelled(error) && query === wanted && failures < 5,
    retryDelay: 20,
  };
}

/*
 * The search thread answers the newest request and cancels the one before. So a newer query goes out at once,
 * the pages of one query go out one after the other, and those of an older query no longer go out at all.
 */
let wanted = '';
let asked = '';
let turn: Promise<unknown> = Promise.resolve();

function askPage(query: string, offset: number): Promise<Page> {
  if (query === wanted && query !== asked) {
    asked = query;
    turn = Promise.resolve();
  }
  const answer = turn.then(() => {
    if (query !== wanted) throw new PostilError('cancelled', 'Something newer was asked for.', '');
    return ask('papers.page', { query, offset, limit: PAGE_LENGTH });
  });
  turn = answer.then(ignore, ignore);
  return answer;
}

/** The turn passes on however the call before ended; its failure is the caller's. */
function ignore(): void {}

function isCancelled(error: Error): boolean {
  return error instanceof PostilError && error.code === 'cancelled';
}
