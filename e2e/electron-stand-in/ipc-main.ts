import { EventEmitter } from 'node:events';

/** Answers `ipcRenderer.invoke`; the first argument is the event with its sender. */
type InvokeHandler = (event: object, ...values: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    this.#handlers.set(channel, handler);
  }

  /** The stand-in's own way to a handler; undefined when the app has set none. */
  handlerOf(channel: string): InvokeHandler | undefined {
    return this.#handlers.get(channel);
  }
}

/** Electron's `ipcMain`. */
export const ipcMain = new IpcMain();
ipcMain.setMaxListeners(0);
