#!/usr/bin/env node
/**
 * Takes the place of fpm, which electron-builder downloads to make a .deb, where it cannot be downloaded: understands
 * the options that electron-builder 26 gives it, and leaves the archive to dpkg-deb. The .deb of a release is fpm's.
 * https://fpm.readthedocs.io/en/latest/cli-reference.html
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...texts, short: 'd' },
    force: { type: 'boolean' },
    name: text,
    version: text,
    architecture: text,
    description: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
    category: text,
    package: text,
    'after-install': text,
    'after-remove': text,
    'deb-priority': text,
    'deb-recommends': texts,
    'deb-compression': text,
  },
});
if (values.t !== 'deb') throw new Error(`Only .deb can be made without fpm, not .${values.t}.`);
const { package: archive } = values;
if (archive === undefined) throw new Error('--package is missing.');

const stage = mkdtempSync(path.join(tmpdir(), 'postil-deb-'));
try {
  for (const mapping of positionals) place(mapping);
  makeReadable(stage);
  const control = path.join(stage, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(path.join(control, 'control'), controlFile(bytesIn(stage)));
  placeScript(values['after-install'], path.join(control, 'postinst'));
  placeScript(values['after-remove'], path.join(control, 'postrm'));
  const compression = values['deb-compression'] ?? 'xz';
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, archive]);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** Copies what stands before the last `=` to the place named behind it; a folder with `/` at its end gives its content. */
function place(mapping: string): void {
  const equals = mapping.lastIndexOf('=');
  const from = mapping.slice(0, equals);
  const to = path.join(stage, mapping.slice(equals + 1));
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** What others may not read, only its owner could start. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(file, 0o755);
    else if (entry.isFile()) chmodSync(file, (statSync(file).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

function placeScript(from: string | undefined, to: string): void {
  if (from === undefined) return;
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html */
function controlFile(bytes: number): string {
  const [synopsis = '', ...rest] = (values.description ?? '').split('\n').map((line) => line.trim());
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Package', values.name],
    ['Version', values.version],
    ['License', values.license],
    ['Vendor', values.vendor],
    ['Architecture', values.architecture],
    ['Maintainer', values.maintainer],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', values.d?.join(', ')],
    ['Recommends', values['deb-recommends']?.join(', ')],
    ['Section', values.category],
    ['Priority', values['deb-priority']],
    ['Homepage', values.url],
    ['Description', [synopsis, ...rest.map((line) => ` ${line || '.'}`)].join('\n')],
  ];
  const lines = fields.filter(([, value]) => value !== undefined && value !== '');
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}
