/** `npm run icons`: draws the icons of all systems from build/icons/icon.svg. They are kept, so that a build draws none. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../e2e/electron-stand-in/find-chromium.ts';
import { requireChromium } from './chromium.ts';

const folder = path.join(import.meta.dirname, 'icons');

/** What Linux desktops look for. https://specifications.freedesktop.org/icon-theme-spec/latest/ */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** https://learn.microsoft.com/en-us/windows/apps/design/style/iconography/app-icon-construction */
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Types of the pictures in an icns file by their size in pixels; those that appear twice serve screens of two densities. */
const MAC_TYPES: readonly (readonly [size: number, types: readonly string[]])[] = [
  [16, ['ic04']],
  [32, ['ic05', 'ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
];
/** Apple's icons leave a margin: 100 of 1024 on each side. https://developer.apple.com/design/human-interface-guidelines/app-icons */
const MAC_MARGIN = 100 / 1024;

requireChromium();
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] });
const page = await browser.newPage();
const source = `data:image/svg+xml;base64,${(await readFile(path.join(folder, 'icon.svg'))).toString('base64')}`;

await mkdir(path.join(folder, 'linux'), { recursive: true });
for (const size of LINUX_SIZES)
  await writeFile(path.join(folder, 'linux', `${size}x${size}.png`), await draw(page, size));

const ico = new IconIco();
for (const size of WINDOWS_SIZES.toReversed()) await ico.addFromPng(await draw(page, size));
await writeFile(path.join(folder, 'icon.ico'), ico.encode());

const icns = new IconIcns();
icns.toc = true;
for (const [size, types] of MAC_TYPES) await icns.addFromPng(await draw(page, size, MAC_MARGIN), [...types]);
await writeFile(path.join(folder, 'icon.icns'), icns.encode());
await browser.close();

/** The icon as PNG, `size` pixels each way. `margin` is the share left free on each side. */
async function draw(on: Page, size: number, margin = 0): Promise<Buffer> {
  await on.setViewportSize({ width: size, height: size });
  const padding = Math.round(size * margin);
  await on.setContent(
    `<body style="margin:0"><img src="${source}" style="display:block;box-sizing:border-box;width:${size}px;height:${size}px;padding:${padding}px">`,
  );
  await on.locator('img').evaluate((picture) => (picture as unknown as { decode(): Promise<void> }).decode());
  return on.screenshot({ omitBackground: true });
}
