/** A key press in a page, as the page reports it. */
export type KeyPress = {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
};

const keyNames: Record<string, string> = {
  plus: '+',
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

const modifiers: Record<string, 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'> = {
  cmdorctrl: 'ctrlKey',
  commandorcontrol: 'ctrlKey',
  ctrl: 'ctrlKey',
  control: 'ctrlKey',
  alt: 'altKey',
  option: 'altKey',
  altgr: 'altKey',
  shift: 'shiftKey',
  super: 'metaKey',
  meta: 'metaKey',
  cmd: 'metaKey',
  command: 'metaKey',
};

/** Whether a key press is this accelerator, for example `CmdOrCtrl+Shift+N`. Throws on an unknown modifier. */
export function matchesAccelerator(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.toLowerCase().replace(/\+\+$/, '+plus').split('+');
  const named = parts.pop() ?? '';
  const key = keyNames[named] ?? named;
  const wanted = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
  for (const part of parts) {
    const modifier = modifiers[part];
    if (modifier === undefined) throw new Error(`electron stand-in: unknown modifier "${part}"`);
    wanted[modifier] = true;
  }
  const pressed = press.key.toLowerCase();
  const code = press.code.toLowerCase();
  // Shift changes what the key gives ("+", "?"), so a key that names a character is also found by its place.
  const sameKey =
    pressed === key || code === `key${key}` || code === `digit${key}` || (key === '+' && pressed === '=');
  return (
    sameKey &&
    wanted.ctrlKey === press.ctrlKey &&
    wanted.altKey === press.altKey &&
    wanted.metaKey === press.metaKey &&
    (wanted.shiftKey === press.shiftKey || !/^[a-z0-9]$|^.{2,}$/.test(key))
  );
}
