import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './application.ts';
import { ElectronEvent } from './electron-event.ts';
import { notImplemented } from './not-implemented.ts';
import type { Bounds } from './page.ts';
import { WebContents } from './web-contents.ts';

const windows = new Map<number, BrowserWindow>();
let focused: BrowserWindow | null = null;
let lastId = 0;

/** Electron's BrowserWindow. What a window manager would do (show, focus, maximize) is a model with its events. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly #minimumSize: readonly [width: number, height: number];
  #bounds: Bounds;
  #isVisible: boolean;
  #isDestroyed = false;
  #isClosing = false;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen = false;
  #hasBeenReady = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.setMaxListeners(0);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    if (preferences.nodeIntegration) notImplemented('nodeIntegration: true');
    if (preferences.contextIsolation === false) notImplemented('contextIsolation: false');
    if (preferences.sandbox === false) notImplemented('sandbox: false');
    this.#bounds = { width: options.width ?? 800, height: options.height ?? 600 };
    if (options.x !== undefined && options.y !== undefined)
      Object.assign(this.#bounds, { x: options.x, y: options.y });
    this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.#isVisible = options.show !== false;
    windows.set(this.id, this);
    this.webContents = new WebContents(this, preferences, this.#bounds);
    app.emit('browser-window-created', new ElectronEvent(), this);
    app.emit('web-contents-created', new ElectronEvent(), this.webContents);
    if (this.#isVisible) this.#takeFocus();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused?.isVisible() ? focused : null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return contents.window;
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  reload = (): void => this.webContents.reload();

  // ---- closing

  /** `close` event, then the page's beforeunload, then gone. Either may refuse. */
  close(): void {
    if (this.#isDestroyed || this.#isClosing) return;
    const event = new ElectronEvent();
    this.emit('close', event);
    if (event.defaultPrevented) {
      app.cancelQuit();
      return;
    }
    this.#isClosing = true;
    // A crashed page answers nothing any more.
    if (this.webContents.isCrashed()) this.destroy();
    else this.webContents.page.whenAttached((session) => session.send('Page.close'));
  }

  /** The stand-in's own: the page's beforeunload has refused. */
  closeRefused(): void {
    this.#isClosing = false;
    app.cancelQuit();
  }

  destroy(): void {
    this.webContents.page.closeTarget();
    this.gone();
  }

  /** The stand-in's own: there is no page any more. */
  gone(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this.id);
    if (focused === this) focused = null;
    this.webContents.destroyed();
    this.emit('closed', new ElectronEvent());
    if (windows.size === 0) app.allWindowsClosed();
  }

  isDestroyed = (): boolean => this.#isDestroyed;

  // ---- showing

  /** The stand-in's own: the page has painted, or has loaded without painting. */
  readyToShow(): void {
    if (this.#hasBeenReady) return;
    this.#hasBeenReady = true;
    this.emit('ready-to-show', new ElectronEvent());
  }

  show(): void {
    const wasVisible = this.#isVisible;
    this.#isVisible = true;
    this.#isMinimized = false;
    if (!wasVisible) this.emit('show', new ElectronEvent());
    this.focus();
  }

  focus(): void {
    if (!this.#isVisible) return;
    this.#takeFocus();
    this.webContents.page.whenAttached((session) => session.send('Page.bringToFront'));
  }

  #takeFocus(): void {
    if (focused === this) return;
    focused?.blur();
    focused = this;
    this.emit('focus', new ElectronEvent());
    app.emit('browser-window-focus', new ElectronEvent(), this);
  }

  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit('blur', new ElectronEvent());
    app.emit('browser-window-blur', new ElectronEvent(), this);
  }

  isFocused = (): boolean => BrowserWindow.getFocusedWindow() === this;
  isVisible = (): boolean => this.#isVisible && !this.#isDestroyed;

  minimize(): void {
    this.#isMinimized = true;
    this.emit('minimize', new ElectronEvent());
  }

  restore(): void {
    this.#isMinimized = false;
    this.emit('restore', new ElectronEvent());
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize', new ElectronEvent());
  }

  setFullScreen(isFull: boolean): void {
    this.#isFullScreen = isFull;
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen', new ElectronEvent());
  }

  isMinimized = (): boolean => this.#isMinimized;
  isMaximized = (): boolean => this.#isMaximized;
  isFullScreen = (): boolean => this.#isFullScreen;

  // ---- bounds

  getBounds(): Rectangle {
    return { x: 0, y: 0, ...this.#bounds };
  }

  getNormalBounds = (): Rectangle => this.getBounds();
  getSize = (): [number, number] => [this.#bounds.width, this.#bounds.height];

  setBounds(wanted: Partial<Rectangle>): void {
    const before = this.getBounds();
    const bounds = { ...this.#bounds, ...wanted };
    bounds.width = Math.max(bounds.width, this.#minimumSize[0]);
    bounds.height = Math.max(bounds.height, this.#minimumSize[1]);
    this.#bounds = bounds;
    this.webContents.page.whenAttached(async () => {
      await this.webContents.page.resize(bounds);
      if (bounds.width !== before.width || bounds.height !== before.height) {
        this.emit('resize', new ElectronEvent());
        this.emit('resized', new ElectronEvent());
      }
      if ((bounds.x ?? 0) !== before.x || (bounds.y ?? 0) !== before.y) {
        this.emit('move', new ElectronEvent());
        this.emit('moved', new ElectronEvent());
      }
    });
  }

  setSize = (width: number, height: number): void => this.setBounds({ width, height });
}
