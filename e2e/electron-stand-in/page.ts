import { randomUUID } from 'node:crypto';
import { type CdpSession, isGoneError } from './cdp-pipe.ts';
import type { Protocol } from './cdp-protocol.ts';
import { type Chromium, runningChromium } from './chromium.ts';
import { nativeTheme } from './native-theme.ts';
import type { DownMessage, UpMessage } from './page/isolated-world.ts';
import { isolatedWorldName, isolatedWorldSource, pageWorldSource } from './page-source.ts';
import { displaySize } from './screen.ts';
import { answerFileQuestion } from './synchronous-questions.ts';
import { blankAddress, type TargetOwner } from './targets.ts';

/** What a page reports; web-contents.ts makes Electron's events of it. */
export type PageListener = {
  message(message: UpMessage): void;
  navigated(address: string): void;
  navigatedInPage(address: string): void;
  loading(isLoading: boolean): void;
  domReady(): void;
  painted(): void;
  loaded(): void;
  titled(title: string): void;
  crashed(): void;
  gone(): void;
  opensWindow(address: string, name: string, features: string[]): void;
  /** The page asks to stay open; true closes it all the same. */
  leavesAnyway(): boolean;
  request(event: Protocol.Fetch.requestPausedPayload): void;
  /** Whether the app judges every request, not navigations only. */
  watchesRequests(): boolean;
};

/** Size and place of a window, in pixels. */
export type Bounds = { width: number; height: number; x?: number; y?: number };

const pieceLength = 65536; // see isolated-world.ts

/** A window's page in Chromium, seen through DevTools. */
export class Page implements TargetOwner {
  /** Resolves when the page stands ready to be sent somewhere. */
  readonly attached: Promise<void>;
  readonly #listener: PageListener;
  readonly #chromium: Chromium;
  #session: CdpSession | undefined;
  #targetId = '';
  #windowId: number | undefined;
  /** Context of the preload's world; null while there is none. */
  #contextId: number | null = null;
  #received = '';
  #unsent: string[] = [];
  #navigated = false;
  #driverNavigates = false;

  /** Opens the window. What follows is asynchronous, though `new BrowserWindow` is not. */
  constructor(listener: PageListener, bounds: Bounds, preload: string | undefined) {
    const chromium = runningChromium();
    if (!chromium) throw new Error('Cannot create BrowserWindow before app is ready');
    this.#chromium = chromium;
    this.#listener = listener;
    this.attached = this.#attach(bounds, preload);
    this.attached.catch((error: Error) => {
      if (!isGoneError(error)) console.error('electron stand-in:', error);
    });
  }

  /** The page's DevTools session; throws before it is attached. */
  get session(): CdpSession {
    if (!this.#session) throw new Error('electron stand-in: the page is not attached yet');
    return this.#session;
  }

  /** Whether a person sees the window. */
  get isOnDisplay(): boolean {
    return this.#chromium.headed;
  }

  get targetId(): string {
    return this.#targetId;
  }

  /** Does something once the page is attached; a page that has gone by then is no error. */
  whenAttached(action: (session: CdpSession) => Promise<unknown>): void {
    this.attached
      .then(() => action(this.session))
      .catch((error: Error) => {
        if (!isGoneError(error)) console.error('electron stand-in:', error);
      });
  }

  async #attach(bounds: Bounds, preload: string | undefined): Promise<void> {
    const { targets, headed } = this.#chromium;
    // Read first: a preload that is missing or not absolute must be told of before a window opens.
    const token = randomUUID();
    const preloadSource = isolatedWorldSource(token, preload);
    const { targetId, session } = await targets.create(bounds);
    this.#targetId = targetId;
    this.#session = session;
    targets.claim(targetId, this);
    this.#listen(session);
    await Promise.all([
      session.send('Page.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.enable'),
      session.send('DOM.enable'), // for DOM.getFileInfo
      session.send('Inspector.enable'),
      session.send('Debugger.enable', { maxScriptsCacheSize: 0 }),
      session.send('Runtime.addBinding', {
        name: 'standinPost',
        executionContextName: isolatedWorldName,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldSource(token) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadSource,
        worldName: isolatedWorldName,
      }),
      // Every window believes to have the focus and to be seen: show, hide and focus are a model in main.
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      this.#applyTheme(session),
      this.#applyRequests(session),
    ]);
    if (headed) this.#windowId = (await session.send('Browser.getWindowForTarget')).windowId;
    await this.#applyBounds(session, bounds);
    await session.send('Runtime.runIfWaitingForDebugger');
  }

