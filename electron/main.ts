/** Composition root: the life of the app, its window, its menu, its threads. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shell } from 'electron/common';
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron/main';
import type { Command } from '../shared/commands.ts';
import type { CallInput, CallName, EventName, Events, Handlers } from '../shared/contract.ts';
import { failure, PostilError, problem, type Result } from '../shared/errors.ts';
import type { LibraryState } from '../shared/library.ts';
import { answer } from '../shared/thread.ts';
import { handle, send } from './ipc.ts';
import { setMenu } from './menu.ts';
import { isOwnPage, lockDown, PAGE_URL, registerScheme, servePage } from './security.ts';
import { readSettings, writeSettings } from './settings.ts';
import { type StartArguments, startArguments } from './start-arguments.ts';
import { openThreads, type Threads } from './threads.ts';

/**
 * How long a closing window may take to save what is typed, before it is closed all the same. Longer than a save may
 * have to wait for another process that writes to the library (5 s), and the one before it.
 */
const CLOSING_TIME_MS = 12_000;

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const started = startArguments(process.argv, process.defaultApp === true, process.cwd());
const settingsFile = join(app.getPath('userData'), 'settings.json');
const settings = readSettings(settingsFile);
const scripts = {
  library: new URL('./library-worker.js', import.meta.url),
  search: new URL('./search-worker.js', import.meta.url),
};

let window: BrowserWindow | null = null;
let mayClose = false;
/** Closes a window that does not answer. */
let closing: NodeJS.Timeout | undefined;
let threads: Threads | null = null;
/** Settles when the library that was asked for last is open or refused: one is opened or closed at a time. */
let settled: Promise<unknown> = Promise.resolve();
let mayQuit = false;
let libraryState: LibraryState = {
  folder: started.libraryFolder ?? settings.libraryFolder ?? join(app.getPath('userData'), 'library'),
  problem: null,
};

const handlers: Handlers<'main'> = {
  'window.chooseFiles': chooseFiles,
  'window.openLink': ({ url }) => shell.openExternal(url),
  'window.mayClose': async ({ saved }) => {
    clearTimeout(closing);
    mayClose = saved || (await isLossAccepted());
    if (mayClose) window?.close();
  },
  'window.setTheme': ({ theme }) => {
    nativeTheme.themeSource = theme;
    settings.theme = theme;
    writeSettings(settingsFile, settings);
  },
  'window.library': () => libraryState,
  'window.retryLibrary': () => openLibrary(libraryState.folder),
  'window.chooseLibrary': chooseLibrary,
};

app.enableSandbox();
registerScheme();
if (app.requestSingleInstanceLock({ files: started.files })) {
  const running = app.whenReady().then(start);
  running.catch(giveUp);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    void running.then(() => importFiles((data as Pick<StartArguments, 'files'>).files));
  });
  // macOS names files so, also those that the app is started with: before there is a library to read them into.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void running.then(() => importFiles([path]));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', closeLibraryFirst);
} else {
  app.quit();
}

async function start(): Promise<void> {
  nativeTheme.themeSource = settings.theme;
  lockDown(session.defaultSession, developmentUrl);
  servePage(session.defaultSession, fileURLToPath(new URL('../renderer', import.meta.url)));
  handle({
    isOwnPage: (url) => isOwnPage(url, developmentUrl),
    answer: (name, input) =>
      Object.hasOwn(handlers, name) ? answer('main', handlers, name, input) : askThreads(name, input),
    drop(paths) {
      requireLibrary();
      importFiles(paths);
    },
  });
  setMenu(
    {
      chooseFiles: () => void chooseFiles().catch(complain),
      chooseLibrary: () => void chooseLibrary().catch(complain),
      command,
    },
    process.platform,
  );
  const opening = openLibrary(libraryState.folder);
  await openWindow();
  await opening;
  importFiles(started.files);
}

/** Without a window nothing else could say why there is none. */
function giveUp(thrown: unknown): void {
  complain(thrown);
  app.exit(1);
}

/** Says what went wrong where no call of the window waits for an answer. */
function complain(thrown: unknown): void {
  const { message, advice } = problem(thrown);
  dialog.showErrorBox(message, advice);
}

