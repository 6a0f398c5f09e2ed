/** Composition root of the app with a window: its life, its menu, and who answers which call. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shell } from 'electron/common';
import { app, dialog, nativeTheme, session } from 'electron/main';
import type { Handlers } from '../shared/contract.ts';
import { problem } from '../shared/errors.ts';
import type { LibraryState } from '../shared/library.ts';
import { answer } from '../shared/thread.ts';
import { handle } from './ipc.ts';
import { setMenu } from './menu.ts';
import { openLibraryIn } from './open-library.ts';
import { isOwnPage, lockDown, PAGE_URL, registerScheme, servePage } from './security.ts';
import { readSettings, type Settings, writeSettings } from './settings.ts';
import { type StartArguments, startArguments } from './start-arguments.ts';
import { appWindow } from './window.ts';

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const started = startArguments(process.argv, process.defaultApp === true, process.cwd());
const settingsFile = join(app.getPath('userData'), 'settings.json');
const settings = readSettings(settingsFile);
const window = appWindow();
const library = openLibraryIn(
  started.libraryFolder ?? settings.libraryFolder ?? join(app.getPath('userData'), 'library'),
  window.tell,
);
let mayQuit = false;

const handlers: Handlers<'main'> = {
  'window.chooseFiles': chooseFiles,
  'window.openLink': ({ url }) => shell.openExternal(url),
  'window.mayClose': ({ saved }) => window.mayClose(saved),
  'window.setTheme': ({ theme }) => {
    nativeTheme.themeSource = theme;
    remember({ theme });
  },
  'window.library': () => library.state(),
  'window.retryLibrary': () => library.open(library.state().folder),
  'window.chooseLibrary': chooseLibrary,
};

app.enableSandbox();
registerScheme();
if (app.requestSingleInstanceLock({ files: started.files })) {
  const running = app.whenReady().then(start);
  running.catch(giveUp);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    window.comeForward();
    void running.then(() => library.importFiles((data as Pick<StartArguments, 'files'>).files));
  });
  // macOS names files so, also those that the app is started with: before there is a library to read them into.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void running.then(() => library.importFiles([path]));
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
      Object.hasOwn(handlers, name) ? answer('main', handlers, name, input) : library.ask(name, input),
    drop(paths) {
      library.require();
      library.importFiles(paths);
    },
  });
  setMenu(
    {
      chooseFiles: () => void chooseFiles().catch(complain),
      chooseLibrary: () => void chooseLibrary().catch(complain),
      command: (command) => window.tell('menu.command', { command }),
    },
    process.platform,
  );
  const opening = library.open(library.state().folder);
  await window.open(developmentUrl ?? PAGE_URL);
  await opening;
  library.importFiles(started.files);
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

function remember(change: Partial<Settings>): void {
  Object.assign(settings, change);
  writeSettings(settingsFile, settings);
}

async function chooseFiles(): Promise<boolean> {
  library.require();
  const chosen = await window.choose({
    title: 'Import',
    buttonLabel: 'Import',
    // Linux and Windows can offer either files or folders in one dialog, not both; folders can be dropped.
    properties: ['openFile', 'multiSelections'],
  });
  library.importFiles(chosen);
  return chosen.length > 0;
}

async function chooseLibrary(): Promise<LibraryState> {
  const [folder] = await window.choose({
    title: 'Open Library',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'],
  });
  if (folder === undefined) return library.state();
  const state = await library.open(folder);
  if (state.problem === null) remember({ libraryFolder: folder });
  return state;
}

/** Quitting waits for the threads, so that the library is closed in order. */
function closeLibraryFirst(event: Electron.Event): void {
  if (mayQuit) return;
  event.preventDefault();
  void library.close().finally(() => {
    mayQuit = true;
    app.quit();
  });
}
