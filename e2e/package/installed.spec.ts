/** What is installed, looked at from outside. POSTIL_PACKAGE is the folder into which build/test-package.ts unpacked the .deb. */
import { execFile, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '../app.ts';

const runFile = promisify(execFile);
const root = process.env.POSTIL_PACKAGE ?? '';
const app = path.join(root, 'opt', 'Postil');
const resources = path.join(app, 'resources');
const postil = path.join(resources, 'bin', 'postil');
const listing = path.join(import.meta.dirname, '..', 'fixtures', 'listing.txt');

/** How the wire says on and off. */
const [ON, OFF] = ['1'.charCodeAt(0), '0'.charCodeAt(0)];

test('the fuses are set', async () => {
  const wire = await getCurrentFuseWire(path.join(app, 'postil'));
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(ON);
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(OFF);
});

test('only what runs is inside', async () => {
  const names = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  expect(names).toContain('/out/main/main.js');
  expect(names.filter((name) => name.endsWith('.node'))).toEqual([
    `/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
  ]);
  expect(names.filter((name) => /\.(map|tsx?|md|ttf|woff)$|\.test\.|licences\.json/.test(name))).toEqual([]);
  expect(names.filter((name) => /^\/(?!out|node_modules|package\.json$)/.test(name))).toEqual([]);
  expect((await readdir(resources)).toSorted()).toEqual(
    [
      'LICENSE',
      'app.asar',
      'app.asar.unpacked',
      'apparmor-profile',
      'bin',
      'icon.png',
      'licences.txt',
    ].toSorted(),
  );
});

test('nothing in it looks for updates', async () => {
  const names = await readdir(root, { recursive: true });
  expect(names.filter((name) => /app-update|latest.*\.yml/.test(name))).toEqual([]);
});

test('the licences of what is inside lie beside it', async () => {
  const text = await readFile(path.join(resources, 'licences.txt'), 'utf8');
  for (const name of [
    'Postil',
    'react ',
    'better-sqlite3 ',
    '@fontsource-variable/inter ',
    'katex ',
    'zod ',
  ]) {
    expect(text).toMatch(new RegExp(`^${name}`, 'm'));
  }
});

test('the desktop is told what Postil opens, and nothing is taken over', async () => {
  const entry = await readFile(path.join(root, 'usr/share/applications/postil.desktop'), 'utf8');
  expect(entry).toContain('Exec=/opt/Postil/postil %U');
  expect(entry).toMatch(/^MimeType=.*text\/x-bibtex;.*x-scheme-handler\/postil;/m);
  const icons = await readdir(path.join(root, 'usr/share/icons/hicolor'));
  expect(icons).toEqual(expect.arrayContaining(['16x16', '48x48', '256x256', '512x512']));
});

test('the scripts around it can be read by a shell, and removing says where the library stays', async () => {
  for (const script of ['postinst', 'postrm']) await runFile('sh', ['-n', path.join(root, 'DEBIAN', script)]);
  expect(await readFile(path.join(root, 'DEBIAN', 'postinst'), 'utf8')).toContain('/usr/bin/postil');
  const update = await runFile('sh', [path.join(root, 'DEBIAN', 'postrm'), 'upgrade']);
  expect(update.stdout).toBe('');
  expect(await readFile(path.join(root, 'DEBIAN', 'postrm'), 'utf8')).toContain(
    'Your library stays where it is',
  );
});

test('its command line needs neither display nor window', ({ folder }) => {
  const library = path.join(folder, 'library');
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const run = (...values: string[]) =>
    spawnSync(postil, values, {
      encoding: 'utf8',
      env: { ...environment, XDG_CONFIG_HOME: path.join(folder, 'config') },
    });
  const imported = run('import', '--library', library, '--json', listing);
  expect(imported.stderr).toBe('');
  expect(JSON.parse(imported.stdout)).toMatchObject({ papers: 7 });
  const found = run('search', '--library', library, '--json', '*');
  expect(found.status).toBe(0);
  expect(run('check', '--library', library).status).toBe(0);
  expect(run('--help').stdout).toContain('postil import');
  expect(run('search', '--nonsense').status).toBe(2);
});
