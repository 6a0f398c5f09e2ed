import { describe, expect, it } from 'vitest';
import { commandFor, type KeyPress, shownKeys } from './keys.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const here = { typing: false, inDialog: false };

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { ...plain, key, code: /^\d$/.test(key) ? `Digit${key}` : key, ...more };
}

describe('commandFor', () => {
  it('knows the single keys', () => {
    const keys = ['/', 'j', 'k', 's', 'e', 'r', 't', 'n', '1', '6', 'c'];
    expect(keys.map((key) => commandFor(press(key), here, 'linux'))).toEqual([
      'search',
      'next',
      'previous',
      'star',
      'done',
      'reading',
      'tag',
      'note',
      'yellow',
      'purple',
      'comment',
    ]);
  });

  it('takes signs that need Shift on some keyboards', () => {
    expect(commandFor(press('?', { shiftKey: true }), here, 'linux')).toBe('keys');
    expect(commandFor(press('/', { shiftKey: true }), here, 'win32')).toBe('search');
  });

  it('uses the system’s own modifier', () => {
    expect(commandFor(press('k', { ctrlKey: true }), here, 'linux')).toBe('palette');
    expect(commandFor(press('k', { metaKey: true }), here, 'darwin')).toBe('palette');
    expect(commandFor(press('k', { ctrlKey: true }), here, 'darwin')).toBeNull();
    expect(commandFor(press('z', { ctrlKey: true }), here, 'linux')).toBe('undo');
    expect(commandFor(press('Z', { ctrlKey: true, shiftKey: true }), here, 'linux')).toBe('redo');
  });

  it('puts tags on by Alt and a digit, whatever sign the system makes of it', () => {
    expect(commandFor(press('¡', { altKey: true, code: 'Digit1' }), here, 'darwin')).toBe('tag-1');
    expect(commandFor(press('ArrowUp', { altKey: true }), here, 'linux')).toBe('queue-up');
  });

  it('steals no key from a text field but those of palette and search', () => {
    const typing = { typing: true, inDialog: false };
    for (const key of ['j', 's', '/', '?', '1']) expect(commandFor(press(key), typing, 'linux')).toBeNull();
    expect(commandFor(press('z', { ctrlKey: true }), typing, 'linux')).toBeNull();
    expect(commandFor(press('k', { ctrlKey: true }), typing, 'linux')).toBe('palette');
    expect(commandFor(press('f', { ctrlKey: true }), typing, 'linux')).toBe('search');
  });

  it('leaves all keys to an open dialog, and those with Alt or Shift to the system', () => {
    expect(commandFor(press('j'), { typing: false, inDialog: true }, 'linux')).toBeNull();
    expect(commandFor(press('j', { altKey: true }), here, 'linux')).toBeNull();
    expect(commandFor(press('3', { altKey: true }), { typing: true, inDialog: false }, 'linux')).toBeNull();
    expect(commandFor(press('J', { shiftKey: true }), here, 'linux')).toBeNull();
    expect(commandFor(press('Enter'), here, 'linux')).toBeNull();
  });
});

describe('shownKeys', () => {
  it('writes keys as the system does', () => {
    expect(shownKeys('Mod Shift Z', 'linux')).toBe('Ctrl+Shift+Z');
    expect(shownKeys('Mod Shift Z', 'darwin')).toBe('⌘⇧Z');
    expect(shownKeys('J', 'darwin')).toBe('J');
  });
});
