import { ArrowDownWideNarrow } from 'lucide-react';
import { memo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Sort } from '../../shared/search.ts';
import { sortName, sortsFor } from './sorts.ts';

/** The order of the list. Remembered: the keys of a search change nothing in it. */
export const SortMenu = memo(function SortMenu({
  kind,
  sort,
  onSort,
}: {
  /** Kind of view, as of `viewKind`. */
  readonly kind: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}) {
  const sorts = sortsFor(kind);
  const name = sortName(sort, kind);
  return (
    <MenuTrigger>
      <Button className="list-head__sort" aria-label={`Sort: ${name}`}>
        <ArrowDownWideNarrow size={14} aria-hidden />
        {name}
      </Button>
      <Popover className="menu" placement="bottom end">
        <Menu
          aria-label="Sort"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[sort]}
          onAction={(key) => {
            const next = sorts.find((one) => one === key);
            if (next !== undefined) onSort(next);
          }}
        >
          {sorts.map((one) => (
            <MenuItem key={one} id={one} className="menu__item menu__item--words">
              {sortName(one, kind)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
});
