import { app } from './application.ts';
import type { BrowserWindow } from './browser-window.ts';

/** What Electron does by itself for a menu item with this role. */
type Role = {
  label?: string;
  accelerator?: string;
  /** Roles of the submenu that the role stands for; null is a separator. */
  submenu?: (string | null)[];
  act?: (window: BrowserWindow | null) => void;
  /** True where Chromium itself acts on the keys, so that the menu must leave them alone. */
  leftToChromium?: boolean;
};

function edit(command: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'selectAll'): Role {
  return { leftToChromium: true, act: (window) => window?.webContents.edit(command) };
}

function zoom(step: number | null): NonNullable<Role['act']> {
  return (window) => {
    const contents = window?.webContents;
    contents?.setZoomLevel(step === null ? 0 : contents.getZoomLevel() + step);
  };
}

/** Roles by their lower-case name, with Electron's keys for Linux. */
export const menuRoles: Record<string, Role> = {
  undo: edit('undo'),
  redo: edit('redo'),
  cut: edit('cut'),
  copy: edit('copy'),
  paste: edit('paste'),
  pasteandmatchstyle: edit('paste'),
  delete: edit('delete'),
  selectall: { ...edit('selectAll'), label: 'Select All' },
  about: { act: () => app.showAboutPanel() },
  quit: { accelerator: 'CmdOrCtrl+Q', act: () => app.quit() },
  close: { accelerator: 'CmdOrCtrl+W', act: (window) => window?.close() },
  minimize: { accelerator: 'CmdOrCtrl+M', act: (window) => window?.minimize() },
  reload: { accelerator: 'CmdOrCtrl+R', act: (window) => window?.reload() },
  forcereload: { accelerator: 'CmdOrCtrl+Shift+R', act: (window) => window?.reload() },
  toggledevtools: { accelerator: 'CmdOrCtrl+Shift+I', act: () => {} },
  togglefullscreen: {
    accelerator: 'F11',
    act: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  resetzoom: { accelerator: 'CmdOrCtrl+0', act: zoom(null) },
  zoomin: { accelerator: 'CmdOrCtrl+Plus', act: zoom(0.5) },
  zoomout: { accelerator: 'CmdOrCtrl+-', act: zoom(-0.5) },
  help: { submenu: [] },
  filemenu: { label: 'File', submenu: ['quit'] },
  editmenu: {
    label: 'Edit',
    submenu: ['undo', 'redo', null, 'cut', 'copy', 'paste', 'delete', null, 'selectAll'],
  },
  viewmenu: {
    label: 'View',
    submenu: [
      'reload',
      'forceReload',
      'toggleDevTools',
      null,
      'resetZoom',
      'zoomIn',
      'zoomOut',
      null,
      'togglefullscreen',
    ],
  },
  windowmenu: { label: 'Window', submenu: ['minimize', 'close'] },
};
