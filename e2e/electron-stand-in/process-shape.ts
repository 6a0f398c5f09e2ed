import path from 'node:path';

/**
 * Makes `process` look as in Electron's main process. `argv` keeps Electron's order
 * (`-r loader --no-sandbox --inspect=0 --remote-debugging-port=0 . ...`): Playwright's loader cuts it by the
 * position of the debugging port.
 */
export function shapeProcess(executable: string, electronVersion: string, packaged: boolean): void {
  process.argv = [executable, ...process.argv.slice(2)];
  define('execPath', executable);
  define('type', 'browser');
  define('resourcesPath', path.join(path.dirname(executable), 'resources'));
  // Chromium's own version is filled in once it runs.
  define('versions', { ...process.versions, electron: electronVersion, chrome: '0.0.0.0' });
  if (!packaged) define('defaultApp', true);
}

function define(name: string, value: unknown): void {
  Object.defineProperty(process, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
