/** Composition root of the app with a window: its life, its menu, and who answers which call. */
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shell } from 'electron/common';
import { app, clipboard, dialog, nativeTheme, session } from 'electron/main';
import { BACKUP_ENDING, type Backup } from '../shared/backup.ts';
import type { CallRequest, EventName, Events, Handlers } from '../shared/contract.ts';
import { codeOf, PostilError, problem, unwrap } from '../shared/errors.ts';
import { EXPORT_FORMATS, type Exported } from '../shared/export.ts';
import type { LibraryState, Overview } from '../shared/library.ts';
import { LINK_SCHEME, parseLink } from '../shared/link.ts';
import { answer } from '../shared/thread.ts';
import { describeApp, licencesFile } from './about.ts';
import { AFTER_CRASH, crashCounter } from './crashes.ts';
import { diagnostics } from './diagnostics.ts';
import { handle } from './ipc.ts';
import { keeping } from './keeping.ts';
import { type LogFacts, openLog } from './log.ts';
import { logEvent, logged } from './log-events.ts';
import { setMenu } from './menu.ts';
import { openLibraryIn } from './open-library.ts';
import { closeNetwork, isOwnPage, lockDown, PAGE_URL, registerScheme, servePage } from './security.ts';
import { readSettings, type Settings, withRecent, writeSettings } from './settings.ts';
import { type StartArguments, startArguments } from './start-arguments.ts';
import { appWindow } from './window.ts';

const developmentUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
const started = startArguments(process.argv, process.defaultApp === true, process.cwd());
const settingsFile = join(app.getPath('userData'), 'settings.json');
const settings = readSettings(settingsFile);
const log = openLog();
const window = appWindow((place) => remember({ window: place }));
const library = openLibraryIn(
  started.libraryFolder ?? settings.libraryFolder ?? join(app.getPath('userData'), 'library'),
  tell,
);
const keeper = keeping(library, [app.getPath('userData'), app.getPath('temp')], (made, durationMs) =>
  log.write('backup', { made: made !== null, ms: Math.round(durationMs), ...made?.holds }),
);
const crashes = crashCounter();
let mayQuit = false;

const handlers: Handlers<'main'> = {
  'window.chooseFiles': chooseFiles,
  'window.importClipboard': importClipboard,
  'window.export': exportChosen,
  'window.openLink': ({ url }) => shell.openExternal(url),
  'window.mayClose': ({ saved }) => window.mayClose(saved),
  'window.setTheme': ({ theme }) => {
    nativeTheme.themeSource = theme;
    remember({ theme });
  },
  'window.library': () => library.state(),
  'window.retryLibrary': () => openAgain(library.state().folder),
  'window.chooseLibrary': chooseLibrary,
  'window.copyDiagnostics': copyDiagnostics,
  'library.check': keeper.check,
  'backup.list': keeper.list,
  'backup.make': keeper.make,
  'backup.choose': chooseBackup,
  'backup.restore': ({ file }) => keeper.restore(file),
  'rescue.look': keeper.look,
  'rescue.keep': keepWhatIsShown,
  'rescue.leave': () => openAgain(library.state().rescuedFrom ?? library.state().folder),
};

/** What a second start hands over to the first. */
type Given = Pick<StartArguments, 'files' | 'links'>;

app.enableSandbox();
registerScheme();
closeNetwork(developmentUrl);
if (app.requestSingleInstanceLock({ files: started.files, links: started.links } satisfies Given)) {
  const running = app.whenReady().then(start);
  running.catch(giveUp);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    window.comeForward();
    void running.then(() => take(data as Given));
  });
  // macOS names files and links so, also those that the app is started with: before there is a library.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void running.then(() => take({ files: [path], links: [] }));
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    window.comeForward();
    void running.then(() => take({ files: [], links: [url] }));
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
      logged(log, name, () =>
        Object.hasOwn(handlers, name)
          ? answer('main', handlers, name, input, (thrown) => log.fault(name, thrown))
          : library.ask(name, input),
      ),
    drop: (paths) => take({ files: paths, links: [] }),
  });
  // Linux knows the scheme from the desktop entry, macOS from the bundle.
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(LINK_SCHEME);
  describeApp();
  showMenu();
  log.write('start', versions());
  watchForCrashes();
  keeper.begin();
  const opening = openAgain(library.state().folder);
  await window.open(developmentUrl ?? PAGE_URL, settings.window);
  const { folder, problem: kept } = await opening;
  if (kept === null && started.libraryFolder === null)
    remember({ recentLibraries: withRecent(settings.recentLibraries, folder) });
  take(started);
  // A start that ends early, by a kill or a power cut, has then helped the next one all the same.
  flushCompileCache();
}

