import { basename } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron/main';
import { COMMAND_LOOKS, COMMAND_NAMES, type Command, type CommandLook } from '../shared/commands.ts';

/** What menu items do. */
export interface MenuActions {
  /** Asks for files and imports them. */
  chooseFiles(): void;
  /** Asks for another library folder. */
  chooseLibrary(): void;
  /** Opens a library that was open before. */
  openLibrary(folder: string): void;
  /** Asks where the library is to be, and moves it there. */
  moveLibrary(): void;
  /** Shows the library's folder in the file manager. */
  showLibrary(): void;
  /** Shows the licences of all that is in the package. */
  showLicences(): void;
  /** Hands a command to the window. */
  command(command: Command): void;
}

/** The menu in which a group of commands stands. */
const MENUS: Readonly<Record<CommandLook['group'], MenuName>> = {
  Find: 'Edit',
  Move: 'Go',
  Go: 'Go',
  Paper: 'Paper',
  Highlight: 'Highlight',
  Library: 'File',
  Window: 'View',
};
type MenuName = 'File' | 'Edit' | 'View' | 'Go' | 'Paper' | 'Highlight' | 'Help';

/** Commands that people look for elsewhere than with their group. */
const ELSEWHERE: Readonly<Partial<Record<Command, MenuName>>> = {
  undo: 'Edit',
  redo: 'Edit',
  keys: 'Help',
  'copy-diagnostics': 'Help',
};

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu bar: every command of the window, with its keys, and what only the app can do. Keys are shown but not taken
 * here, as most mean something else in a text field: the window, which knows where the cursor is, acts on them.
 * @param recentLibraries folders, the one opened last first
 */
export function menuTemplate(
  actions: MenuActions,
  recentLibraries: readonly string[],
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  /** The commands of a menu, with a line between groups. `import` is the app's own: it works without a library's window. */
  function commandsOf(menu: MenuName): MenuItemConstructorOptions[] {
    const names = COMMAND_NAMES.filter(
      (name) => (ELSEWHERE[name] ?? MENUS[COMMAND_LOOKS[name].group]) === menu && name !== 'import',
    );
    return names.flatMap((name, index) => {
      const before = names[index - 1];
      const isNewGroup = before !== undefined && COMMAND_LOOKS[before].group !== COMMAND_LOOKS[name].group;
      return isNewGroup ? [SEPARATOR, commandItem(name)] : [commandItem(name)];
    });
  }

  function commandItem(name: Command): MenuItemConstructorOptions {
    const { label, keys } = COMMAND_LOOKS[name];
    // The menu shows one: rather a chord, which every menu can show.
    const shown = keys.find((key) => key.startsWith('Mod ')) ?? keys[0];
    // macOS takes every key that is shown, registered or not: a bare one could no longer be typed anywhere.
    const isShown = shown !== undefined && (platform !== 'darwin' || shown.startsWith('Mod '));
    return {
      id: name,
      label,
      ...(isShown ? { accelerator: accelerator(shown), registerAccelerator: false } : {}),
      click: () => actions.command(name),
    };
  }

  const recent = recentLibraries.map(
    (folder): MenuItemConstructorOptions => ({
      label: `${basename(folder)} — ${folder}`.replaceAll('&', '&&'),
      click: () => actions.openLibrary(folder),
    }),
  );
  const nothingRecent: MenuItemConstructorOptions = { label: 'None Yet', enabled: false };
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        {
          id: 'import',
          label: COMMAND_LOOKS.import.label,
          accelerator: 'CmdOrCtrl+O',
          click: actions.chooseFiles,
        },
        ...commandsOf('File'),
        SEPARATOR,
        {
          id: 'open-library',
          label: 'Open Library…',
          accelerator: 'CmdOrCtrl+Shift+O',
          click: actions.chooseLibrary,
        },
        {
          id: 'recent-libraries',
          label: 'Recent Libraries',
          submenu: recent.length > 0 ? recent : [nothingRecent],
        },
        { id: 'move-library', label: 'Move Library…', click: actions.moveLibrary },
        { id: 'show-library', label: 'Show Library’s Folder', click: actions.showLibrary },
        SEPARATOR,
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        ...['undo' as const, 'redo' as const].map(commandItem),
        SEPARATOR,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        SEPARATOR,
        ...commandsOf('Edit').filter(({ id }) => id !== 'undo' && id !== 'redo' && id !== undefined),
      ],
    },
    {
      label: 'View',
      submenu: [
        ...commandsOf('View'),
        SEPARATOR,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        SEPARATOR,
        { role: 'togglefullscreen' },
      ],
    },
    { label: 'Go', submenu: commandsOf('Go') },
    { label: 'Paper', submenu: commandsOf('Paper') },
    { label: 'Highlight', submenu: commandsOf('Highlight') },
    ...(platform === 'darwin' ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'Help',
      role: 'help',
      submenu: [
        ...commandsOf('Help'),
        { id: 'licences', label: 'Licences', click: actions.showLicences },
        ...(platform === 'darwin' ? [] : [{ role: 'about' } satisfies MenuItemConstructorOptions]),
      ],
    },
  ];
}

/** `Mod Shift Z` in Electron's spelling. https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts */
function accelerator(keys: string): string {
  return keys.split(' ').join('+').replace('Mod', 'CmdOrCtrl');
}