  #listen(session: CdpSession): void {
    const listener = this.#listener;
    const isMain = (frameId: string | undefined): boolean => frameId === this.#targetId;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = (context.auxData as { frameId?: string } | undefined)?.frameId;
      if (context.name !== isolatedWorldName || !isMain(frameId)) return;
      this.#contextId = context.id;
      this.#received = '';
      for (const text of this.#unsent.splice(0)) this.#deliver(text);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#contextId) this.#contextId = null;
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#contextId = null;
    });
    session.on('Runtime.bindingCalled', ({ name, executionContextId, payload }) => {
      // Only the preload of the page that is there now may speak to main.
      if (name !== 'standinPost' || executionContextId !== this.#contextId) return;
      this.#received += payload.slice(1);
      if (!payload.startsWith('1')) return;
      const message: UpMessage = JSON.parse(this.#received);
      this.#received = '';
      listener.message(message);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      if (frame.url.startsWith(blankAddress)) return;
      this.#driverNavigates = false;
      if (!frame.url.startsWith('chrome-error:')) this.#navigated = true;
      listener.navigated(frame.url + (frame.urlFragment ?? ''));
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (!isMain(frameId)) return;
      this.#driverNavigates = false; // it has arrived without a request
      listener.navigatedInPage(url);
    });
    session.on('Page.lifecycleEvent', ({ frameId, name }) => {
      if (!isMain(frameId) || !this.#navigated) return;
      if (name === 'DOMContentLoaded') listener.domReady();
      else if (name === 'firstPaint' || name === 'firstContentfulPaint') listener.painted();
      else if (name === 'load') listener.loaded();
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (isMain(frameId)) listener.loading(true);
    });
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (isMain(frameId)) listener.loading(false);
    });
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      listener.opensWindow(url, windowName, windowFeatures),
    );
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      if (type !== 'beforeunload') return;
      const accept = listener.leavesAnyway();
      void session.attempt('Page.handleJavaScriptDialog', { accept });
    });
    session.on('Inspector.targetCrashed', () => listener.crashed());
    session.on('Debugger.paused', (event) => void answerFileQuestion(session, event));
    session.on('Fetch.requestPaused', (event) => listener.request(event));
  }

  // ---- what the window is like

  resize(bounds: Bounds): Promise<void> {
    return this.attached.then(() => this.#applyBounds(this.session, bounds));
  }

  followTheme(): void {
    this.whenAttached((session) => this.#applyTheme(session));
  }

  watchRequests(): void {
    this.whenAttached((session) => this.#applyRequests(session));
  }

  /** The page is as large as the window asked for, in both modes: there are no frames or bars to reckon with. */
  async #applyBounds(session: CdpSession, { width, height, x, y }: Bounds): Promise<void> {
    if (this.#windowId !== undefined) {
      const place = x === undefined || y === undefined ? {} : { left: x, top: y };
      const bounds = { width, height, ...place };
      await session.attempt('Browser.setWindowBounds', { windowId: this.#windowId, bounds });
      return; // a person may resize it: the page follows the real window
    }
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
      screenWidth: displaySize.width,
      screenHeight: displaySize.height,
    });
  }

  async #applyTheme(session: CdpSession): Promise<void> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value }],
    });
  }

  async #applyRequests(session: CdpSession): Promise<void> {
    const documents = { urlPattern: '*', resourceType: 'Document' } as const;
    const patterns = this.#listener.watchesRequests() ? [{ urlPattern: '*' }] : [documents];
    await session.send('Fetch.enable', { patterns });
  }

  // ---- messages to the preload

  /** Sends a message; one that comes before the preload is there waits for it. */
  post(message: DownMessage): void {
    const text = JSON.stringify(message);
    if (this.#contextId === null) this.#unsent.push(text);
    else this.#deliver(text);
  }

  #deliver(text: string): void {
    let from = 0;
    for (; text.length - from > pieceLength; from += pieceLength)
      this.#deliverPiece(`0${text.slice(from, from + pieceLength)}`);
    this.#deliverPiece(`1${text.slice(from)}`);
  }

  #deliverPiece(value: string): void {
    if (this.#contextId === null) return;
    void this.session.attempt('Runtime.callFunctionOn', {
      functionDeclaration: 'function (piece) { standinDeliver(piece); }',
      executionContextId: this.#contextId,
      arguments: [{ value }],
      silent: true,
    });
  }

  /** Context of the preload's world, by which an answer can tell whether the page has moved on; null without. */
  get contextId(): number | null {
    return this.#contextId;
  }

  writeClipboard(text: string): void {
    const contextId = this.#contextId;
    if (contextId === null) return;
    void this.session.attempt('Runtime.evaluate', {
      contextId,
      userGesture: true,
      awaitPromise: true,
      expression: `navigator.clipboard.writeText(${JSON.stringify(text)})`,
    });
  }

  // ---- news from the target

  titleChanged(title: string): void {
    if (this.#navigated) this.#listener.titled(title);
  }

  gone(): void {
    this.#listener.gone();
  }

  /** False while the window has never been sent anywhere. */
  hasNavigated(): boolean {
    return this.#navigated;
  }

  driverNavigates(): void {
    this.#driverNavigates = true;
  }

  /** Whether the navigation that begins now was asked for by the test driver. Asking forgets it. */
  takeDriverNavigation(): boolean {
    const was = this.#driverNavigates;
    this.#driverNavigates = false;
    return was;
  }

  closeTarget(): void {
    if (this.#targetId !== '')
      void this.#chromium.pipe.attempt('Target.closeTarget', { targetId: this.#targetId });
  }
}
