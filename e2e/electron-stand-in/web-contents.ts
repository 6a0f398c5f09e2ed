import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { toAppAddresses, toWebAddresses } from './address-mapping.ts';
import { app } from './application.ts';
import { BrowserWindow } from './browser-window.ts';
import { ElectronEvent } from './electron-event.ts';
import { mainCodec } from './main-codec.ts';
import { type Bounds, Page } from './page.ts';
import { receiveMessage } from './page-messages.ts';
import { decideRequest } from './page-requests.ts';
import { defaultSession, type Session } from './session.ts';

type OpenDetails = {
  url: string;
  frameName: string;
  features: string;
  disposition: 'foreground-tab';
};
type OpenAnswer = {
  action: 'allow' | 'deny';
  overrideBrowserWindowOptions?: BrowserWindowConstructorOptions;
};
type EditCommand = 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'selectAll';

let lastId = 0;

/** Electron's WebContents: its methods and events, made of what page.ts does and reports. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session: Session = defaultSession;
  readonly window: BrowserWindow;
  readonly page: Page;
  readonly mainFrame: MainFrame;
  readonly #preferences: WebPreferences;
  /** Address as Chromium has it; '' before the first navigation. */
  #webAddress = '';
  #title = '';
  #isDestroyed = false;
  #isCrashed = false;
  #zoomFactor = 1;
  /** Addresses that main itself is sending the page to. */
  readonly #expected = new Set<string>();
  #openHandler: ((details: OpenDetails) => OpenAnswer) | undefined;

  constructor(window: BrowserWindow, preferences: WebPreferences, bounds: Bounds) {
    super();
    this.setMaxListeners(0);
    this.window = window;
    this.#preferences = preferences;
    this.mainFrame = mainFrameOf(this);
    this.page = new Page(
      {
        message: (message) => void receiveMessage(this, message),
        navigated: (address) => this.#navigated(address),
        navigatedInPage: (address) => {
          this.#webAddress = address;
          this.emit('did-navigate-in-page', new ElectronEvent(), this.getURL(), true);
        },
        loading: (isLoading) => this.emit(isLoading ? 'did-start-loading' : 'did-stop-loading'),
        domReady: () => this.emit('dom-ready', new ElectronEvent()),
        painted: () => window.readyToShow(),
        loaded: () => {
          this.emit('did-finish-load', new ElectronEvent());
          window.readyToShow(); // for a page that paints nothing
        },
        titled: (title) => this.#titled(title),
        crashed: () => {
          this.#isCrashed = true;
          const details = { reason: 'crashed', exitCode: 139 };
          this.emit('render-process-gone', new ElectronEvent(), details);
          app.emit('render-process-gone', new ElectronEvent(), this, details);
        },
        gone: () => window.gone(),
        opensWindow: (address, name, features) => this.openWindow(address, name, features),
        leavesAnyway: () => {
          const event = new ElectronEvent();
          this.emit('will-prevent-unload', event);
          if (!event.defaultPrevented) window.closeRefused();
          return event.defaultPrevented;
        },
        request: (event) => void decideRequest(this, event),
        watchesRequests: () => this.session.webRequest.isWatching(),
      },
      bounds,
      preferences.preload,
    );
  }

  #navigated(address: string): void {
    this.#webAddress = address;
    this.#isCrashed = false;
    this.emit('did-navigate', new ElectronEvent(), this.getURL(), 200, 'OK');
  }

  #titled(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    const event = new ElectronEvent();
    this.emit('page-title-updated', event, title, true);
    this.window.emit('page-title-updated', event, title, true);
  }

  // ---- where the page is

  getURL(): string {
    return this.page.hasNavigated() ? toAppAddresses(this.#webAddress) : '';
  }

  /** The stand-in's own: the address under which Chromium knows the page. */
  get webAddress(): string {
    return this.#webAddress;
  }

  async loadURL(url: string): Promise<void> {
    await this.page.attached;
    this.#expect(new URL(url).href);
    const stopped = Promise.withResolvers<void>();
    this.once('did-stop-loading', stopped.resolve);
    this.once('destroyed', stopped.resolve);
    try {
      const { errorText, loaderId } = await this.page.session.send('Page.navigate', {
        url: toWebAddresses(url),
      });
      if (errorText !== undefined) {
        const code = errorText.replace('net::', '');
        this.emit('did-fail-load', new ElectronEvent(), -2, code, url, true);
        throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url });
      }
      // Without a loader it was a move within the page, which is over.
      if (loaderId !== undefined) await stopped.promise;
    } finally {
      this.#expected.clear();
      this.off('did-stop-loading', stopped.resolve);
      this.off('destroyed', stopped.resolve);
    }
  }

  reload(): void {
    this.page.whenAttached((session) => {
      this.#expect(this.getURL());
      return session.send('Page.reload');
    });
  }

  #expect(url: string): void {
    this.#expected.add(withoutFragment(url));
  }

  /** The stand-in's own: whether main itself is sending the page to `url`. Asking forgets it. */
  takeExpected(url: string): boolean {
    return this.#expected.delete(withoutFragment(url));
  }

  /** Chromium takes the policy as a switch when it starts. */
  setWebRTCIPHandlingPolicy(): void {}

  // ---- windows that the page wants to open

  setWindowOpenHandler(handler: (details: OpenDetails) => OpenAnswer): void {
    this.#openHandler = handler;
  }

  /** The stand-in's own: the page has asked for a window. What is allowed opens without an opener. */
  openWindow(address: string, frameName: string, features: string[]): void {
    const url = toAppAddresses(address);
    const details: OpenDetails = {
      url,
      frameName,
      features: features.join(','),
      disposition: 'foreground-tab',
    };
    const answer = this.#openHandler?.(details) ?? { action: 'allow' };
    if (answer.action !== 'allow') return;
    const options = answer.overrideBrowserWindowOptions;
    const opened = new BrowserWindow({
      ...options,
      webPreferences: { ...this.#preferences, ...options?.webPreferences },
    });
    opened.loadURL(url).catch((error: unknown) => console.error(error));
    this.emit('did-create-window', opened, details);
  }

  // ---- messages and scripts

  send(channel: string, ...values: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    const encoded = values.map(mainCodec.encode);
    if (!this.#isDestroyed) this.page.post({ kind: 'event', channel, values: encoded });
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.page.attached;
    const { result, exceptionDetails } = await this.page.session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** The stand-in's own: does what a role of the menu's does. */
  edit(command: EditCommand): void {
    this.executeJavaScript(`document.execCommand(${JSON.stringify(command)})`, true).catch((error: unknown) =>
      console.error(error),
    );
  }

  undo = (): void => this.edit('undo');
  redo = (): void => this.edit('redo');
  cut = (): void => this.edit('cut');
  copy = (): void => this.edit('copy');
  paste = (): void => this.edit('paste');
  delete = (): void => this.edit('delete');
  selectAll = (): void => this.edit('selectAll');

  // ---- the rest

  // Electron's formula: a level is a factor of 1.2.
  getZoomLevel = (): number => Math.log(this.#zoomFactor) / Math.log(1.2);
  setZoomLevel = (level: number): void => this.setZoomFactor(1.2 ** level);
  isDestroyed = (): boolean => this.#isDestroyed;
  isFocused = (): boolean => this.window.isFocused();
  isCrashed = (): boolean => this.#isCrashed;
  focus = (): void => this.window.focus();
  close = (): void => this.window.close();

  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor;
    this.executeJavaScript(`document.documentElement.style.zoom = ${factor}`).catch((error: unknown) =>
      console.error(error),
    );
  }

  /** The stand-in's own: the window is no more. */
  destroyed(): void {
    this.#isDestroyed = true;
    this.emit('destroyed', new ElectronEvent());
  }
}

/** Electron's WebFrameMain of a page's main frame. */
type MainFrame = ReturnType<typeof mainFrameOf>;

function mainFrameOf(contents: WebContents) {
  return {
    get url(): string {
      return contents.getURL();
    },
    get origin(): string {
      return /^[a-z][a-z0-9+.-]*:\/\/[^/]*/.exec(contents.getURL())?.[0] ?? 'null';
    },
    get detached(): boolean {
      return contents.isDestroyed();
    },
    parent: null,
    get top(): MainFrame {
      return contents.mainFrame;
    },
    frames: [],
    routingId: 1,
    processId: contents.id,
    send: (channel: string, ...values: unknown[]) => contents.send(channel, ...values),
    executeJavaScript: (code: string) => contents.executeJavaScript(code),
  };
}

function withoutFragment(url: string): string {
  return url.split('#', 1).join();
}

/** Electron's `webContents`. */
export const webContents = {
  // Playwright's app.browserWindow(page) asks by this.
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.page.targetId === targetId)
      ?.webContents,
};
