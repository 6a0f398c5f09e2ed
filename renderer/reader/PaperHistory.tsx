import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { TimelineEntry } from '../../shared/memory.ts';
import { ask } from '../postil.ts';
import { Changes } from '../ui/Changes.tsx';
import { momentInWords } from '../ui/format.ts';

/** What was done to a paper, newest first; asked for when it is opened. */
export function PaperHistory({ paperId }: { readonly paperId: number }) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['timeline', paperId],
    queryFn: () => ask('history.timeline', { paperId, beforeMs: null }),
    enabled: isOpen,
  });
  return (
    <Disclosure className="sources" isExpanded={isOpen} onExpandedChange={setOpen}>
      <h2>
        <Button slot="trigger" className="text-button sources__button">
          <ChevronRight size={14} className={isOpen ? 'sources__arrow--open' : ''} />
          What was done
        </Button>
      </h2>
      <DisclosurePanel className="sources__panel" role="region" aria-label="What was done">
        {byDay(data?.entries ?? []).map(([day, entries]) => (
          <section key={day} aria-label={day}>
            <h3 className="quiet">{day}</h3>
            <Changes entries={entries} namesPapers={false} onShowImport={null} />
          </section>
        ))}
      </DisclosurePanel>
    </Disclosure>
  );
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
