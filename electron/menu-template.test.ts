import type { MenuItemConstructorOptions } from 'electron/main';
import { expect, test } from 'vitest';
import { COMMAND_LOOKS, COMMAND_NAMES } from '../shared/commands.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';

function template(platform: NodeJS.Platform, recent: readonly string[] = []) {
  const called: string[] = [];
  const call = (name: string) => () => void called.push(name);
  const actions: MenuActions = {
    chooseFiles: call('files'),
    chooseLibrary: call('library'),
    openLibrary: (folder) => called.push(folder),
    moveLibrary: call('move'),
    showLibrary: call('show'),
    showLicences: call('licences'),
    command: (command) => called.push(command),
  };
  return { items: menuTemplate(actions, recent, platform).flatMap(within), called };
}

function within(item: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  return Array.isArray(item.submenu) ? item.submenu.flatMap(within) : [item];
}

test.each(['linux', 'win32', 'darwin'] as const)(
  'every command stands in the menu once, on %s',
  (platform) => {
    const { items } = template(platform);
    for (const name of COMMAND_NAMES) {
      const found = items.filter((item) => item.id === name);
      expect(found.map(({ label }) => label)).toEqual([COMMAND_LOOKS[name].label]);
    }
  },
);

test('commands show the keys that the table gives them', () => {
  const { items } = template('linux');
  for (const name of COMMAND_NAMES) {
    if (COMMAND_LOOKS[name].keys.length === 0) continue;
    const shown = items.find((item) => item.id === name)?.accelerator?.replace('CmdOrCtrl', 'Mod');
    expect(COMMAND_LOOKS[name].keys).toContain(shown?.replaceAll('+', ' '));
  }
});

test('no bare key is shown on macOS, where it could no longer be typed', () => {
  const keys = template('darwin').items.map(({ accelerator }) => accelerator);
  expect(keys.filter((key) => key !== undefined && !key.includes('+'))).toEqual([]);
});

test('items do what they say', () => {
  const { items, called } = template('linux', ['/papers/R&D', '/old']);
  for (const wanted of ['search', 'move-library', 'licences', 'import']) {
    const item = items.find(({ id }) => id === wanted);
    if (item?.click !== undefined) Reflect.apply(item.click, item, []);
  }
  const library = items.find(({ label }) => label?.includes('R&&D'));
  if (library?.click !== undefined) Reflect.apply(library.click, library, []);
  expect(called).toEqual(['search', 'move', 'licences', 'files', '/papers/R&D']);
});
