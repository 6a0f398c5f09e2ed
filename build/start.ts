/** `npm start [-- FILE...]`: builds the app and opens it, with FILEs to import. */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, type Page } from 'playwright';
import { buildApp } from './build-app.ts';
import { projectFolder, stop, tell } from './console.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { whenAskedToEnd } from './end.ts';
import { run } from './run.ts';
import { findRuntime, type Runtime } from './runtime.ts';

/** How long the window may take to show its papers before its picture is taken all the same. */
const SHOWING_TIME_MS = 30_000;

/** Files are named from the folder in which the person is, which npm leaves. */
const callersFolder = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2).map((value) => {
  if (value.startsWith('--library='))
    return `--library=${path.resolve(callersFolder, value.slice('--library='.length))}`;
  return value.startsWith('-') ? value : path.resolve(callersFolder, value);
});

await buildApp();
const runtime = findRuntime();
const values = ['.', ...given];
if (runtime.kind === 'electron' && process.platform === 'linux' && process.getuid?.() === 0) {
  tell('Running as root, where Electron has no sandbox: it is switched off (--no-sandbox).');
  values.unshift('--no-sandbox');
}
process.exitCode = hasDisplay() ? await runOnDisplay(runtime) : await runOffScreen(runtime);

function runOnDisplay({ executable }: Runtime): Promise<number> {
  // The stand-in shows its windows only on request.
  const env = { ...process.env, STANDIN_HEADED: '1' };
  return run(executable, values, { cwd: projectFolder, env });
}

/** Nobody sees the window: a picture of it is written to a file, and the app runs until it is interrupted. */
async function runOffScreen({ kind, executable }: Runtime): Promise<number> {
  tell('There is no display: Postil runs off-screen. End it with Ctrl-C.');
  const display = kind === 'electron' ? { DISPLAY: await startVirtualDisplay() } : {};
  const env: Record<string, string> = { ...(process.env as Record<string, string>), ...display };
  const app = await electron
    .launch({ executablePath: executable, args: values, cwd: projectFolder, env })
    .catch((error: Error) =>
      stop(`Postil has not opened a window. Is it running already? ${error.message.split('\n', 1)[0]}`),
    );
  const main = app.process();
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()));
  whenAskedToEnd(() => void app.close());

  const page = await app.firstWindow();
  await showPapers(page).catch((error: Error) => {
    tell(`The window does not show its papers: ${error.message.split('\n', 1)[0]}`);
  });
  const picture = path.join(tmpdir(), 'postil-window.png');
  if (!page.isClosed()) {
    await page.screenshot({ path: picture });
    tell(`A picture of the window: ${picture}`);
  }
  await ended;
  return main.exitCode ?? 1;
}

/** Waits until the window is ready, and, where files are imported, until they are; then lays the report aside. */
async function showPapers(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search papers' }).waitFor({ timeout: SHOWING_TIME_MS });
  if (given.every((value) => value.startsWith('-'))) return;
  const report = page.getByRole('dialog', { name: 'Import report' });
  await report.waitFor({ timeout: SHOWING_TIME_MS });
  await report.getByRole('button', { name: 'Done' }).click();
  await report.waitFor({ state: 'hidden', timeout: SHOWING_TIME_MS });
}
