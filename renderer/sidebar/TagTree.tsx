import { memo } from 'react';
import type { Tag } from '../../shared/library.ts';
import { Shelf } from './Shelf.tsx';

/** The tags. Apart and remembered, since there may be thousands, which a key typed elsewhere must not draw anew. */
export const TagTree = memo(function TagTree({
  tags,
  chosen,
  onChoose,
}: {
  readonly tags: readonly Tag[];
  /** The query that the list shows; null while a page is shown. */
  readonly chosen: string | null;
  readonly onChoose: (query: string) => void;
}) {
  return (
    <ul>
      {tags.map((tag) => (
        <Shelf
          key={tag.id}
          name={tag.name}
          count={tag.paperCount}
          picture={<span className={`dot dot--${tag.colour}`} />}
          isChosen={chosen === tagQuery(tag.name)}
          onChoose={() => onChoose(tagQuery(tag.name))}
        />
      ))}
    </ul>
  );
});

function tagQuery(name: string): string {
  return `tag:"${name.replaceAll('"', '\\"')}"`;
}
