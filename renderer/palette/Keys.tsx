import { COMMAND_LOOKS, COMMAND_NAMES, type CommandLook } from '../../shared/commands.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type Platform, shownKeys } from '../ui/keys.ts';
import './palette.css';

const GROUPS: readonly CommandLook['group'][] = [
  'Find',
  'Move',
  'Go',
  'Paper',
  'Highlight',
  'Library',
  'Window',
];

/** Keys of the abstract, which are no commands. */
const CARET: readonly { readonly label: string; readonly keys: readonly string[] }[] = [
  { label: 'Go by character', keys: ['←', '→'] },
  { label: 'Go by word', keys: ['Mod ←', 'Mod →'] },
  { label: 'Go by sentence', keys: ['↑', '↓'] },
  { label: 'Select on the way', keys: ['Shift'] },
];

/** All keys of the window. */
export function Keys({
  isOpen,
  platform,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly platform: Platform;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard. */}
      <section className="keys scroll" tabIndex={0} aria-label="All keys">
        {GROUPS.map((group) => (
          <KeyTable
            key={group}
            title={group}
            platform={platform}
            lines={COMMAND_NAMES.map((command) => COMMAND_LOOKS[command]).filter(
              (look) => look.group === group && look.keys.length > 0,
            )}
          />
        ))}
        <KeyTable title="In the abstract" platform={platform} lines={CARET} />
      </section>
      <div className="keys__ways">
        <Button look="main" onPress={onClose} autoFocus>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

function KeyTable({
  title,
  platform,
  lines,
}: {
  readonly title: string;
  readonly platform: Platform;
  readonly lines: readonly { readonly label: string; readonly keys: readonly string[] }[];
}) {
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
                  {shownKeys(one, platform)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
