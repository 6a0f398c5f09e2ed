import { COMMAND_LOOKS, COMMAND_NAMES, type Command } from '../../shared/commands.ts';

/** The system that the window runs on. */
export type Platform = 'darwin' | 'win32' | 'linux';

/** What a press of a key says, as `KeyboardEvent` does. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The key's place on the keyboard: with Alt, some systems put other signs on digits. */
  readonly code: string;
}

/** Where the key was pressed. */
export interface KeyPlace {
  /** In a text field or editor: no key is stolen there but {@link WHILE_TYPING}. */
  readonly typing: boolean;
  /** While a dialog is open: only the dialog gets keys. */
  readonly inDialog: boolean;
}

const byKeys = new Map(
  COMMAND_NAMES.flatMap((command) => COMMAND_LOOKS[command].keys.map((keys) => [keys, command] as const)),
);

/** Commands whose keys are taken with Mod also where one types. */
const WHILE_TYPING: ReadonlySet<Command> = new Set(['palette', 'search', 'exactly']);

/** The command that a press of a key means; null for none. */
export function commandFor(press: KeyPress, place: KeyPlace, platform: Platform): Command | null {
  if (place.inDialog) return null;
  if (press.altKey) return place.typing || press.ctrlKey || press.metaKey ? null : commandForAlt(press);
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const otherMod = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  if (otherMod) return null;
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  const isLetter = /^\p{L}$/u.test(key);
  const name = `${mod ? 'Mod ' : ''}${press.shiftKey && (mod || isLetter) ? 'Shift ' : ''}${key}`;
  // Enter belongs to whatever has the focus; the list takes it on its own.
  const command = key === 'Enter' ? null : (byKeys.get(name) ?? null);
  if (command === null || !place.typing) return command;
  return mod && WHILE_TYPING.has(command) ? command : null;
}

function commandForAlt({ code, shiftKey }: KeyPress): Command | null {
  return shiftKey ? null : (byKeys.get(`Alt ${code.replace(/^Digit/, '')}`) ?? null);
}

/** Keys as the system writes them: `Mod Z` is `⌘Z` on a Mac, else `Ctrl+Z`. */
export function shownKeys(keys: string, platform: Platform): string {
  const plain = keys.replace('ArrowUp', '↑').replace('ArrowDown', '↓');
  if (platform !== 'darwin') return plain.replace('Mod', 'Ctrl').replaceAll(' ', '+');
  return plain.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll(' ', '');
}

/** Whether what has the focus takes text: no key may be stolen from it. */
export function takesText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}
