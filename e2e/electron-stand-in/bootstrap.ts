// First script of the stand-in's main process: shapes the process, redirects `electron`, runs the app.
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readElectronNames } from './electron-names.ts';
import { readLaunch } from './launch.ts';
import { shapeProcess } from './process-shape.ts';

const executable = process.env.STANDIN_EXECUTABLE;
if (executable === undefined) throw new Error('electron stand-in: start the file "electron", not this one');
delete process.env.STANDIN_EXECUTABLE;

const names = readElectronNames();
const arguments_ = process.argv.slice(2);
if (arguments_.length === 1 && (arguments_[0] === '--version' || arguments_[0] === '-v')) {
  process.stdout.write(`v${names.version}\n`);
  process.exit(0);
}
const launch = readLaunch(executable, arguments_);
shapeProcess(executable, names.version, launch.packaged);

const { startElectron, namedExports } = await import('./electron-module.ts');
const start = startElectron(launch, names);

// `electron` is the stand-in wherever it is asked for in this thread: require, import, and the inspector's
// require() that Playwright uses. It must win over the installed npm package of that name. Worker threads get
// no hooks, as Electron offers them no `electron` either. `import` gets named exports that are known before
// the module runs, `require` the very object, and both share what a test replaces on it.
const required = new URL('./required-electron.ts', import.meta.url).href;
const imported = `data:text/javascript,${encodeURIComponent(namedExports(names))}`;
registerHooks({
  resolve(specifier, context, next) {
    if (!/^electron(?:\/main|\/common)?$/.test(specifier)) return next(specifier, context);
    return context.conditions.includes('import')
      ? { url: imported, format: 'module', shortCircuit: true }
      : { url: required, format: 'module-typescript', shortCircuit: true };
  },
});

process.on('uncaughtException', (error) => {
  // Electron shows a dialog and goes on; an app that listens itself sees to it itself.
  if (process.listenerCount('uncaughtException') > 1) return;
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`A JavaScript error occurred in the main process\n${text}\n`);
});

const requireFromHere = createRequire(path.join(process.cwd(), 'electron-stand-in.cjs'));
for (const loader of launch.loaders) requireFromHere(loader);

try {
  const { mainScript } = launch;
  const isModule =
    mainScript.endsWith('.mjs') || (mainScript.endsWith('.js') && launch.manifest.type === 'module');
  if (isModule) await import(pathToFileURL(mainScript).href);
  else createRequire(mainScript)(mainScript);
  // Only now: switches and paths that the main script sets must still count for Chromium.
  await start();
} catch (error) {
  const text = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`App threw an error during load\n${text}\n`);
  process.exit(1);
}
