import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type CdpPipe, openCdpPipe } from './cdp-pipe.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { startDriverProxy } from './driver-proxy.ts';
import { findChromium } from './find-chromium.ts';
import type { Launch } from './launch.ts';
import { startPageServer } from './page-server.ts';
import { followTargets, type Targets } from './targets.ts';

/** The running Chromium. */
export type Chromium = {
  pipe: CdpPipe;
  targets: Targets;
  /** True when windows are shown on a display. */
  headed: boolean;
  stop(): Promise<void>;
};

let running: Chromium | undefined;

/** Chromium, once started. */
export function runningChromium(): Chromium | undefined {
  return running;
}

/**
 * Starts Chromium with its own profile. With `debuggingPort` it also announces, on standard error as Electron
 * does, the endpoint to which a test driver connects.
 */
export async function startChromium(options: {
  profile: string;
  switches: Launch['switches'];
  debuggingPort: boolean;
  isExpectedToEnd: () => boolean;
}): Promise<void> {
  const executable = findChromium();
  if (executable === null)
    throw new Error('electron stand-in: no Chromium found in PATH (or set STANDIN_CHROMIUM)');
  const pageServerPort = await startPageServer();
  mkdirSync(options.profile, { recursive: true });
  await clearProfileLock(options.profile);

  // On request only, even when there is a display: tests must not depend on one.
  const headed = Boolean(process.env.STANDIN_HEADED);
  const flags = chromiumFlags({ ...options, pageServerPort, headed });
  const child = spawn(executable, flags, {
    // Its own standard error: were main's inherited, Playwright would wait for Chromium to close it.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true, // its own process group, to be ended as a whole
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS ?? 'disabled:',
    },
  });
  process.on('exit', () => killGroup(child));
  const endpoint = readEndpoint(child);
  const [, , , toChromium, fromChromium] = child.stdio;
  const pipe = openCdpPipe(toChromium as Writable, fromChromium as Readable);
  pipe.closed.then(() => {
    if (options.isExpectedToEnd()) return;
    process.stderr.write('electron stand-in: Chromium has died\n');
    process.exit(1);
  });

  const { product } = await pipe.send('Browser.getVersion');
  Object.assign(process.versions, { chrome: product.split('/')[1] });
  const appWindow = headed ? [executable, `--user-data-dir=${options.profile}`] : null;
  const targets = await followTargets(pipe, appWindow);
  running = { pipe, targets, headed, stop: () => stop(child, pipe) };
  if (options.debuggingPort) {
    const address = await startDriverProxy(await endpoint, targets);
    process.stderr.write(`\nDevTools listening on ${address}\n`);
  }
}

/** Asks Chromium to end, which writes its storage, and kills what is left after three seconds. */
async function stop(child: ChildProcess, pipe: CdpPipe): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  await pipe.attempt('Browser.close');
  await Promise.race([ended, delay(3000, undefined, { ref: false })]);
  killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) killIfAlive(-child.pid);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Chromium's own DevTools address, from its standard error, which is read to its end. */
function readEndpoint(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  child.stderr?.on('data', (data: Buffer) => {
    if (process.env.STANDIN_CHROMIUM_LOG) process.stderr.write(data);
    text = (text + data.toString('utf8')).slice(-4000);
    const address = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
    if (address !== undefined) resolve(address);
  });
  return promise;
}

/**
 * After `kill -9` of an app its Chromium needs a moment (up to 270 ms were seen) to notice. A new one on the same
 * profile would hand over to it and end. So the lock's holder is waited for, then killed, and its marks removed.
 */
async function clearProfileLock(profile: string): Promise<void> {
  const attempts = 60; // of 50 ms: three seconds
  for (let attempt = 0; ; attempt++) {
    const pid = profileHolder(profile);
    if (pid === null) break;
    if (attempt === attempts) killIfAlive(pid);
    await delay(50);
  }
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(path.join(profile, name), { force: true });
}

/** Process that holds the profile, by the link that Chromium leaves there (`host-PID`); null when none lives. */
function profileHolder(profile: string): number | null {
  try {
    const pid = Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').pop());
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}
