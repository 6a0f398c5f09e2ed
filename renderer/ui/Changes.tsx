import { Ellipsis, Redo2 } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { paperLink } from '../../shared/link.ts';
import { countedLabel, type TakenBack, type TimelineEntry } from '../../shared/memory.ts';
import { perform } from '../postil.ts';
import { counted, number } from './format.ts';
import { followLink } from './links.ts';
import { MathText } from './MathText.tsx';
import { tell } from './messages.ts';
import { Names } from './Names.tsx';
import { Quoted } from './Quoted.tsx';
import { UNDO } from './undo.ts';
import './changes.css';

/** Lines of a timeline: what was done and when, and ways to take it back. */
export function Changes({
  entries,
  namesPapers,
  onShowImport,
}: {
  readonly entries: readonly TimelineEntry[];
  /** Whether a line names its paper: not in the timeline of that paper. */
  readonly namesPapers: boolean;
  /** Null where papers of an import cannot be shown. */
  readonly onShowImport: ((importId: number) => void) | null;
}) {
  return (
    <ol className="changes">
      {entries.map((entry) => (
        <li
          key={`${entry.kind} ${entry.id}`}
          className={`changes__line ${entry.isUndone ? 'changes__line--undone' : ''}`}
        >
          <time className="changes__time count" dateTime={new Date(entry.atMs).toISOString()}>
            {clock(entry.atMs)}
          </time>
          <span className="changes__what">
            <Quoted text={words(entry)} />
          </span>
          {namesPapers && entry.kind === 'change' && entry.paper !== null && (
            <Paper id={entry.paper.id} heading={entry.paper.heading} />
          )}
          {entry.kind === 'import' && onShowImport !== null && (
            <button type="button" className="changes__paper" onClick={() => onShowImport(entry.id)}>
              <Names names={entry.fileNames.slice(0, 3)} />
              {entry.fileNames.length > 3 && ` and ${counted(entry.fileNames.length - 3, 'file')} more`}
            </button>
          )}
          <Ways entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Paper({ id, heading }: { readonly id: number; readonly heading: string }) {
  return (
    <button type="button" className="changes__paper" onClick={() => followLink(paperLink(id))}>
      <MathText text={heading} />
    </button>
  );
}

function Ways({ entry }: { readonly entry: TimelineEntry }) {
  const label = words(entry);
  if (entry.isUndone) return entry.kind === 'import' && <BringBack importId={entry.id} label={label} />;
  const changeId = entry.kind === 'import' ? entry.changeId : entry.id;
  if (changeId === null) return null;
  return (
    <MenuTrigger>
      <Button className="icon-button changes__ways" aria-label={`Take back: ${label}`}>
        <Ellipsis size={15} />
      </Button>
      <Popover className="menu" placement="bottom end">
        <Menu
          aria-label="Take back"
          onAction={(way) =>
            void takeBack(way === 'all' ? 'history.takeBackTo' : 'history.takeBack', changeId)
          }
        >
          <MenuItem id="one" className="menu__item">
            Take back this alone
          </MenuItem>
          <MenuItem id="all" className="menu__item">
            Take the library back to before this
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** An import can be brought back at any time, also when other changes followed its taking back. */
function BringBack({ importId, label }: { readonly importId: number; readonly label: string }) {
  return (
    <Button
      className="icon-button changes__ways"
      aria-label={`Bring back: ${label}`}
      onPress={() => void perform('import.restore', { importId })}
    >
      <Redo2 size={15} />
    </Button>
  );
}

async function takeBack(name: 'history.takeBack' | 'history.takeBackTo', changeId: number): Promise<void> {
  const result = await perform(name, { changeId });
  if (!result.ok) return;
  tell(outcome(result.value), UNDO);
}

function outcome({ changeCount, leftAlone }: TakenBack): string {
  const taken = `Taken back: ${counted(changeCount, 'change')}.`;
  return leftAlone === 0
    ? taken
    : `${taken} ${counted(leftAlone, 'part')} stayed, being changed or used since.`;
}

/** What an entry was, in words. */
function words(entry: TimelineEntry): string {
  if (entry.kind === 'change') {
    const label = countedLabel(entry.label, entry.paperCount);
    return entry.isUndone ? `${label} (undone)` : label;
  }
  const merged = entry.mergedCount === 0 ? '' : `, ${number(entry.mergedCount)} completed`;
  return `${counted(entry.addedCount, 'paper')} imported${merged}${entry.isUndone ? ' (taken back)' : ''}`;
}

function clock(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
