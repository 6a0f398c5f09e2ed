import { memo, type ReactNode, useRef } from 'react';
import type { Command } from '../../shared/commands.ts';
import type { Overview, TagCounts } from '../../shared/library.ts';
import type { SavedSearch } from '../../shared/search.ts';
import { Button } from '../ui/Button.tsx';
import { withoutTags } from '../ui/tag-query.ts';
import { Imports } from './Imports.tsx';
import { Pages } from './Pages.tsx';
import { SavedSearches } from './SavedSearches.tsx';
import { Shelves } from './Shelves.tsx';
import { SidebarSection } from './SidebarSection.tsx';
import { TagTree } from './TagTree.tsx';
import './sidebar.css';

/**
 * What the library holds: a file a section. A line is a query, which the list shows, or a page. Remembered, since
 * the keys of a search change nothing in it.
 */
export const Sidebar = memo(function Sidebar({
  overview,
  tags,
  chosen,
  opened,
  savedId,
  onSaved,
  onSavedChange,
  onChoose,
  onNarrow,
  onImport,
  onReport,
  onWithdraw,
  children,
}: {
  readonly overview: Overview | undefined;
  readonly tags: TagCounts | undefined;
  /** The query that the list shows: that of a line, narrowed by tags. */
  readonly chosen: string;
  /** The saved search that the list shows in their place; null for none. */
  readonly savedId: number | null;
  readonly onSaved: (search: SavedSearch) => void;
  /** Told that a saved search now holds something else; null for nothing any more. */
  readonly onSavedChange: (search: SavedSearch | null, searchId: number) => void;
  /** The command of the page that stands in place of the list; null when the list is there. */
  readonly opened: Command | null;
  readonly onChoose: (query: string) => void;
  /** Told a query that tags were put into or taken out of. */
  readonly onNarrow: (query: string) => void;
  readonly onImport: () => void;
  readonly onReport: (importId: number) => void;
  readonly onWithdraw: (importId: number) => void;
  /** What stands at the foot: the running import. */
  readonly children: ReactNode;
}) {
  const scroller = useRef<HTMLElement>(null);
  const query = opened === null ? chosen : null;
  const shown = query === null || savedId !== null ? null : withoutTags(query);
  return (
    <div className="sidebar">
      <p className="sidebar__name">Postil</p>
      <nav ref={scroller} className="sidebar__shelves scroll" aria-label="Library">
        <Shelves overview={overview} chosen={shown} onChoose={onChoose} />
        <Pages opened={opened} overview={overview} />
        <SavedSearches
          chosenId={opened === null ? savedId : null}
          onChoose={onSaved}
          onChange={onSavedChange}
        />
        {tags !== undefined && tags.tags.length > 0 && (
          <SidebarSection title="Tags">
            <TagTree
              tags={tags.tags}
              branches={tags.branches}
              query={query}
              scroller={scroller}
              onChoose={onNarrow}
            />
          </SidebarSection>
        )}
        {overview !== undefined && overview.imports.length > 0 && (
          <SidebarSection title="Imports">
            <Imports
              imports={overview.imports}
              chosen={shown}
              onChoose={onChoose}
              onReport={onReport}
              onWithdraw={onWithdraw}
            />
          </SidebarSection>
        )}
      </nav>
      <div className="sidebar__foot">
        {children}
        <Button onPress={onImport}>Import files…</Button>
      </div>
    </div>
  );
});
