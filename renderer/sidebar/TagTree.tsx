import { useVirtualizer } from '@tanstack/react-virtual';
import { Ban, ChevronRight } from 'lucide-react';
import { type CSSProperties, memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Tag, TagBranch } from '../../shared/library.ts';
import { perform } from '../postil.ts';
import { allowsDrop, dragTag, droppedPapers, droppedTag } from '../ui/dragging.ts';
import { counted, number } from '../ui/format.ts';
import { nextChoice, type TagChoice, tagChoices, withTag } from '../ui/tag-query.ts';
import { openNodes, type TagNode, tagNodes } from '../ui/tag-tree.ts';
import { useOpenTags } from './use-open-tags.ts';

/** Height of a line, in pixels, as in sidebar.css. */
const LINE_PX = 28;

/**
 * The tree of tags. A click goes from papers with the tag, to those without it, to neither; several tags narrow what
 * is shown together. Papers can be dropped on a tag, and tags on papers and on each other.
 * Remembered, since there may be thousands, which a key typed elsewhere must not draw anew.
 */
export const TagTree = memo(function TagTree({
  tags,
  branches,
  query,
  scroller,
  onChoose,
}: {
  readonly tags: readonly Tag[];
  readonly branches: readonly TagBranch[];
  /** The query that the list shows; null while a page is shown. */
  readonly query: string | null;
  /** What scrolls around it: only lines in sight are in the page. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onChoose: (query: string) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const { isOpen, toggle } = useOpenTags(tags.length);
  const all = useMemo(() => tagNodes(tags, branches), [tags, branches]);
  const nodes = useMemo(() => openNodes(all, isOpen), [all, isOpen]);
  const choices = useMemo(() => tagChoices(query ?? ''), [query]);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0));
  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    scrollMargin: top,
    overscan: 12,
  });
  return (
    <ul ref={list} className="tag-tree" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const node = nodes[index];
        if (node === undefined) return null;
        const choice = choices.get(node.key);
        return (
          <TagLine
            key={node.key}
            node={node}
            offset={start - top}
            choice={choice}
            isOpen={isOpen(node.key)}
            onToggle={() => toggle(node.key)}
            onChoose={() => onChoose(withTag(query ?? '', node.name, nextChoice(choice)))}
          />
        );
      })}
    </ul>
  );
});

const STATES: Readonly<Record<TagChoice, string>> = { with: ', shown', without: ', left out' };

function TagLine({
  node,
  offset,
  choice,
  isOpen,
  onToggle,
  onChoose,
}: {
  readonly node: TagNode;
  /** From the top of the list, in pixels. */
  readonly offset: number;
  readonly choice: TagChoice | undefined;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChoose: () => void;
}) {
  const [isTarget, setIsTarget] = useState(false);
  const { name, label, depth, colour, paperCount } = node;
  return (
    <li
      className="tag-line"
      style={{ transform: `translateY(${offset}px)`, '--depth': Math.min(depth, DEEPEST) } as CSSProperties}
    >
      <button
        type="button"
        className={`shelf shelf--tag ${isTarget ? 'shelf--target' : ''}`}
        title={`${name}\n${counted(paperCount, 'paper')}. Click: only these; again: without these; again: all.`}
        aria-label={`${name}, ${counted(paperCount, 'paper')}${choice === undefined ? '' : STATES[choice]}`}
        aria-pressed={choice === undefined ? 'false' : choice === 'with' ? 'true' : 'mixed'}
        data-choice={choice}
        draggable
        onDragStart={(event) => dragTag(event, name)}
        onDragOver={(event) => setIsTarget(allowsDrop(event, 'papers') || allowsDrop(event, 'tag'))}
        onDragLeave={() => setIsTarget(false)}
        onDrop={(event) => {
          setIsTarget(false);
          const paperIds = droppedPapers(event);
          const dropped = droppedTag(event);
          if (paperIds.length > 0) void perform('tag.add', { paperIds, name });
          else if (dropped !== null && dropped !== name) void perform('tag.rename', moveInto(name, dropped));
        }}
        onClick={onChoose}
      >
        {choice === 'without' ? <Ban size={12} aria-hidden /> : <span className={`dot dot--${colour}`} />}
        <span className="shelf__name">{label}</span>{' '}
        <span className="shelf__count count">{number(paperCount)}</span>
      </button>
      {node.hasChildren && (
        <button
          type="button"
          className="tag-line__arrow"
          aria-label={`Tags below ${name}`}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <ChevronRight size={14} />
        </button>
      )}
    </li>
  );
}

/** The level from which on names are set in no further. */
const DEEPEST = 6;

function moveInto(above: string, name: string) {
  return { renames: [{ from: name, to: `${above}/${name.slice(name.lastIndexOf('/') + 1)}` }] };
}
