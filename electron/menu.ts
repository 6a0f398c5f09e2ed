import { Menu } from 'electron/main';
import { type MenuActions, menuTemplate } from './menu-template.ts';

/** Sets the menu bar; again whenever the list of libraries has changed. */
export function setMenu(actions: MenuActions, recentLibraries: readonly string[]): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, recentLibraries, process.platform)));
}
