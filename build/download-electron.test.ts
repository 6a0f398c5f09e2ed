import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';

const UNREACHABLE = 75;
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

test('a server that refuses to be reached is told apart from a failure', async () => {
  const { code, reason } = await download(await freePort());
  expect({ code, reason }).toEqual({ code: UNREACHABLE, reason: expect.stringContaining('ECONNREFUSED') });
});

test('so is one that has no such file', async () => {
  const port = await serve((_, response) => response.writeHead(404).end());
  const { code, reason } = await download(port);
  expect({ code, reason }).toEqual({ code: UNREACHABLE, reason: 'the answer was 404' });
});

test('so is one that never answers', async () => {
  const port = await serve(() => {});
  const { code, reason } = await download(port);
  expect({ code, reason }).toEqual({ code: UNREACHABLE, reason: 'no answer' });
});

test('a download that is not Electron is a failure, and says why', async () => {
  const port = await serve((_, response) =>
    response.writeHead(200, { 'content-length': '9' }).end('no zip...'),
  );
  const { code, log } = await download(port);
  expect(code).toBe(1);
  expect(log).toContain('did not match expected checksum');
});

test('a download that breaks off is a failure', async () => {
  const port = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '1000000' });
    response.write('the beginning', () => response.destroy());
  });
  expect((await download(port)).code).toBe(1);
});

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const port = await serve(() => {});
  await new Promise((resolve) => server?.close(resolve));
  return port;
}

/** Downloads from a server of the test's, for a platform that is not installed here. */
async function download(port: number): Promise<{ code: unknown; reason: string; log: string }> {
  const cache = await mkdtemp(path.join(tmpdir(), 'postil-download-'));
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'download-electron.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
      ELECTRON_INSTALL_PLATFORM: process.platform === 'win32' ? 'linux' : 'win32',
      electron_config_cache: cache,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [code, reason, log] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  await rm(cache, { recursive: true });
  return { code, reason, log };
}
