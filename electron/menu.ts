import { Menu, type MenuItemConstructorOptions } from 'electron/main';
import type { Command } from '../shared/commands.ts';

/** What menu items do. */
export interface MenuActions {
  /** Asks for files and imports them. */
  chooseFiles(): void;
  /** Asks for another library folder. */
  chooseLibrary(): void;
  /** Hands a command to the window. */
  command(command: Command): void;
}

/**
 * The menu bar. Keys that mean something else in a text field (undo, search) are shown but not taken here:
 * the window, which knows where the cursor is, acts on them.
 */
export function setMenu(actions: MenuActions, platform: NodeJS.Platform): void {
  function item(label: string, accelerator: string, command: Command): MenuItemConstructorOptions {
    return {
      label,
      // macOS takes every key that is shown, registered or not: a bare one could no longer be typed anywhere.
      ...(platform === 'darwin' && accelerator.length === 1 ? {} : { accelerator }),
      registerAccelerator: false,
      click: () => actions.command(command),
    };
  }
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        { id: 'import', label: 'Import…', accelerator: 'CmdOrCtrl+O', click: actions.chooseFiles },
        separator,
        {
          id: 'open-library',
          label: 'Open Library…',
          accelerator: 'CmdOrCtrl+Shift+O',
          click: actions.chooseLibrary,
        },
        separator,
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        item('Undo', 'CmdOrCtrl+Z', 'undo'),
        item('Redo', 'CmdOrCtrl+Shift+Z', 'redo'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('Find', 'CmdOrCtrl+F', 'search'),
        item('Command Palette', 'CmdOrCtrl+K', 'palette'),
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: 'Help',
      role: 'help',
      submenu: [item('Keys', '?', 'keys'), ...(platform === 'darwin' ? [] : [{ role: 'about' as const }])],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
