import { EventEmitter } from 'node:events';
import { BrowserWindow } from './browser-window.ts';
import { notImplemented } from './not-implemented.ts';
import { protocol } from './protocol.ts';
import type { WebContents } from './web-contents.ts';

type Filter = { urls: string[] };
type Answer = { cancel?: boolean; redirectURL?: string };
type RequestListener = (details: object, callback: (answer: Answer) => void) => void;
type PermissionHandler = (
  contents: WebContents,
  permission: string,
  callback: (allowed: boolean) => void,
  details: object,
) => void;

/** Electron's webRequest; every event but onBeforeRequest is left out. */
class WebRequest {
  #before: { listener: RequestListener; filter: Filter | null } | null = null;

  onBeforeRequest(first: Filter | RequestListener | null, second?: RequestListener | null): void {
    const listener = typeof first === 'function' ? first : second;
    const filter = typeof first === 'function' ? null : first;
    this.#before = listener ? { listener, filter } : null;
    for (const window of BrowserWindow.getAllWindows()) window.webContents.page.watchRequests();
  }

  /** Whether requests must be stopped for the app to judge. */
  isWatching(): boolean {
    return this.#before !== null;
  }

  /** What the app says about a request; nothing when it does not watch that address. */
  async judge(details: { url: string }): Promise<Answer> {
    const before = this.#before;
    if (!before || (before.filter && !before.filter.urls.some((url) => matches(url, details.url)))) return {};
    return new Promise((answered) => before.listener(details, answered));
  }
}

/** URL patterns of webRequest: `*` stands for anything. */
function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(url);
}

/** Electron's Session. */
export class Session extends EventEmitter {
  readonly webRequest = new WebRequest();
  readonly protocol = protocol;
  #permissionHandler: PermissionHandler | null = null;

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.#permissionHandler = handler;
  }

  // Chromium asks these two only natively: what they would refuse is refused by the handler above, too.
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}

  /** The stand-in's own question to the app; without a handler Electron allows. */
  async decidePermission(contents: WebContents, permission: string, requestingUrl: string): Promise<boolean> {
    const handler = this.#permissionHandler;
    if (!handler) return true;
    return new Promise((decided) =>
      handler(contents, permission, decided, { requestingUrl, isMainFrame: true }),
    );
  }
}

/** The one session there is. */
export const defaultSession = new Session();

/** Electron's `session`. */
export const session = {
  defaultSession,
  fromPartition(partition: string): Session {
    if (partition !== '') notImplemented(`session.fromPartition('${partition}')`);
    return defaultSession;
  },
};
