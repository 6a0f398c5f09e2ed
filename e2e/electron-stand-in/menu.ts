import type { MenuItemConstructorOptions } from 'electron';
import { type KeyPress, matchesAccelerator } from './accelerator.ts';
import { BrowserWindow } from './browser-window.ts';
import { menuRoles } from './menu-roles.ts';
import { notImplemented } from './not-implemented.ts';

/** Electron's MenuItem: nothing is drawn, `click()` and the keyboard work. */
export class MenuItem {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly type: NonNullable<MenuItemConstructorOptions['type']>;
  readonly accelerator: string | undefined;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  readonly click: (event?: unknown, window?: unknown) => void;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined;

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id;
    this.role = options.role?.toLowerCase();
    const role = this.role === undefined ? undefined : menuRoles[this.role];
    if (this.role !== undefined && !role) notImplemented(`menu role '${this.role}'`);
    this.label = options.label ?? role?.label ?? titled(options.role);
    this.type = options.type ?? (options.submenu || role?.submenu ? 'submenu' : 'normal');
    this.accelerator = options.accelerator ?? role?.accelerator;
    this.registerAccelerator = options.registerAccelerator !== false && !role?.leftToChromium;
    this.enabled = options.enabled !== false;
    this.visible = options.visible !== false;
    this.checked = options.checked === true;
    const submenu = options.submenu ?? role?.submenu?.map(itemOfRole);
    // Electron's Menu type is the real class; what arrives here was made by the class below.
    if (submenu !== undefined) {
      const made: unknown = submenu;
      this.submenu =
        made instanceof Menu ? made : Menu.buildFromTemplate(made as MenuItemConstructorOptions[]);
    }
    this.click = (event, window) => {
      if (!this.enabled) return;
      this.#toggle();
      const target = [window, event].find((value) => value instanceof BrowserWindow);
      const shown = target ?? BrowserWindow.getFocusedWindow();
      if (options.click) Reflect.apply(options.click, options, [this, shown ?? undefined, {}]);
      else role?.act?.(shown);
    };
  }

  #toggle(): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type !== 'radio') return;
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = false;
    this.checked = true;
  }
}

function itemOfRole(role: string | null): MenuItemConstructorOptions {
  if (role === null) return { type: 'separator' };
  return { role: role as NonNullable<MenuItemConstructorOptions['role']> };
}

function titled(role: string | undefined): string {
  return role === undefined ? '' : role.charAt(0).toUpperCase() + role.slice(1);
}

/** Electron's Menu. */
export class Menu {
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  append(item: MenuItem): void {
    item.menu = this;
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

/** Runs the application menu's item whose accelerator was pressed in `window`, if there is one. */
export function pressInMenu(press: KeyPress, window: BrowserWindow): void {
  findPressed(Menu.getApplicationMenu(), press)?.click({}, window);
}

function findPressed(menu: Menu | null | undefined, press: KeyPress): MenuItem | undefined {
  for (const item of menu?.items ?? []) {
    const inside = findPressed(item.submenu, press);
    if (inside) return inside;
    const active = item.enabled && item.registerAccelerator;
    if (active && item.accelerator !== undefined && matchesAccelerator(item.accelerator, press)) return item;
  }
  return undefined;
}
