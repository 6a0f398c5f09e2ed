import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { AnnotationFilter, AnnotationPage, ListedAnnotation } from '../../shared/annotation-list.ts';
import { ask } from '../postil.ts';

/** Annotations asked for at once. */
const PAGE_LENGTH = 100;

/** The annotations that a filter leaves, as far as they were asked for. */
export interface AnnotationList {
  /** How many there are; undefined until the first answer. */
  readonly total: number | undefined;
  /** Undefined until it is there. */
  readonly at: (index: number) => ListedAnnotation | undefined;
}

/** @param last zero-based places of the first and last row in sight; their pages are asked for */
export function useAnnotationList(
  filter: AnnotationFilter,
  { first, last }: { readonly first: number; readonly last: number },
): AnnotationList {
  const start = useQuery({ ...pageQuery(filter, 0), placeholderData: keepPreviousData }).data;
  const total = start?.total;
  const numbers: number[] = [];
  for (let number = Math.floor(first / PAGE_LENGTH); number <= Math.floor(last / PAGE_LENGTH); number += 1) {
    if (number > 0 && number * PAGE_LENGTH < (total ?? 0)) numbers.push(number);
  }
  const others = useQueries({ queries: numbers.map((number) => pageQuery(filter, number * PAGE_LENGTH)) });
  const pages = useMemo(() => {
    const known = new Map<number, AnnotationPage>();
    for (const page of [start, ...others.map(({ data }) => data)]) {
      if (page !== undefined) known.set(page.offset / PAGE_LENGTH, page);
    }
    return known;
  }, [start, others]);
  const at = useCallback(
    (index: number) => pages.get(Math.floor(index / PAGE_LENGTH))?.items[index % PAGE_LENGTH],
    [pages],
  );
  return { total, at };
}

function pageQuery(filter: AnnotationFilter, offset: number) {
  return {
    queryKey: ['annotations', filter, offset] as const,
    queryFn: () => ask('annotation.page', { filter, offset, limit: PAGE_LENGTH }),
  };
}
