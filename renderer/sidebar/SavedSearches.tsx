import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { SavedSearch } from '../../shared/search.ts';
import { ask, perform } from '../postil.ts';
import { runCommand } from '../ui/commands.ts';
import { tell } from '../ui/messages.ts';
import { SAVED, SavedSearchDialog } from '../ui/SavedSearchDialog.tsx';
import { SHELF_ICON, Shelf } from './Shelf.tsx';
import { SidebarSection } from './SidebarSection.tsx';
import './saved-searches.css';

/** The searches that the user keeps, each with what it finds now. */
export function SavedSearches({
  chosenId,
  onChoose,
  onChange,
}: {
  /** The saved search that the list shows; null for none. */
  readonly chosenId: number | null;
  readonly onChoose: (search: SavedSearch) => void;
  /** Told that a search now holds something else; null for nothing any more. */
  readonly onChange: (search: SavedSearch | null, searchId: number) => void;
}) {
  const client = useQueryClient();
  const [changing, setChanging] = useState<SavedSearch | null>(null);
  const searches =
    useQuery({ queryKey: SAVED, queryFn: () => ask('savedSearch.list', undefined) }).data ?? [];
  const queries = searches.map(({ query }) => query);
  const counts = useQuery({
    queryKey: ['counts', queries],
    enabled: queries.length > 0,
    queryFn: () => ask('search.counts', { queries }),
  }).data;
  if (searches.length === 0) return null;

  async function remove({ id, name }: SavedSearch): Promise<void> {
    const result = await perform('savedSearch.remove', { id });
    if (!result.ok) return;
    await client.invalidateQueries({ queryKey: SAVED });
    onChange(null, id);
    tell(`“${name}” deleted.`, { label: 'Undo', run: () => void runCommand('undo') });
  }

  return (
    <SidebarSection title="Saved searches">
      <ul>
        {searches.map((search, index) => (
          <Shelf
            key={search.id}
            name={search.name}
            title={`${search.name}\n${search.query}`}
            count={counts?.[index]}
            picture={<Bookmark size={SHELF_ICON} />}
            isChosen={search.id === chosenId}
            onChoose={() => onChoose(search)}
          >
            <Ways search={search} onChange={() => setChanging(search)} onRemove={() => void remove(search)} />
          </Shelf>
        ))}
      </ul>
      {changing !== null && (
        <SavedSearchDialog
          search={changing}
          onClose={(saved) => {
            setChanging(null);
            if (saved !== null) onChange(saved, saved.id);
          }}
        />
      )}
    </SidebarSection>
  );
}

function Ways({
  search,
  onChange,
  onRemove,
}: {
  readonly search: SavedSearch;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}) {
  return (
    <MenuTrigger>
      <Button className="saved-ways" aria-label={`Change ${search.name}`}>
        <Ellipsis size={14} />
      </Button>
      <Popover className="menu" placement="bottom end">
        <Menu aria-label={search.name} onAction={(way) => (way === 'remove' ? onRemove() : onChange())}>
          <MenuItem id="change" className="menu__item menu__item--words">
            Change name or query…
          </MenuItem>
          <MenuItem id="remove" className="menu__item menu__item--words">
            Delete
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
