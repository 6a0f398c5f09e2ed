import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { AboutPanelOptionsOptions } from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { runningChromium, startChromium } from './chromium.ts';
import { CommandLine } from './command-line.ts';
import { ElectronEvent } from './electron-event.ts';
import type { Launch } from './launch.ts';
import { closeSchemes } from './protocol.ts';
import { claimSingleInstance } from './single-instance.ts';

/** Electron's `app`. */
class Application extends EventEmitter {
  readonly commandLine = new CommandLine();
  readonly #paths = new Map<string, string>();
  readonly #ready = Promise.withResolvers<void>();
  #launch: Launch | undefined;
  #name = 'Electron';
  #isReady = false;
  #isQuitting = false;
  #isEnding = false;
  #isSingleInstance = false;
  #about: AboutPanelOptionsOptions = {};

  /** Tells the app what it is. Must come before the app's main script. */
  begin(launch: Launch): void {
    this.#launch = launch;
    this.#name = launch.manifest.productName ?? launch.manifest.name ?? this.#name;
    for (const [name, value] of launch.switches) this.commandLine.appendSwitch(name, value);
    const userData = launch.switches.get('user-data-dir');
    if (userData) this.#paths.set('userData', path.resolve(userData));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.quit();
        // A window that refuses to close must not keep a process alive that somebody wants to end.
        setTimeout(() => process.exit(1), 5000).unref();
      });
    }
  }

  /** Starts Chromium and makes the app ready. Must come after the app's main script has run. */
  async run(): Promise<void> {
    this.emit('will-finish-launching');
    if (this.#isQuitting) return;
    await startChromium({
      profile: path.join(this.getPath('sessionData'), 'Chromium'),
      switches: this.commandLine.switches,
      debuggingPort: this.commandLine.hasSwitch('remote-debugging-port'),
      isExpectedToEnd: () => this.#isEnding,
    });
    closeSchemes();
    this.#isReady = true;
    // This order: Playwright's loader swallows the event and keeps its arguments for the moment at which it
    // lets the app go on, which the promise tells it.
    this.emit('ready', new ElectronEvent(), {});
    this.#ready.resolve();
    setInterval(() => {}, 2 ** 30); // an app lives on without windows
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  get isPackaged(): boolean {
    return this.#known.packaged;
  }

  get #known(): Launch {
    if (!this.#launch) throw new Error('electron stand-in: the app has not begun');
    return this.#launch;
  }

  getName = (): string => this.#name;
  getVersion = (): string => this.#known.manifest.version ?? '0.0.0';
  getAppPath = (): string => this.#known.appPath;
  isReady = (): boolean => this.#isReady;
  whenReady = (): Promise<void> => this.#ready.promise;

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    this.#about = options;
  }

  showAboutPanel(): void {
    process.stderr.write(`[app.showAboutPanel] ${JSON.stringify(this.#about)}\n`);
  }

  // The desktop is not asked to remember anything.
  setAsDefaultProtocolClient = (): boolean => false;
  focus(): void {}

  getPath(name: string): string {
    return this.#paths.get(name) ?? this.#defaultPath(name);
  }

  #defaultPath(name: string): string {
    const home = homedir();
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? path.join(home, '.config');
      case 'userData':
        return path.join(this.getPath('appData'), this.#name);
      case 'sessionData':
        return this.getPath('userData');
      case 'logs':
        return path.join(this.getPath('userData'), 'logs');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      case 'desktop':
      case 'documents':
      case 'downloads':
        return path.join(home, name.charAt(0).toUpperCase() + name.slice(1));
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }

  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    if (this.#isSingleInstance) return true;
    const folder = this.getPath('userData');
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    this.#isSingleInstance = claimSingleInstance(folder, additionalData, (second) => {
      this.#ready.promise.then(() =>
        this.emit('second-instance', new ElectronEvent(), second.argv, second.cwd, second.data),
      );
    });
    return this.#isSingleInstance;
  }

  /** before-quit, then every window is asked to close, then will-quit, quit and the end. */
  quit(): void {
    if (this.#isEnding) return;
    const event = new ElectronEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    const windows = BrowserWindow.getAllWindows();
    if (windows.length === 0) void this.#end(0);
    for (const window of windows) window.close();
  }

  exit(code = 0): void {
    this.#isEnding = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    this.emit('quit', new ElectronEvent(), code);
    void stopAndExit(code);
  }

  /** A window has refused to close: the app goes on. */
  cancelQuit(): void {
    this.#isQuitting = false;
  }

  /** The last window has closed. */
  allWindowsClosed(): void {
    if (this.#isEnding) return;
    if (this.#isQuitting) {
      // After the listeners of `closed`, which may open another window.
      setImmediate(() => {
        if (BrowserWindow.getAllWindows().length === 0) void this.#end(0);
      });
    } else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  async #end(code: number): Promise<void> {
    if (this.#isEnding) return;
    const event = new ElectronEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    this.#isEnding = true;
    this.emit('quit', new ElectronEvent(), code);
    await stopAndExit(code);
  }
}

async function stopAndExit(code: number): Promise<void> {
  await runningChromium()?.stop();
  process.exit(code);
}

/** Electron's `app`. */
export const app = new Application();
