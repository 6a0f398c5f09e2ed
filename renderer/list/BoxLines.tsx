// biome-ignore-all lint/a11y/useFocusableInteractive: the box keeps the focus (aria-activedescendant).
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are those of the box.
import { History } from 'lucide-react';
import { type KeyboardEvent, useEffect } from 'react';
import type { Suggestion } from '../../shared/search.ts';
import { number } from '../ui/format.ts';
import type { BoxLine } from './use-suggestions.ts';

/** Id of the list of lines, for the box that controls it. */
export const LINES_ID = 'search-lines';

/** Id of a line, for the box that has the focus in its place. */
export function lineId(index: number): string {
  return `search-line-${index}`;
}

/** What stands under the box while one types in it. */
export function BoxLines({
  lines,
  chosen,
  onTake,
  onKeyDown,
}: {
  readonly lines: readonly BoxLine[];
  readonly chosen: number;
  readonly onTake: (line: BoxLine) => void;
  /** Does what the box does with a key. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  useEffect(() => {
    document.getElementById(lineId(chosen))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  // Its place stays while one types: what is found below does not move.
  if (lines.length === 0) return <div className="search-ways" />;
  const isRecent = lines[0]?.kind === 'recent';
  return (
    <div
      id={LINES_ID}
      role="listbox"
      aria-label={isRecent ? 'Recent searches' : 'Ways to go on'}
      // It scrolls, so one can go to it as well.
      tabIndex={0}
      aria-activedescendant={chosen < 0 ? undefined : lineId(chosen)}
      onKeyDown={onKeyDown}
      aria-orientation={isRecent ? 'vertical' : 'horizontal'}
      className={isRecent ? 'search-lines' : 'search-ways'}
      // The focus stays in the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {lines.map((line, index) => (
        <div
          key={keyOf(line)}
          id={lineId(index)}
          role="option"
          aria-selected={index === chosen}
          className={`search-line ${line.kind === 'forget' ? 'search-line--forget' : ''}`}
          onClick={() => onTake(line)}
        >
          <Line line={line} />
        </div>
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: BoxLine }) {
  if (line.kind === 'forget') return 'Clear recent searches';
  if (line.kind === 'recent') {
    return (
      <>
        <History size={14} aria-hidden />
        <span className="search-line__label">{line.query}</span>
      </>
    );
  }
  const { label, kind, papers } = line.suggestion;
  return (
    <>
      <span className="search-line__label">{label}</span>
      {KIND_NAMES[kind] !== '' && <span className="search-line__kind">{KIND_NAMES[kind]}</span>}
      {papers !== null && <span className="search-line__count count">{number(papers)}</span>}
    </>
  );
}

/** What a way to go on is, where its label does not show it. */
const KIND_NAMES: Readonly<Record<Suggestion['kind'], string>> = {
  field: 'field',
  value: '',
  tag: 'tag',
  author: 'author',
  venue: 'venue',
  category: 'category',
  institution: 'institution',
  word: '',
};

function keyOf(line: BoxLine): string {
  if (line.kind === 'suggestion') return `${line.suggestion.kind} ${line.suggestion.text}`;
  return line.kind === 'recent' ? `recent ${line.query}` : line.kind;
}
