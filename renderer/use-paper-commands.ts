import type { Command } from '../shared/commands.ts';
import type { Result } from '../shared/errors.ts';
import type { Tag } from '../shared/library.ts';
import type { PaperSummary } from '../shared/paper.ts';
import { ask, askAgain, keepChanged, perform } from './postil.ts';
import { useCommands } from './ui/commands.ts';
import { tell } from './ui/messages.ts';

/**
 * Commands that are for all chosen papers: state, star, tags on keys, rating, the reading queue.
 * @param deciding the paper whose state decides what a key does to all of them
 * @param query that of the list, for moves in the queue; null for papers like another
 */
export function usePaperCommands(
  deciding: () => PaperSummary | undefined,
  paperIds: readonly number[],
  tags: readonly Tag[],
  query: string | null,
): void {
  const ids = [...paperIds];

  /** Has the next key, however soon it comes, go on from what this one makes of the deciding paper. */
  async function change(
    { id }: PaperSummary,
    changed: Partial<PaperSummary>,
    call: Promise<Result<unknown>>,
  ): Promise<void> {
    keepChanged(id, changed);
    if (!(await call).ok) askAgain(id);
  }

  function toggleTag(digit: number): void {
    const tag = tags.find((one) => one.digit === digit);
    const paper = deciding();
    if (tag === undefined) tell(`No tag is on key ${digit}. Put one there on the page of tags.`);
    else if (paper === undefined) return;
    else if (paper.tags.some(({ id }) => id === tag.id)) {
      void perform('tag.remove', { paperIds: ids, tagId: tag.id });
    } else void perform('tag.add', { paperIds: ids, name: tag.name });
  }

  function toggleState(state: 'done' | 'reading'): void {
    const paper = deciding();
    if (paper === undefined) return;
    const next = paper.state === state ? 'inbox' : state;
    void change(paper, { state: next }, perform('paper.setState', { paperIds: ids, state: next }));
  }

  function rate(by: number): void {
    const paper = deciding();
    if (paper === undefined) return;
    const rating = Math.min(5, Math.max(0, paper.rating + by));
    tell(rating === 0 ? 'Not rated' : `Rated ${rating} of 5`);
    void change(paper, { rating }, perform('paper.setRating', { paperIds: ids, rating }));
  }

  /** Past its neighbour in the list, which is the queue only where it shows nothing else. */
  async function moveInQueue(by: 1 | -1): Promise<void> {
    if (query !== 'is:queued') {
      tell('Go to the queue to move papers in it.');
      return;
    }
    const queue = await ask('papers.ids', { query });
    const chosen = new Set(ids);
    const others = queue.filter((id) => !chosen.has(id));
    const first = queue.findIndex((id) => chosen.has(id));
    if (first < 0) return;
    const before = others[first + by];
    const inOrder = queue.filter((id) => chosen.has(id));
    if (first + by < 0) return;
    await perform('paper.enqueue', {
      paperIds: inOrder,
      place: before === undefined ? 'last' : { before },
    });
  }

  const digits: Partial<Record<Command, () => void>> = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [`tag-${digit}`, () => toggleTag(digit)]),
  );
  useCommands({
    ...digits,
    star: () => {
      const paper = deciding();
      if (paper === undefined) return;
      const starred = !paper.starred;
      void change(paper, { starred }, perform('paper.setStarred', { paperIds: ids, starred }));
    },
    done: () => toggleState('done'),
    reading: () => toggleState('reading'),
    'rate-up': () => rate(1),
    'rate-down': () => rate(-1),
    queue: () => {
      const paper = deciding();
      if (paper === undefined) return;
      const isQueued = !paper.isQueued;
      tell(isQueued ? 'Queued for reading' : 'Taken out of the queue');
      const call = isQueued
        ? perform('paper.enqueue', { paperIds: ids, place: 'last' })
        : perform('paper.dequeue', { paperIds: ids });
      void change(paper, { isQueued }, call);
    },
    'queue-up': () => void moveInQueue(-1),
    'queue-down': () => void moveInQueue(1),
  });
}
