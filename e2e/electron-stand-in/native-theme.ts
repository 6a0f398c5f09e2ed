import { EventEmitter } from 'node:events';

type Source = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  #source: Source = 'system';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument: "${source}" is no themeSource`);
    this.#source = source;
    this.emit('updated');
  }

  /** The system is taken to be light, so that pictures of the window do not depend on the machine. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

/** Electron's `nativeTheme`. Windows follow its `updated` event. */
export const nativeTheme = new NativeTheme();
