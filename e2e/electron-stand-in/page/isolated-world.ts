import { type Bridge, openBridge } from './bridge.ts';
import type { Codec, Json } from './codec.ts';
import { createIpcRenderer } from './ipc-renderer.ts';
import { createSandbox, type SandboxEnvironment } from './sandbox.ts';

/** What main and page send each other over DevTools, beside the pieces they are cut into. */
export type UpMessage =
  | { kind: 'invoke'; id: number; channel: string; values: Json[] }
  | { kind: 'send'; channel: string; values: Json[] }
  | { kind: 'preload-error'; file: string; message: string; stack: string }
  | { kind: 'host'; operation: string; values: unknown[] };

/** The other direction. */
export type DownMessage =
  | { kind: 'reply'; id: number; value: Json }
  | { kind: 'refusal'; id: number; message: string }
  | { kind: 'event'; channel: string; values: Json[] }
  | { kind: 'host'; values: unknown[] };

/** A preload's file and its text as a function, as CommonJS wraps it. */
export type Preload = { file: string; run: (...values: unknown[]) => void };

/** Names that the stand-in puts into the isolated world; page.ts in main knows them too. */
type Wire = { standinPost?: (piece: string) => void; standinDeliver?: (piece: string) => void };

/**
 * Prepares the preload's world and runs the preload in it, before any script of the page. The page cannot see
 * any of it, nor what it is connected with.
 */
export function prepareIsolatedWorld(
  token: string,
  environment: SandboxEnvironment,
  codec: Codec,
  preloads: Preload[],
): void {
  if (window !== window.top) return;
  const wire: Wire = globalThis as Wire;
  const postPiece = wire.standinPost;
  delete wire.standinPost;
  if (!postPiece) throw new Error('electron stand-in: the way to main is missing');

  // Long messages go in pieces: one of 1 MB costs far more over DevTools than sixteen of 64 KB.
  // The first character of a piece tells whether it is the last.
  const pieceLength = 65536;
  function post(message: UpMessage): void {
    const text = JSON.stringify(message);
    let from = 0;
    for (; text.length - from > pieceLength; from += pieceLength)
      postPiece?.(`0${text.slice(from, from + pieceLength)}`);
    postPiece?.(`1${text.slice(from)}`);
  }

  let bridge: Bridge | undefined;
  const early: ((opened: Bridge) => void)[] = [];
  function withBridge(use: (opened: Bridge) => void): void {
    if (bridge) use(bridge);
    else early.push(use);
  }
  document.addEventListener(
    `${token}-channel`,
    (event) => {
      const channel = (event as MouseEvent).relatedTarget;
      if (bridge || !channel) return;
      bridge = openBridge(channel, 'from-preload', 'from-page', {
        expose() {}, // the page exposes nothing to the preload
        host: (operation, ...values) => post({ kind: 'host', operation: String(operation), values }),
      });
      for (const use of early.splice(0)) use(bridge);
    },
    { once: true },
  );
  if (!bridge) document.dispatchEvent(new Event(`${token}-ready`));

  const ipc = createIpcRenderer(codec, post);
  let received = '';
  wire.standinDeliver = (piece) => {
    received += piece.slice(1);
    if (piece[0] !== '1') return;
    const message: DownMessage = JSON.parse(received);
    received = '';
    if (message.kind === 'host') withBridge((opened) => opened.host(...message.values));
    else ipc.deliver(message);
  };

  const sandbox = createSandbox(environment, ipc.ipcRenderer, (name, value) =>
    withBridge((opened) => opened.expose(name, value)),
  );
  for (const { file, run } of preloads) {
    const module = { exports: {} };
    try {
      run(
        sandbox.require,
        module.exports,
        module,
        sandbox.process,
        globalThis,
        sandbox.timers.setImmediate,
        sandbox.timers.clearImmediate,
        sandbox.location,
      );
    } catch (error) {
      console.error(`Unable to load preload script: ${file}`);
      console.error(error);
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      post({ kind: 'preload-error', file, message, stack: String(stack) });
    }
  }
  reportInput(post);
}

/** Reports what Electron's browser process would see natively: keys for the menu, what is copied, right clicks. */
function reportInput(post: (message: UpMessage) => void): void {
  const report = (operation: string, value: unknown): void =>
    post({ kind: 'host', operation, values: [value] });
  window.addEventListener('keydown', (event) => {
    const mayBeAccelerator = event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(event.key);
    if (!mayBeAccelerator) return;
    const { key, code, ctrlKey, altKey, shiftKey, metaKey } = event;
    // Only after every listener of the page, wherever it listens: what the page has used is not the menu's.
    setTimeout(() => {
      if (!event.defaultPrevented) report('key', { key, code, ctrlKey, altKey, shiftKey, metaKey });
    });
  });
  for (const name of ['copy', 'cut'] as const) {
    window.addEventListener(name, (event) => {
      const text = event.defaultPrevented
        ? (event.clipboardData?.getData('text/plain') ?? '')
        : String(getSelection());
      if (text !== '') report('copied', text);
    });
  }
  window.addEventListener('contextmenu', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    report('context-menu', {
      x: event.clientX,
      y: event.clientY,
      selectionText: String(getSelection()),
      isEditable: target?.closest('input, textarea, [contenteditable]') !== null,
    });
  });
}
