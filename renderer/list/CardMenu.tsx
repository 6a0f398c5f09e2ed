import { useLayoutEffect, useRef, useState } from 'react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import { COMMAND_LOOKS, type Command } from '../../shared/commands.ts';
import { platform } from '../postil.ts';
import { runCommand } from '../ui/commands.ts';
import { shownKeys } from '../ui/keys.ts';

/** What can be done with papers of the list, by groups. */
const GROUPS: readonly (readonly Command[])[] = [
  ['why', 'more-like'],
  ['star', 'done', 'reading', 'queue', 'tag'],
  ['copy-link', 'trash'],
];

/** The menu of the chosen papers. */
export function CardMenu({
  place,
  onClose,
}: {
  /** Where it opens, in pixels of the window. */
  readonly place: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  // The anchor must be there before what is placed at it.
  const [isPlaced, setPlaced] = useState(false);
  useLayoutEffect(() => setPlaced(true), []);
  return (
    <>
      <span ref={anchor} className="card-menu__anchor" style={{ left: place.x, top: place.y }} aria-hidden />
      {isPlaced && (
        <Popover
          className="menu"
          triggerRef={anchor}
          placement="bottom start"
          isOpen
          onOpenChange={(isOpen) => {
            if (!isOpen) onClose();
          }}
        >
          <Menu
            aria-label="Paper"
            autoFocus="first"
            onAction={(key) => {
              onClose();
              const command = GROUPS.flat().find((one) => one === key);
              // Once the menu has given the focus back.
              if (command !== undefined) requestAnimationFrame(() => runCommand(command));
            }}
          >
            {GROUPS.flatMap((group, index) => [
              ...(index > 0 ? [<Separator key={`line ${group[0]}`} className="card-menu__line" />] : []),
              ...group.map((command) => <Line key={command} command={command} />),
            ])}
          </Menu>
        </Popover>
      )}
    </>
  );
}

function Line({ command }: { readonly command: Command }) {
  const { label, keys } = COMMAND_LOOKS[command];
  return (
    <MenuItem id={command} textValue={label} className="menu__item menu__item--words card-menu__item">
      {label}
      {keys[0] !== undefined && <kbd className="key">{shownKeys(keys[0], platform())}</kbd>}
    </MenuItem>
  );
}