async function openWindow(): Promise<void> {
  const opened = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Postil',
    // The ground of the window's own tokens, so that nothing flashes before the page is there.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17191B' : '#FBFAF7',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      // The spelling checker would fetch its dictionaries.
      spellcheck: false,
    },
  });
  window = opened;
  opened.once('ready-to-show', () => opened.show());
  opened.on('close', letWindowSave);
  opened.on('closed', () => {
    window = null;
  });
  await opened.loadURL(developmentUrl ?? PAGE_URL);
}

/** The window saves what is being typed before it goes; if it does not answer, it goes all the same. */
function letWindowSave(event: Electron.Event): void {
  if (mayClose || window === null || window.webContents.isCrashed()) return;
  event.preventDefault();
  tellWindow('window.closing', null);
  clearTimeout(closing);
  closing = setTimeout(() => {
    mayClose = true;
    window?.close();
  }, CLOSING_TIME_MS).unref();
}

/** Asks whether to close although the library did not take what was typed last. */
async function isLossAccepted(): Promise<boolean> {
  if (window === null) return true;
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

/** Sends an event to the window, if there is one. */
function tellWindow<Name extends EventName>(name: Name, payload: Events[Name]): void {
  if (window !== null) send(window.webContents, name, payload);
}

/** Opens the library in a folder, after closing the one that is open. */
function openLibrary(folder: string): Promise<LibraryState> {
  const opening = settled.then(() => replaceLibrary(folder));
  settled = Promise.allSettled([opening]);
  return opening;
}

async function replaceLibrary(folder: string): Promise<LibraryState> {
  const former = threads;
  threads = null;
  await former?.close();
  const opened = await openThreads(folder, scripts, tellWindow, (lost) => {
    threads = null;
    tellState({ folder, problem: lost.ok ? null : lost.error });
  });
  if (opened.ok) threads = opened.value;
  return tellState({ folder, problem: opened.ok ? null : opened.error });
}

function tellState(state: LibraryState): LibraryState {
  libraryState = state;
  tellWindow('library.state', state);
  return state;
}

function requireLibrary(): Threads {
  if (threads !== null) return threads;
  throw new PostilError('library-missing', 'No library is open.', 'Open a library first.');
}

async function askThreads(name: CallName, input: unknown): Promise<Result<unknown>> {
  try {
    // The door has checked the input against the contract's schema of that name.
    return await requireLibrary().call(name, input as CallInput<CallName>);
  } catch (thrown) {
    return failure(thrown);
  }
}

/** Begins an import; progress, report and failure reach the window as events. */
function importFiles(paths: readonly string[]): void {
  if (paths.length === 0) return;
  void settled
    .then(() => askThreads('import.run', { paths }))
    .then((result) => {
      if (!result.ok) tellWindow('import.failed', result.error);
    });
}

async function chooseFiles(): Promise<boolean> {
  requireLibrary();
  const chosen = await showOpenDialog({
    title: 'Import',
    buttonLabel: 'Import',
    // Linux and Windows can offer either files or folders in one dialog, not both; folders can be dropped.
    properties: ['openFile', 'multiSelections'],
  });
  importFiles(chosen);
  return chosen.length > 0;
}

async function chooseLibrary(): Promise<LibraryState> {
  const [folder] = await showOpenDialog({
    title: 'Open Library',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'],
  });
  if (folder === undefined) return libraryState;
  const state = await openLibrary(folder);
  if (state.problem === null) {
    settings.libraryFolder = folder;
    writeSettings(settingsFile, settings);
  }
  return state;
}

async function showOpenDialog(options: Electron.OpenDialogOptions): Promise<readonly string[]> {
  const answered =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return answered.canceled ? [] : answered.filePaths;
}

function command(chosen: Command): void {
  tellWindow('menu.command', { command: chosen });
}

/** Quitting waits for the threads, so that the library is closed in order. */
function closeLibraryFirst(event: Electron.Event): void {
  if (mayQuit) return;
  event.preventDefault();
  void settled
    .then(() => threads?.close())
    .finally(() => {
      mayQuit = true;
      app.quit();
    });
}