function showMenu(): void {
  const orComplain = (act: () => Promise<unknown>) => () => void act().catch(complain);
  setMenu(
    {
      chooseFiles: orComplain(chooseFiles),
      chooseLibrary: orComplain(chooseLibrary),
      openLibrary: (folder) => void openLibrary(folder, false).catch(complain),
      moveLibrary: orComplain(moveLibrary),
      showLibrary: orComplain(() => open(library.state().folder)),
      showLicences: orComplain(() => open(licencesFile())),
      command: (command) => window.tell('menu.command', { command }),
    },
    settings.recentLibraries,
  );
}

/** Takes what the app was given from outside: files to import, links to show. */
function take({ files, links }: Given): void {
  library.importFiles(files.filter((file) => !keeper.isBackup(file)));
  for (const file of files.filter(keeper.isBackup)) {
    void keeper.lookAt(file).then((backup) => window.tell('backup.offered', backup), complain);
  }
  for (const text of links) {
    const link = parseLink(text);
    if (link !== null) window.tell('window.showLink', link);
    else complain(new PostilError('bad-request', 'This link leads to nothing in Postil.', 'Copy it again.'));
  }
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

/** What the app remembers of itself is not worth a question: a disk that is full or read-only is named on the terminal. */
function remember(change: Partial<Settings>): void {
  Object.assign(settings, change);
  try {
    writeSettings(settingsFile, settings);
  } catch (thrown) {
    if (!(thrown instanceof Error) || codeOf(thrown) === null) throw thrown;
    console.error('The settings could not be written:', thrown.message);
  }
}

/** Imports the text that the clipboard holds. */
async function importClipboard(): Promise<boolean> {
  const text = await clipboard.readText();
  if (text === '') return false;
  unwrap(await library.ask('import.text', { text, from: 'pasted' }));
  return true;
}

/** Writes papers or annotations to a file that the user names. */
async function exportChosen(what: CallRequest<'window.export'>): Promise<Exported | null> {
  const opened = library.require();
  const { label, extension } = EXPORT_FORMATS[what.format];
  const path = await window.chooseTarget({
    title: 'Export',
    buttonLabel: 'Export',
    defaultPath: `postil.${extension}`,
    filters: [{ name: label, extensions: [extension] }],
  });
  return path === null ? null : unwrap(await opened.call('export.write', { ...what, path }));
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

async function chooseBackup(): Promise<Backup | null> {
  const [file] = await window.choose({
    title: 'Choose a Backup',
    buttonLabel: 'Choose',
    filters: [
      { name: 'Postil backups', extensions: [BACKUP_ENDING] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  return file === undefined ? null : keeper.lookAt(file);
}

/** Hands events on to the window, and the ones that tell how things go to the log. */
function tell<Name extends EventName>(name: Name, payload: Events[Name]): void {
  logEvent(log, name, payload);
  if (name !== 'thread.fault') window.tell(name, payload);
}

async function copyDiagnostics(): Promise<void> {
  const { folder, problem: kept } = library.state();
  const overview = kept === null ? unwrap(await library.ask('library.overview', undefined)) : null;
  await clipboard.writeText(diagnostics(log, folder, kept, overview as Overview | null, versions()));
}

function versions(): LogFacts {
  const { electron = '', chrome = '', node } = process.versions;
  return { postil: app.getVersion(), electron, chrome, node, system: `${process.platform}-${process.arch}` };
}

/** A window that crashed comes back, and what fails in main unexpectedly is said: neither ends the app in silence. */
function watchForCrashes(): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.write('crashed', { reason, exitCode });
    const isFresh = crashes.mayReload();
    if (!isFresh || contents.isDestroyed()) {
      complain(
        new PostilError(
          'bug',
          'The window crashes again and again.',
          'Start Postil anew; your library is unharmed.',
        ),
      );
      return;
    }
    contents.reload();
    contents.once('did-finish-load', () => window.tell('window.problem', AFTER_CRASH));
  });
  const say = (where: string) => (thrown: unknown) => {
    log.fault(where, thrown);
    window.tell('window.problem', problem(thrown));
  };
  process.on('uncaughtException', say('main'));
  process.on('unhandledRejection', say('main, a promise'));
}

async function chooseLibrary(): Promise<LibraryState> {
  const [folder] = await window.choose({
    title: 'Open Library',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'],
  });
  return folder === undefined ? library.state() : openLibrary(folder, true);
}

/** Opens a library without being told to make one: where one was open before, none is made anew. */
function openAgain(folder: string): Promise<LibraryState> {
  const isKnown = settings.libraryFolder === folder || settings.recentLibraries.includes(folder);
  return library.open(folder, !isKnown);
}

async function openLibrary(folder: string, mayMake: boolean): Promise<LibraryState> {
  const former = library.state();
  const state = await library.open(folder, mayMake);
  if (state.problem === null) rememberLibrary(folder, former.problem === null ? [former.folder] : []);
  return state;
}

/** @param others folders that the menu is to offer too */
function rememberLibrary(folder: string, others: readonly string[]): void {
  const recent = others.reduce((list, other) => withRecent(list, other), settings.recentLibraries);
  remember({ libraryFolder: folder, recentLibraries: withRecent(recent, folder) });
  showMenu();
}

/** Goes on with what could only be looked at. Of a library that cannot be written to, a copy is made for that. */
async function keepWhatIsShown(): Promise<LibraryState> {
  const former = library.state();
  if (!former.isReadOnly) {
    library.keep();
  } else {
    const [folder] = await window.choose({
      title: 'Copy Library',
      message: 'Choose an empty folder, or make a new one.',
      buttonLabel: 'Copy Here',
      properties: ['openDirectory', 'createDirectory'],
    });
    if (folder === undefined) return former;
    await library.move(folder);
  }
  rememberLibrary(library.state().folder, []);
  return library.state();
}

/** Moves the library; the former folder goes only when the user says so. */
async function moveLibrary(): Promise<void> {
  library.require();
  const former = library.state().folder;
  const [folder] = await window.choose({
    title: 'Move Library',
    message: 'Choose an empty folder, or make a new one.',
    buttonLabel: 'Move Here',
    properties: ['openDirectory', 'createDirectory'],
  });
  if (folder === undefined) return;
  await library.move(folder);
  rememberLibrary(folder, []);
  const keepIt = await window.ask({
    type: 'info',
    message: 'The library has moved.',
    detail: `It is in ${folder}, looked over and complete. ${former} is as it was: what is to become of it?`,
    buttons: ['Keep It', 'Move It to the Trash'],
    defaultId: 0,
    cancelId: 0,
  });
  if (keepIt === 0) return;
  await shell.trashItem(former);
  remember({ recentLibraries: settings.recentLibraries.filter((recent) => recent !== former) });
  showMenu();
}

/** Opens a file or folder in the program that the system has for it. */
async function open(path: string): Promise<void> {
  const failed = await shell.openPath(path);
  if (failed !== '')
    throw new PostilError('file-unreadable', `${path} cannot be shown: ${failed}.`, 'Open it by hand.');
}

/** Quitting waits for the threads, so that the library is closed in order. */
function closeLibraryFirst(event: Electron.Event): void {
  if (mayQuit) return;
  event.preventDefault();
  keeper.end();
  log.write('end');
  void library.close().finally(() => {
    mayQuit = true;
    app.quit();
  });
}
