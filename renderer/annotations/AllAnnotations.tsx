import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { AnnotationFilter } from '../../shared/annotation-list.ts';
import type { PageProps } from '../pages.tsx';
import { ask, useTags } from '../postil.ts';
import { useCommands } from '../ui/commands.ts';
import { counted } from '../ui/format.ts';
import { useRested } from '../ui/rested.ts';
import { ChosenMarks } from './ChosenMarks.tsx';
import { Filters } from './Filters.tsx';
import { MarkRow } from './MarkRow.tsx';
import { useAnnotationList } from './use-annotation-list.ts';
import './marks.css';

/** Height of a row without comment, in pixels; the others are measured. */
const ROW_PX = 76;
/** How long typing rests before it is looked for, in milliseconds. */
const TYPING_MS = 120;

/** The annotations of the whole library: to be found, gone to, and changed many at once. */
export default function AllAnnotations({ onShowPaper }: PageProps) {
  const counts = useTags();
  const meanings = useQuery({
    queryKey: ['meanings'],
    queryFn: () => ask('annotation.meanings', undefined),
  }).data;
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<AnnotationFilter>({});
  const filter = useRested(wanted, TYPING_MS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const { total, at } = useAnnotationList(filter, shown);
  const virtual = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    onChange: ({ range }) => {
      if (range === null) return;
      setShown((now) =>
        now.first === range.startIndex && now.last === range.endIndex
          ? now
          : { first: range.startIndex, last: range.endIndex },
      );
    },
  });

  const choose = useCallback(
    async (id: string, isRange: boolean) => {
      const from = anchor.current;
      anchor.current = id;
      if (!isRange || from === null) {
        setChosen((now) => {
          const next = new Set(now);
          if (!next.delete(id)) next.add(id);
          return next;
        });
        return;
      }
      const ids = await ask('annotation.ids', { filter });
      const ends = [ids.indexOf(from), ids.indexOf(id)].sort((one, other) => one - other);
      const range = ids.slice(Math.max(0, ends[0] ?? 0), (ends[1] ?? 0) + 1);
      setChosen((now) => new Set([...now, ...range]));
    },
    [filter],
  );
  const tags = counts?.tags ?? [];
  const ids = useMemo(() => [...chosen], [chosen]);
  const chooseAll = () => void ask('annotation.ids', { filter }).then((all) => setChosen(new Set(all)));
  useCommands({ 'choose-all': chooseAll });
  const isFiltered = [filter, wanted].some((one) => Object.keys(one).some((name) => name !== 'sort'));
  // Without any annotation there is nothing to filter or to choose.
  const isEmpty = total === 0 && !isFiltered;
  return (
    <section className="marks" aria-labelledby="marks-title">
      <header className="marks__head">
        <h1 id="marks-title">Annotations</h1>
        <p className="quiet count" role="status">
          {total !== undefined && counted(total, 'annotation')}
        </p>
      </header>
      {!isEmpty && (
        <>
          <Filters
            filter={wanted}
            tags={tags}
            meanings={meanings}
            onFilter={(next) => {
              setWanted(next);
              setChosen(new Set());
              scroller.current?.scrollTo({ top: 0 });
            }}
          />
          <ChosenMarks
            ids={ids}
            tagNames={tags.map(({ name }) => name)}
            meanings={meanings}
            onChooseAll={chooseAll}
            onChooseNone={() => setChosen(new Set())}
          />
        </>
      )}
      <div ref={scroller} className="marks__list scroll">
        {total === 0 && (
          <p className="marks__none quiet">
            {isFiltered
              ? 'No annotation is like that. Clear a filter.'
              : 'No annotations yet. Select words of an abstract and press 1 to 6, or C to comment.'}
          </p>
        )}
        <ul aria-label="All annotations" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const listed = at(index);
            const isChosen = listed !== undefined && chosen.has(listed.annotation.id);
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={total}
                aria-posinset={index + 1}
                className={isChosen ? 'marks__row marks__row--chosen' : 'marks__row'}
                style={{ transform: `translateY(${start}px)` }}
              >
                {listed !== undefined && (
                  <MarkRow
                    listed={listed}
                    meaning={meanings?.[listed.annotation.colour] ?? null}
                    isChosen={isChosen}
                    onChoose={choose}
                    onShow={onShowPaper}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
