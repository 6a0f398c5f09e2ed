import { useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import type { ExplainedWord, Explanation } from '../../shared/search.ts';
import { ask } from '../postil.ts';
import { counted } from '../ui/format.ts';
import type { Papers } from './papers.ts';
import { closenessInWords, howInWords, placesInWords, tierInWords } from './why-words.ts';
import './why.css';

/** Why a paper is among those found, and where it stands. */
export function Why({
  paperId,
  papers,
  anchor,
  onClose,
}: {
  readonly paperId: number;
  readonly papers: Papers;
  /** What it opens beside. */
  readonly anchor: Element | null;
  readonly onClose: () => void;
}) {
  const { asked, like } = papers;
  return (
    <Popover
      className="why"
      triggerRef={{ current: anchor }}
      placement="right top"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Dialog className="why__dialog scroll">
        <Heading slot="title" level={2} className="why__title">
          Why is this here
        </Heading>
        {asked.kind === 'query' ? (
          <Explained query={asked.query} exactly={asked.exactly} paperId={paperId} />
        ) : (
          <p>{sharedInWords(sharedWith(like, paperId))}</p>
        )}
      </Dialog>
    </Popover>
  );
}

function Explained({
  query,
  exactly,
  paperId,
}: {
  readonly query: string;
  readonly exactly: boolean;
  readonly paperId: number;
}) {
  const explanation = useQuery({
    queryKey: ['explanation', query, exactly, paperId],
    queryFn: () => ask('search.explain', { query, exactly, paperId }),
  }).data;
  if (query === '') return <p>All papers are shown; nothing is searched for.</p>;
  if (explanation === undefined) return null;
  const { words, closeness, conditions, score } = explanation;
  const most = Math.max(...words.map((word) => word.score), ...closeness.map((pair) => pair.score), 0);
  return (
    <>
      <p>{tierInWords(explanation)}</p>
      {words.length > 0 && (
        <ul className="why__parts" aria-label="Words">
          {words.map((word) => (
            <Part key={word.word} name={<WordName word={word} />} score={word.score} most={most}>
              {word.found === null
                ? 'Not in this paper.'
                : [
                    placesInWords(word.places),
                    `in ${counted(word.papers, 'paper')}`,
                    word.exactness < 1 ? `counts ${Math.round(word.exactness * 100)}%` : '',
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
            </Part>
          ))}
        </ul>
      )}
      {closeness.length > 0 && (
        <ul className="why__parts" aria-label="Words that stand close">
          {closeness.map((pair) => (
            <Part
              key={`${pair.left} ${pair.right}`}
              name={`${pair.left} ${pair.right}`}
              score={pair.score}
              most={most}
            >
              {closenessInWords(pair)}
            </Part>
          ))}
        </ul>
      )}
      {conditions.length > 0 && <Conditions conditions={conditions} />}
      {score > 0 && (
        <p className="why__sum">
          Together <span className="count">{score.toFixed(1)}</span>
        </p>
      )}
    </>
  );
}

function WordName({ word }: { readonly word: ExplainedWord }) {
  const how = howInWords(word);
  return (
    <>
      {word.found ?? word.word}
      {how !== '' && <span className="why__how"> {how}</span>}
    </>
  );
}

/** What a part adds, as a bar beside the others too. */
function Part({
  name,
  score,
  most,
  children,
}: {
  readonly name: ReactNode;
  readonly score: number;
  readonly most: number;
  readonly children: ReactNode;
}) {
  return (
    <li className="why__part">
      <span className="why__name">{name}</span>
      <span className="why__score count">{score === 0 ? '–' : score.toFixed(1)}</span>
      <span className="why__note">{children}</span>
      <span
        className="why__bar"
        style={{ width: `${most === 0 ? 0 : Math.max(0, score / most) * 100}%` }}
        aria-hidden
      />
    </li>
  );
}

function Conditions({ conditions }: Pick<Explanation, 'conditions'>) {
  return (
    <ul className="why__conditions" aria-label="Conditions">
      {conditions.map(({ text, isFulfilled }) => (
        <li key={text} className="why__condition">
          {isFulfilled ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
          <span className="unseen">{isFulfilled ? 'Fulfilled:' : 'Not fulfilled:'}</span>
          {text}
        </li>
      ))}
    </ul>
  );
}

function sharedWith(like: Papers['like'], paperId: number): readonly string[] {
  const at = like?.page.hits.findIndex(({ paper }) => paper.id === paperId) ?? -1;
  return like?.shared[at] ?? [];
}

function sharedInWords(words: readonly string[]): string {
  return words.length === 0
    ? 'It is not among the papers that are alike.'
    : `It has these words in common, the weightiest first: ${words.join(', ')}.`;
}
