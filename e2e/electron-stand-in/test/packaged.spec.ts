import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, sampleFolder, test } from './sample-app.ts';

const runFile = promisify(execFile);
const standInFolder = path.dirname(import.meta.dirname);
const electronVersion: string = createRequire(import.meta.url)('electron/package.json').version;
let folder = '';

// One package for both tests.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stand-in-packaged-'));
  await cp(sampleFolder, path.join(folder, 'app'), { recursive: true });
  const configuration = path.join(folder, 'electron-builder.json');
  await writeFile(
    configuration,
    JSON.stringify({
      appId: 'example.sample',
      electronDist: standInFolder,
      electronVersion,
      npmRebuild: false,
      directories: { output: path.join(folder, 'out') },
      linux: { target: 'dir', executableName: 'sample' },
      asarUnpack: ['worker.js'],
      electronFuses: { runAsNode: false },
    }),
  );
  const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
  const values = ['--linux', 'dir', '--project', path.join(folder, 'app'), '--config', configuration];
  await runFile(process.execPath, [builder, ...values]);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('a packaged app runs out of its archive, with what was left unpacked', async ({ launch }) => {
  const { app, page } = await launch({ executablePath: executable() });
  const told = await app.evaluate(({ app }) => ({
    packaged: app.isPackaged,
    name: app.getName(),
    resources: process.resourcesPath,
    defaultApp: process.defaultApp,
  }));
  const resources = path.join(folder, 'out', 'linux-unpacked', 'resources');
  expect(told).toEqual({ packaged: true, name: 'Stand-in Sample', resources, defaultApp: undefined });
  expect(page.url()).toBe('app://bundle/index.html');
  expect(await page.evaluate(() => globalThis.sample.sumInWorker([4, 5]))).toMatchObject({ sum: 9 });
});

test('fuses can be flipped, and are obeyed', async ({ launch }) => {
  expect(await fuseWire(executable())).toBe('00110001');
  const electron: string = createRequire(import.meta.url)('electron');
  expect(await fuseWire(electron)).toBe('10110001');

  const environment = { ELECTRON_RUN_AS_NODE: '1' };
  const unfused = await runFile(electron, ['-e', 'process.stdout.write(process.release.name)'], {
    env: { ...process.env, ...environment },
  });
  expect(unfused.stdout).toBe('node');
  const { app } = await launch({ executablePath: executable(), environment });
  expect(await app.evaluate(({ app }) => app.isPackaged)).toBe(true);
});

function executable(): string {
  return path.join(folder, 'out', 'linux-unpacked', 'sample');
}

/** The fuses, the last characters of an executable of the stand-in's. */
async function fuseWire(file: string): Promise<string> {
  return (await readFile(file, 'latin1')).trimEnd().slice(-8);
}
