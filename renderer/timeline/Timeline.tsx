import { useInfiniteQuery } from '@tanstack/react-query';
import type { DaySummary, TimelineEntry } from '../../shared/memory.ts';
import type { PageProps } from '../pages.tsx';
import { ask } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { Changes } from '../ui/Changes.tsx';
import { dayInWords, summaryInWords } from './days.ts';
import './timeline.css';

/** What was done to the library, day by day, newest first. */
export default function Timeline({ onGo }: PageProps) {
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['timeline', null],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) => ask('history.timeline', { paperId: null, beforeMs: pageParam }),
    getNextPageParam: ({ nextBeforeMs }) => nextBeforeMs,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const summaries = new Map(data?.pages.flatMap((page) => page.days.map((day) => [day.day, day])));
  return (
    <section className="timeline scroll" aria-labelledby="timeline-title">
      <div className="timeline__page">
        <h1 id="timeline-title" className="timeline__title">
          Timeline
        </h1>
        <p className="quiet">
          Everything done to this library. Taking something back is itself a change, which undo takes back.
        </p>
        {data !== undefined && entries.length === 0 && (
          <p className="timeline__empty">
            Nothing yet. Import a file, and this is where it will be remembered.
          </p>
        )}
        {byDay(entries).map(({ day, ofDay }) => (
          <Day key={day} day={day} summary={summaries.get(day)} entries={ofDay} onGo={onGo} />
        ))}
        {hasNextPage && (
          <Button isDisabled={isFetching} onPress={() => void fetchNextPage()}>
            Show earlier
          </Button>
        )}
      </div>
    </section>
  );
}

function Day({
  day,
  summary,
  entries,
  onGo,
}: {
  readonly day: string;
  readonly summary: DaySummary | undefined;
  readonly entries: readonly TimelineEntry[];
  readonly onGo: PageProps['onGo'];
}) {
  const id = `day-${day}`;
  return (
    <section className="timeline__day" aria-labelledby={id}>
      <h2 id={id}>
        {dayInWords(day, new Date())}
        {summary !== undefined && <span className="timeline__summary">{summaryInWords(summary)}</span>}
      </h2>
      <Changes entries={entries} namesPapers onShowImport={(importId) => onGo(`in:${importId}`)} />
    </section>
  );
}

function byDay(entries: readonly TimelineEntry[]) {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const date = new Date(entry.atMs);
    const two = (part: number) => String(part).padStart(2, '0');
    const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, ofDay]) => ({ day, ofDay }));
}
