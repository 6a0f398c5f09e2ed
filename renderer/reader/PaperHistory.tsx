import { useQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '../../shared/memory.ts';
import { ask } from '../postil.ts';
import { Changes } from '../ui/Changes.tsx';
import { momentInWords } from '../ui/format.ts';
import { Fold } from './Fold.tsx';

/** What was done to a paper, newest first; asked for when it is opened. */
export function PaperHistory({ paperId }: { readonly paperId: number }) {
  return (
    <Fold title="What was done">
      <Days paperId={paperId} />
    </Fold>
  );
}

function Days({ paperId }: { readonly paperId: number }) {
  const { data } = useQuery({
    queryKey: ['timeline', paperId],
    queryFn: () => ask('history.timeline', { paperId, beforeMs: null }),
  });
  return byDay(data?.entries ?? []).map(([day, entries]) => (
    <section key={day} aria-label={day}>
      <h3 className="quiet">{day}</h3>
      <Changes entries={entries} namesPapers={false} onShowImport={null} />
    </section>
  ));
}

function byDay(
  entries: readonly TimelineEntry[],
): readonly (readonly [day: string, entries: TimelineEntry[]])[] {
  const today = new Date().toDateString();
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const isToday = new Date(entry.atMs).toDateString() === today;
    const day = isToday ? 'Today' : momentInWords(entry.atMs, Date.now());
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
