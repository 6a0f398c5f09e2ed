import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { TagColour } from '../../shared/paper.ts';
import { tagKey } from '../../shared/tag.ts';
import type { PageProps } from '../pages.tsx';
import { perform, useTags } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { tagQuery } from '../ui/tag-query.ts';
import { type TagNode, tagNodes } from '../ui/tag-tree.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { TagRow } from './TagRow.tsx';
import './tags-page.css';

const NONE: readonly never[] = [];

/** Height of a line, in pixels, as in tags-page.css. */
const LINE_PX = 36;

/** All tags, to put them in order: rename, move, merge, colour, put on keys, delete. */
export default function Tags({ onGo }: PageProps) {
  const counts = useTags();
  const scroller = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState('');
  const [onlyUnused, setOnlyUnused] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [renaming, setRenaming] = useState<readonly string[] | null>(null);

  const { tags = NONE, branches = NONE } = counts ?? {};
  const all = useMemo(() => tagNodes(tags, branches), [tags, branches]);
  const wanted = tagKey(filter.trim());
  const nodes = useMemo(
    () =>
      wanted === '' && !onlyUnused
        ? all
        : all.filter((node) => node.key.includes(wanted) && (!onlyUnused || node.paperCount === 0)),
    [all, wanted, onlyUnused],
  );
  const names = all.filter(({ key }) => marked.has(key)).map(({ name }) => name);
  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 12,
  });

  function mark(node: TagNode, isMarked: boolean): void {
    const next = new Set(marked);
    if (isMarked) next.add(node.key);
    else next.delete(node.key);
    setMarked(next);
  }

  async function remove(gone: readonly string[]): Promise<void> {
    const result = await perform('tag.delete', { names: [...gone] });
    if (!result.ok) return;
    setMarked(new Set());
    tell(`${counted(gone.length, 'tag')} deleted. Undo brings them back.`);
  }

  function colour(colour: TagColour): void {
    void perform('tag.setColour', { names, colour });
  }

  return (
    <div className="tags-page">
      <header className="tags-page__head">
        <h1>Tags</h1>
        <p className="quiet count">{counted(tags.length, 'tag')}</p>
        <input
          type="search"
          className="tags-page__filter"
          aria-label="Filter tags"
          placeholder="Filter tags"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <label className="tags-page__check">
          <input
            type="checkbox"
            checked={onlyUnused}
            onChange={(event) => setOnlyUnused(event.target.checked)}
          />
          Unused only
        </label>
        {filter.trim() !== '' && !all.some(({ key, tag }) => key === wanted && tag !== null) && (
          <Button
            onPress={() => {
              void perform('tag.create', { name: filter.trim() });
              setFilter('');
            }}
          >
            <span>
              New tag “<bdi>{filter.trim().slice(0, 30)}</bdi>”
            </span>
          </Button>
        )}
      </header>
      <div className="tags-page__ways" role="toolbar" aria-label="Marked tags">
        <p className="quiet count">
          {names.length === 0
            ? 'Mark tags to change several at once.'
            : `${counted(names.length, 'tag')} marked`}
        </p>
        <Button isDisabled={names.length === 0} onPress={() => setRenaming(names)}>
          {names.length > 1 ? 'Merge or move…' : 'Rename or move…'}
        </Button>
        <ColourMenu isDisabled={names.length === 0} onColour={colour} />
        <Button isDisabled={names.length === 0} onPress={() => void remove(names)}>
          Delete
        </Button>
        {onlyUnused && nodes.length > 0 && (
          <Button onPress={() => setMarked(new Set(nodes.map(({ key }) => key)))}>Mark all shown</Button>
        )}
      </div>
      <div ref={scroller} className="tags-page__list scroll">
        {nodes.length === 0 && (
          <p className="tags-page__none quiet">
            {all.length === 0
              ? 'No tags yet. Press T on a paper, or type a name above.'
              : 'No tag of that kind. Change the filter.'}
          </p>
        )}
        <ul aria-label="All tags" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const node = nodes[index];
            return (
              node !== undefined && (
                <TagRow
                  key={node.key}
                  node={node}
                  offset={start}
                  isInTree={nodes === all}
                  isMarked={marked.has(node.key)}
                  onMark={(isMarked) => mark(node, isMarked)}
                  onGo={() => onGo(tagQuery(node.name))}
                  onRename={() => setRenaming([node.name])}
                  onDelete={() => void remove([node.name])}
                />
              )
            );
          })}
        </ul>
      </div>
      {renaming !== null && (
        <RenameDialog
          names={renaming}
          onClose={(isDone) => {
            setRenaming(null);
            if (isDone) setMarked(new Set());
          }}
        />
      )}
    </div>
  );
}

function ColourMenu({
  isDisabled,
  onColour,
}: {
  readonly isDisabled: boolean;
  readonly onColour: (colour: TagColour) => void;
}) {
  return (
    <select
      className="tags-page__colour"
      aria-label="Colour of marked tags"
      disabled={isDisabled}
      value=""
      onChange={(event) => {
        const chosen = COLOURS.find((colour) => colour === event.target.value);
        if (chosen !== undefined) onColour(chosen);
      }}
    >
      <option value="">Colour…</option>
      {COLOURS.map((colour) => (
        <option key={colour}>{colour}</option>
      ))}
    </select>
  );
}

const COLOURS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
