import {
  ArchiveRestore,
  CopyCheck,
  FileWarning,
  Highlighter,
  History,
  type LucideIcon,
  Tags,
} from 'lucide-react';
import { COMMAND_LOOKS, type Command } from '../../shared/commands.ts';
import type { Overview } from '../../shared/library.ts';
import { runCommand } from '../ui/commands.ts';
import { SHELF_ICON, Shelf } from './Shelf.tsx';

/** Pages that are reached from the sidebar, by the commands that open them (see renderer/pages.tsx). */
const PAGE_LINES: readonly {
  readonly command: Command;
  readonly name: string;
  readonly Picture: LucideIcon;
}[] = [
  { command: 'annotations', name: 'Annotations', Picture: Highlighter },
  { command: 'unread', name: 'Unread', Picture: FileWarning },
  { command: 'tags', name: 'Tags', Picture: Tags },
  { command: 'duplicates', name: 'Duplicates', Picture: CopyCheck },
  { command: 'timeline', name: 'Timeline', Picture: History },
  { command: 'backups', name: 'Backups', Picture: ArchiveRestore },
];

/** The pages that are reached from the sidebar. @param opened the command of the page that is shown, if one is */
export function Pages({
  opened,
  overview,
}: {
  readonly opened: Command | null;
  readonly overview: Overview | undefined;
}) {
  return (
    <ul>
      {PAGE_LINES.map(({ command, name, Picture }) => (
        <Shelf
          key={command}
          name={name}
          title={COMMAND_LOOKS[command].label}
          count={command === 'unread' ? overview?.unreadCount : undefined}
          picture={<Picture size={SHELF_ICON} />}
          isChosen={opened === command}
          onChoose={() => runCommand(command)}
        />
      ))}
    </ul>
  );
}
