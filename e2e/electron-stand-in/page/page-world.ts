import { openBridge } from './bridge.ts';

/**
 * Prepares the page's own world, before any script of the page: takes the bridge's end for it, and reports what
 * Electron's browser process would learn natively (window.open, window.close, questions for permission).
 * `token` is a random name that only the two injected scripts know.
 */
export function preparePageWorld(token: string): void {
  if (window !== window.top) return; // preloads run in the main frame only
  const channel = new EventTarget();
  const bridge = openBridge(channel, 'from-page', 'from-preload', {
    expose(name, value) {
      Object.defineProperty(window, name, {
        value: freeze(value),
        enumerable: true,
        configurable: false,
        writable: false,
      });
    },
    host(_operation, id, allowed) {
      questions.get(id)?.(Boolean(allowed));
      questions.delete(id);
    },
  });

  // The channel is handed over once, as an event's relatedTarget: the one DOM field that may carry any EventTarget.
  // Whichever of the two scripts runs first, the handshake works.
  const hello = (): void => {
    document.dispatchEvent(new MouseEvent(`${token}-channel`, { relatedTarget: channel }));
  };
  document.addEventListener(`${token}-ready`, hello, { once: true });
  hello();

  window.close = () => bridge.host('close');
  window.open = (url, name, features) => {
    const address = url === undefined || url === '' ? 'about:blank' : new URL(url, document.baseURI).href;
    bridge.host('open', address, name ?? '', features ?? '');
    return null;
  };

  // DevTools has no event for "a page asks for a permission": the calls that ask are wrapped.
  const questions = new Map<unknown, (allowed: boolean) => void>();
  let lastQuestion = 0;
  function gate(owner: object | undefined, method: string, permission: string): void {
    const original: unknown = owner && Reflect.get(owner, method);
    if (!owner || typeof original !== 'function') return;
    const gated = async function (this: unknown, ...values: unknown[]): Promise<unknown> {
      await new Promise<boolean>((answered) => {
        questions.set(++lastQuestion, answered);
        bridge.host('permission', lastQuestion, permission);
      });
      // Chromium itself refuses or allows now: the answer has been set there.
      return Reflect.apply(original, this, values);
    };
    Reflect.set(owner, method, gated);
  }
  gate(globalThis.Notification, 'requestPermission', 'notifications');
  gate(globalThis.MediaDevices?.prototype, 'getUserMedia', 'media');
  gate(globalThis.MediaDevices?.prototype, 'getDisplayMedia', 'display-capture');
  gate(globalThis.Geolocation?.prototype, 'getCurrentPosition', 'geolocation');
  gate(globalThis.Geolocation?.prototype, 'watchPosition', 'geolocation');
  gate(globalThis.Clipboard?.prototype, 'read', 'clipboard-read');
  gate(globalThis.Clipboard?.prototype, 'readText', 'clipboard-read');

  function freeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const item of Object.values(value)) freeze(item);
      Object.freeze(value);
    }
    return value;
  }
}
