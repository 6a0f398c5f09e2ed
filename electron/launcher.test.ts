/** Proves build/postil.mjs, which starts the command line under whatever Node there is. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../build/postil.mjs', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** The launcher in a house of its own, with a command line that tells what it was given. */
function launcherHouse(hasCli: boolean): string {
  const house = join(folder, 'house');
  mkdirSync(join(house, 'build'), { recursive: true });
  copyFileSync(LAUNCHER, join(house, 'build', 'postil.mjs'));
  chmodSync(join(house, 'build', 'postil.mjs'), 0o755);
  writeFileSync(join(house, 'package.json'), '{"type":"module"}');
  if (!hasCli) return house;
  mkdirSync(join(house, 'out', 'main'), { recursive: true });
  writeFileSync(
    join(house, 'out', 'main', 'cli.js'),
    `console.log(JSON.stringify(process.argv.slice(2)));
     if (process.argv[2] === 'wait') { console.log('waiting'); setInterval(() => {}, 1000); }
     else process.exitCode = 7;`,
  );
  mkdirSync(join(house, 'node_modules', 'node', 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(house, 'node_modules', 'node', 'bin', 'node'));
  return house;
}

/** Node that takes itself for an older one. */
const OLD_NODE = [
  '--import',
  `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })`,
];

test.runIf(process.platform !== 'win32')(
  'the launcher passes on words and exit code, also through a link',
  () => {
    const house = launcherHouse(true);
    const link = join(folder, 'postil');
    symlinkSync(join(house, 'build', 'postil.mjs'), link);
    for (const options of [[], OLD_NODE]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...options, link, 'show', 'a b'], {
        encoding: 'utf8',
        cwd: tmpdir(),
      });
      expect([status, stdout, stderr]).toEqual([7, '["show","a b"]\n', '']);
    }
  },
);

test.runIf(process.platform !== 'win32')('the launcher passes on signals', async () => {
  const house = launcherHouse(true);
  const child = spawn(process.execPath, [...OLD_NODE, join(house, 'build', 'postil.mjs'), 'wait'], {
    stdio: 'pipe',
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) if (line === 'waiting') break;
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(128 + 15);
});

test('the launcher says when nothing is built, and when Node is too old', () => {
  const bare = launcherHouse(false);
  const unbuilt = spawnSync(process.execPath, [join(bare, 'build', 'postil.mjs')], { encoding: 'utf8' });
  expect(unbuilt.status).toBe(3);
  expect(unbuilt.stderr).toMatch(/^postil: .*npm run build.*\n$/);
  const house = launcherHouse(true);
  rmSync(join(house, 'node_modules'), { recursive: true });
  const old = spawnSync(process.execPath, [...OLD_NODE, join(house, 'build', 'postil.mjs')], {
    encoding: 'utf8',
  });
  expect(old.status).toBe(3);
  expect(old.stderr).toMatch(/^postil: .*npm ci.*\n$/);
});
