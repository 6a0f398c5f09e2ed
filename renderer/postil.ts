import { keepPreviousData, QueryCache, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Bridge } from '../shared/bridge.ts';
import type { CallInput, CallName, CallOutput, EventName, Events } from '../shared/contract.ts';
import { problem, type Result, unwrap } from '../shared/errors.ts';
import type { LibraryState, ShownPaper, TagCounts } from '../shared/library.ts';
import { withNews } from '../shared/tag-news.ts';
import { complain } from './ui/messages.ts';

declare global {
  interface Window {
    /** Given by the preload. */
    readonly postil: Bridge<File>;
  }
}

/** The system that the window runs on. */
export function platform(): Bridge<File>['platform'] {
  return window.postil.platform;
}

/** Asks main. @throws {PostilError} the failure that came back */
export async function ask<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  return unwrap(await window.postil.call(name, input));
}

/** The key of the {@link LibraryState} among the answers. */
export const LIBRARY = ['library'] as const;

const performing = new Set<Promise<Result<unknown>>>();

/** Does something for the user; a failure is shown, and also answered. */
export async function perform<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<Result<CallOutput<Name>>> {
  const call = window.postil.call(name, input);
  performing.add(call);
  const result = await call.finally(() => performing.delete(call));
  if (!result.ok) complain(result.error);
  return result;
}

/** Waits until all that was begun with {@link perform} has been answered. @returns whether none of it failed */
export async function allPerformed(): Promise<boolean> {
  while (performing.size > 0) {
    const answers = await Promise.allSettled(performing);
    if (!answers.every((answer) => answer.status === 'fulfilled' && answer.value.ok)) return false;
    // An answer may lead to another call: a note in which something else wrote too is then saved whole.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return true;
}

/** Imports dropped files; a failure is shown. */
export async function importDropped(files: readonly File[]): Promise<void> {
  const result = await window.postil.importDropped(files);
  if (!result.ok) complain(result.error);
}

/** Listens to an event of main. @returns what ends the listening */
export function listen<Name extends EventName>(
  name: Name,
  listener: (payload: Events[Name]) => void,
): () => void {
  return window.postil.on(name, listener);
}

/** What was asked of main and is still good: answers stay until `library.changed` says otherwise. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, { queryKey }) {
      // Of a paper that was open and is gone, the reader says so in its place.
      const isToldThere = queryKey[0] === 'paper' && isNotFound(error);
      if (!isToldThere) complainOfAnswer(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
  },
});

/** Where the library is not open, the page in its place says so already, and why. */
function complainOfAnswer(error: Error): void {
  const found = problem(error);
  const kept = queryClient.getQueryData<LibraryState>(LIBRARY)?.problem ?? null;
  if (kept === null || (found.code !== 'library-missing' && found.code !== kept.code)) complain(found);
}

/** The folder of the library that is open; undefined until main has told. */
export function libraryFolder(): string | undefined {
  return queryClient.getQueryData<LibraryState>(LIBRARY)?.folder;
}

/** Counts and imports of the sidebar; undefined until they are there. */
export function useOverview() {
  return useQuery({ queryKey: ['overview'], queryFn: () => ask('library.overview', undefined) }).data;
}

const TAGS = ['tags'] as const;

/** The tags, with the name of the state that they are in. */
interface KnownTags extends TagCounts {
  readonly state: number;
}

/**
 * The tags of the library; undefined until they are there. Of thousands only those are asked for that changed, the
 * others stay the objects that they were.
 */
export function useTags(): TagCounts | undefined {
  return useQuery({ queryKey: TAGS, queryFn: newestTags, structuralSharing: false }).data;
}

async function newestTags(): Promise<KnownTags> {
  const known = queryClient.getQueryData<KnownTags>(TAGS);
  const news = await ask('tag.news', { known: known?.state ?? null });
  if (known !== undefined && news.state === known.state) return known;
  const before = news.since === null || known === undefined ? NO_TAGS : known;
  return { state: news.state, ...withNews(before, news) };
}

const NO_TAGS: TagCounts = { tags: [], branches: [] };

/** A paper with the moment at which it was asked for, in milliseconds of `performance.now()`. */
export interface AnsweredPaper extends ShownPaper {
  readonly askedMs: number;
}

/** Puts the note that the window wrote among the answers, where the paper is one. */
export function keepWritten(paperId: number, text: string): void {
  queryClient.setQueryData<AnsweredPaper>(['paper', paperId], (open) =>
    open === undefined ? undefined : { ...open, note: text === '' ? null : { text, changedMs: Date.now() } },
  );
}

/** Puts what becomes of a paper among the answers, where the paper is one, before the library tells of it. */
export function keepChanged(paperId: number, changed: Partial<ShownPaper['paper']>): void {
  queryClient.setQueryData<AnsweredPaper>(['paper', paperId], (open) =>
    open === undefined ? undefined : { ...open, paper: { ...open.paper, ...changed } },
  );
}

/** The paper as it stands among the answers; undefined where it is none. */
export function answeredPaper(paperId: number): ShownPaper['paper'] | undefined {
  return queryClient.getQueryData(answered(paperId).queryKey)?.paper;
}

/** Has a paper asked for again when it is shown next, or at once where it is shown. */
export function askAgain(paperId: number): void {
  void queryClient.invalidateQueries({ queryKey: ['paper', paperId] });
}

function isNotFound(error: Error): boolean {
  return problem(error).code === 'not-found';
}

/**
 * The paper of that id, and until it is there the one shown before; undefined when there was none, and when it is no
 * longer in the library.
 */
export function usePaper(paperId: number | null): {
  readonly open: AnsweredPaper | undefined;
  readonly isGone: boolean;
} {
  const { data, error } = useQuery({
    ...answered(paperId ?? 0),
    enabled: paperId !== null,
    placeholderData: keepPreviousData,
  });
  const isGone = error !== null && isNotFound(error);
  return { open: isGone ? undefined : data, isGone };
}

/** Asks for a paper that may be opened next, unless its answer is there. @returns undefined where it could not be had */
export async function askAhead(paperId: number): Promise<AnsweredPaper | undefined> {
  await queryClient.prefetchQuery(answered(paperId));
  return queryClient.getQueryData(answered(paperId).queryKey);
}

function answered(paperId: number) {
  return queryOptions({
    queryKey: ['paper', paperId],
    queryFn: async (): Promise<AnsweredPaper> => {
      const askedMs = performance.now();
      return { ...(await ask('paper.open', { paperId })), askedMs };
    },
  });
}
