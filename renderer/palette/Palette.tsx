import { memo, useState } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { COMMAND_LOOKS, COMMAND_NAMES, type Command } from '../../shared/commands.ts';
import type { Tag } from '../../shared/library.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { type Platform, shownKeys } from '../ui/keys.ts';
import { tagQuery } from '../ui/tag-query.ts';
import { suggestions } from '../ui/tag-suggestions.ts';
import './palette.css';

/** All commands and places by name, found by typing. */
export const Palette = memo(function Palette({
  isOpen,
  platform,
  tags,
  onClose,
  onRun,
  onGo,
}: {
  readonly isOpen: boolean;
  readonly platform: Platform;
  readonly tags: readonly Tag[];
  readonly onClose: () => void;
  readonly onRun: (command: Command) => void;
  /** Told the query of a place in the library. */
  readonly onGo: (query: string) => void;
}) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  function close(): void {
    setTyped('');
    onClose();
  }

  const places = [
    { query: '', name: 'All' },
    { query: 'is:inbox', name: 'Inbox' },
    { query: 'is:reading', name: 'Reading' },
    { query: 'is:done', name: 'Done' },
    { query: 'is:starred', name: 'Starred' },
    ...(isOpen ? suggestions(typed.replace(/^go to\b/i, ''), tags) : []).map(({ name }) => ({
      query: tagQuery(name),
      name,
    })),
  ];
  return (
    <Dialog title="Command palette" size="bare" isOpen={isOpen} onClose={close}>
      <Autocomplete filter={contains}>
        <SearchField aria-label="Command" className="palette__field" autoFocus onChange={setTyped}>
          <Input className="palette__input" placeholder="What to do, or where to go" />
        </SearchField>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard. */}
        <section className="palette__menu scroll" tabIndex={0} aria-label="All commands">
          <Menu
            aria-label="Commands"
            className="palette__list"
            renderEmptyState={() => <p className="palette__none">No command of that name.</p>}
            onAction={(key) => {
              close();
              const name = String(key);
              if (name.startsWith('go:')) onGo(name.slice(3));
              else {
                const command = COMMAND_NAMES.find((one) => one === name);
                if (command !== undefined) onRun(command);
              }
            }}
          >
            <MenuSection>
              <Header className="palette__title">Commands</Header>
              {COMMAND_NAMES.filter((command) => command !== 'palette').map((command) => {
                const { label: name, keys } = COMMAND_LOOKS[command];
                const label = labelOfTag(command, tags) ?? name;
                return (
                  <MenuItem key={command} id={command} textValue={label} className="palette__item">
                    {label}
                    {keys[0] !== undefined && <kbd className="key">{shownKeys(keys[0], platform)}</kbd>}
                  </MenuItem>
                );
              })}
            </MenuSection>
            <MenuSection>
              <Header className="palette__title">Go to</Header>
              {places.map(({ query, name }) => (
                <MenuItem
                  key={query}
                  id={`go:${query}`}
                  textValue={`Go to ${name}`}
                  className="palette__item"
                >
                  {name}
                </MenuItem>
              ))}
            </MenuSection>
          </Menu>
        </section>
      </Autocomplete>
    </Dialog>
  );
});

/** Names the tag that a command puts on by its key; null for other commands, and for keys without a tag. */
function labelOfTag(command: Command, tags: readonly Tag[]): string | null {
  const digit = /^tag-([1-9])$/.exec(command)?.[1];
  const tag = tags.find((one) => digit !== undefined && one.digit === Number(digit));
  return tag === undefined ? null : `Put on or take off “${tag.name}”`;
}
