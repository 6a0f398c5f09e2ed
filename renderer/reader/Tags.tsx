import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { Tag } from '../../shared/library.ts';
import type { TagMark } from '../../shared/paper.ts';
import { perform } from '../postil.ts';
import { TagBox } from './TagBox.tsx';
import './tags.css';

/**
 * The tags of a paper, and where one adds more: to all chosen papers.
 * @param known all tags of the library, to complete from
 */
export function Tags({
  tags,
  known,
  paperIds,
}: {
  readonly tags: readonly TagMark[];
  readonly known: readonly Tag[];
  readonly paperIds: readonly number[];
}) {
  const isOne = paperIds.length <= 1;
  const own = useMemo(() => new Set(isOne ? tags.map(({ name }) => name) : []), [isOne, tags]);
  return (
    <div className="tags">
      <ul aria-label="Tags" className="tags__list">
        {tags.map((tag) => (
          <li key={tag.id} className="tag">
            <span className={`dot dot--${tag.colour}`} />
            <bdi>{tag.name}</bdi>
            <button
              type="button"
              className="tag__remove"
              aria-label={`Remove tag ${tag.name}`}
              onClick={() => void perform('tag.remove', { paperIds: [...paperIds], tagId: tag.id })}
            >
              <X size={12} />
            </button>
          </li>
        ))}
      </ul>
      <TagBox known={known} own={own} paperIds={paperIds} />
    </div>
  );
}
