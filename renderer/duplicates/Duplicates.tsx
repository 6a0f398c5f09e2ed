import { useInfiniteQuery } from '@tanstack/react-query';
import { duplicateSentence, type PossibleDuplicate } from '../../shared/duplicate.ts';
import type { PageProps } from '../pages.tsx';
import { ask, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';
import { DuplicateSide } from './DuplicateSide.tsx';
import { Rule } from './Rule.tsx';
import './duplicates.css';

/** Pairs asked for at once. */
const PAGE_LENGTH = 20;

/** Papers that may be one, to be merged or kept apart. */
export default function Duplicates({ onShowPaper }: PageProps) {
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['duplicates'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => ask('duplicates.page', { offset: pageParam, limit: PAGE_LENGTH }),
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, { pairs }) => sum + pairs.length, 0);
      return shown < total ? shown : null;
    },
  });
  const pairs = data?.pages.flatMap((page) => page.pairs) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  return (
    <section className="duplicates scroll" aria-labelledby="duplicates-title">
      <div className="duplicates__page">
        <h1 id="duplicates-title" className="duplicates__title">
          Possible duplicates
        </h1>
        {data !== undefined && total === 0 && (
          <p className="duplicates__empty">
            None. Papers that are surely one are merged when they are imported; those that may be one would
            stand here, each pair with what speaks for and against it.
          </p>
        )}
        {total > 0 && (
          <>
            <p className="quiet">
              {counted(total, 'pair')} of papers that may be one. What you decide holds for all imports to
              come, and undo takes it back.
            </p>
            <Rule />
          </>
        )}
        <ul className="duplicates__pairs" aria-label="Pairs">
          {pairs.map((pair) => (
            <Pair key={pair.papers.map(({ id }) => id).join(' ')} pair={pair} onShowPaper={onShowPaper} />
          ))}
        </ul>
        {hasNextPage && (
          <Button isDisabled={isFetching} onPress={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </section>
  );
}

function Pair({
  pair,
  onShowPaper,
}: {
  readonly pair: PossibleDuplicate;
  readonly onShowPaper: PageProps['onShowPaper'];
}) {
  const [one, other] = pair.papers;
  const paperIds: [number, number] = [one.id, other.id];
  async function decide(name: 'duplicates.merge' | 'duplicates.keepApart', done: string): Promise<void> {
    const result = await perform(name, { paperIds });
    if (result.ok) tell(done, UNDO);
  }
  return (
    <li className="duplicate">
      <p className="duplicate__why">{duplicateSentence(pair)}</p>
      <div className="duplicate__sides">
        <DuplicateSide paper={one} other={other} onShow={() => onShowPaper(one.id, null)} />
        <DuplicateSide paper={other} other={one} onShow={() => onShowPaper(other.id, null)} />
      </div>
      <div className="duplicate__ways">
        <Button look="main" onPress={() => void decide('duplicates.merge', 'Merged into one paper.')}>
          Merge
        </Button>
        <Button onPress={() => void decide('duplicates.keepApart', 'Kept apart for good.')}>
          Keep apart
        </Button>
      </div>
    </li>
  );
}
