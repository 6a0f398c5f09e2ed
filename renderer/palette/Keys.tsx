import { memo } from 'react';
import { COMMAND_LOOKS, COMMAND_NAMES, type CommandLook } from '../../shared/commands.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type Platform, shownKeys } from '../ui/keys.ts';
import './palette.css';

/** Nine commands that differ by a number only are one line. */
const TAGS: Line = { label: 'Put on or take off tags 1 to 9', keys: ['Alt 1', 'Alt 9'] };

const GROUPS: readonly CommandLook['group'][] = ['Find', 'Move', 'Paper', 'Highlight', 'Library', 'Window'];

interface Line {
  readonly label: string;
  readonly keys: readonly string[];
}

/** Keys of the abstract, which are no commands. */
const CARET: readonly Line[] = [
  { label: 'Go by character', keys: ['←', '→'] },
  { label: 'Go by word', keys: ['Mod ←', 'Mod →'] },
  { label: 'Go by sentence', keys: ['↑', '↓'] },
  { label: 'Go by clause', keys: ['Mod ↑', 'Mod ↓'] },
  { label: 'Go to the beginning or end', keys: ['Home', 'End'] },
  { label: 'Select on the way', keys: ['Shift'] },
  { label: 'Select all of it', keys: ['Mod A'] },
  { label: 'Delete the annotation at the caret', keys: ['Delete'] },
];

/** What the search understands, by examples (shared/query.ts). */
const SEARCH: readonly Line[] = [
  { label: 'These words in this order', keys: ['"score matching"'] },
  { label: 'One of them', keys: ['flow OR diffusion'] },
  { label: 'Without', keys: ['-survey', 'NOT survey'] },
  { label: 'All words that begin so', keys: ['sampl*'] },
  { label: 'Where words stand', keys: ['title:', 'author:', 'abstract:', 'note:'] },
  { label: 'Your own', keys: ['tag:', 'is:starred', 'has:note', 'rating:4..'] },
  { label: 'When', keys: ['year:2023..2025', 'added:last-week'] },
  { label: 'One paper', keys: ['2401.00001', '10.1000/182'] },
];

/** All keys of the window, and what can be typed into its search. */
export const Keys = memo(function Keys({
  isOpen,
  platform,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly platform: Platform;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="Keys and ways to search" isOpen={isOpen} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard. */}
      <section className="keys scroll" tabIndex={0} aria-label="All keys and ways to search">
        <div className="keys__columns">
          <KeyTable title="In the search" lines={SEARCH} />
          {GROUPS.map((group) => (
            <KeyTable key={group} title={group} lines={shown(linesOf(group), platform)} />
          ))}
          <KeyTable title="In the abstract" lines={shown(CARET, platform)} />
        </div>
      </section>
      <div className="keys__ways">
        <Button look="main" onPress={onClose} autoFocus>
          Done
        </Button>
      </div>
    </Dialog>
  );
});

function shown(lines: readonly Line[], platform: Platform): readonly Line[] {
  return lines.map(({ label, keys }) => ({ label, keys: keys.map((one) => shownKeys(one, platform)) }));
}

function linesOf(group: CommandLook['group']): readonly Line[] {
  return COMMAND_NAMES.flatMap((command): readonly Line[] => {
    const look: CommandLook = COMMAND_LOOKS[command];
    if (look.group !== group || look.keys.length === 0) return [];
    if (!/^tag-\d$/.test(command)) return [look];
    return command === 'tag-1' ? [TAGS] : [];
  });
}

function KeyTable({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section className="keys__group">
      <h3 className="part-title">{title}</h3>
      <dl>
        {lines.map(({ label, keys }) => (
          <div key={label} className="keys__line">
            <dt>{label}</dt>
            <dd>
              {keys.map((one) => (
                <kbd key={one} className="key">
                  {one}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
