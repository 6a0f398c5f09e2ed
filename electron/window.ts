/** The one window: how it opens, saves what is typed before it closes, and is spoken to. */
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron/main';
import type { EventName, Events } from '../shared/contract.ts';
import { send } from './ipc.ts';
import { SMALLEST, type WindowPlace, windowRectangle } from './window-place.ts';

/**
 * How long a closing window may take to save what is typed, before it is closed all the same. Longer than a save may
 * have to wait for another process that writes to the library (5 s), and the one before it.
 */
const CLOSING_TIME_MS = 12_000;

/** The app's window, before it opens, while it is there, and after. */
export interface AppWindow {
  /** Opens it where it was. Settles when the page has loaded. */
  open(url: string, place: WindowPlace | null): Promise<void>;
  /** Sends an event, if the window is there. */
  tell<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Shows it before all others. */
  comeForward(): void;
  /** Answers the event `window.closing`: goes, or asks first whether to lose what could not be saved. */
  mayClose(saved: boolean): Promise<void>;
  /** Asks a question; the number of the button. */
  ask(options: Electron.MessageBoxOptions): Promise<number>;
  /** Asks for files or folders; none when the user thought better of it. */
  choose(options: Electron.OpenDialogOptions): Promise<readonly string[]>;
  /** Asks for a file to be written; null when the user thought better of it. */
  chooseTarget(options: Electron.SaveDialogOptions): Promise<string | null>;
}

/**
 * The app's window, not opened yet.
 * @param remember told where the window is when it closes
 */
export function appWindow(remember: (place: WindowPlace) => void): AppWindow {
  let window: BrowserWindow | null = null;
  let mayClose = false;
  /** Closes a window that does not answer. */
  let closing: NodeJS.Timeout | undefined;

  function tell<Name extends EventName>(name: Name, payload: Events[Name]): void {
    if (window !== null) send(window.webContents, name, payload);
  }

  /** The window saves what is being typed before it goes; if it does not answer, it goes all the same. */
  function letWindowSave(event: Electron.Event): void {
    if (mayClose || window === null || window.webContents.isCrashed()) return;
    event.preventDefault();
    tell('window.closing', null);
    clearTimeout(closing);
    closing = setTimeout(() => {
      mayClose = true;
      window?.close();
    }, CLOSING_TIME_MS).unref();
  }

  return {
    async open(url, place) {
      const opened = newWindow(place);
      window = opened;
      opened.once('ready-to-show', () => {
        if (place?.isMaximized) opened.maximize();
        opened.show();
      });
      opened.on('close', () => remember({ ...opened.getNormalBounds(), isMaximized: opened.isMaximized() }));
      opened.on('close', letWindowSave);
      opened.on('closed', () => {
        window = null;
      });
      await opened.loadURL(url);
    },

    tell,

    comeForward() {
      if (window?.isMinimized()) window.restore();
      window?.show();
    },

    async mayClose(saved) {
      clearTimeout(closing);
      mayClose = saved || window === null || (await isLossAccepted(window));
      if (mayClose) window?.close();
    },

    async ask(options) {
      const { response } =
        window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
      return response;
    },

    async choose(options) {
      const answered =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return answered.canceled ? [] : answered.filePaths;
    },

    async chooseTarget(options) {
      const { canceled, filePath } =
        window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return canceled || filePath === '' ? null : filePath;
    },
  };
}

function newWindow(place: WindowPlace | null): BrowserWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  return new BrowserWindow({
    ...windowRectangle(place, screens),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Postil',
    // The ground of the window's own tokens, so that nothing flashes before the page is there.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191B' : '#FBFAF7',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      // Whoever looks over a reader's shoulder is not to be talked into pasting a script.
      devTools: !app.isPackaged,
      // The spelling checker would fetch its dictionaries.
      spellcheck: false,
    },
  });
}

/** Asks whether to close although the library did not take what was typed last. */
async function isLossAccepted(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'What you typed last could not be saved.',
    detail: 'It is lost if you close Postil now.',
    buttons: ['Keep Open', 'Close'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
