import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../e2e/electron-stand-in/find-chromium.ts';
import { stop, tell } from './console.ts';

/** What installs Chromium, by the package tool that a system has. */
const installers: Record<string, string> = {
  '/usr/bin/apt-get': 'apt-get update && apt-get install -y chromium',
  '/usr/bin/dnf': 'dnf install -y chromium',
  '/usr/bin/pacman': 'pacman -S --noconfirm chromium',
  '/usr/bin/zypper': 'zypper install -y chromium',
  '/sbin/apk': 'apk add chromium',
};

/**
 * Makes sure that the stand-in finds a Chromium: installs Debian's when run as root there, else ends the process
 * with the command that does.
 */
export function requireChromium(): void {
  if (findChromium() !== null) return;
  const installer = Object.entries(installers).find(([tool]) => existsSync(tool));
  if (!installer) stop('Chromium is missing. Install it, or set STANDIN_CHROMIUM to its path.');
  const [tool, command] = installer;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !tool.endsWith('apt-get'))
    stop(`Chromium is missing. Install it: ${isRoot ? command : `sudo sh -c '${command}'`}`);

  tell(`Chromium is missing: installing it (${command}).`);
  const { status } = spawnSync('sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0 || findChromium() === null) stop(`Chromium could not be installed by: ${command}`);
}
