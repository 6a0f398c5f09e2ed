import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

type Entry =
  | { files: Record<string, Entry> }
  | { link: string }
  | { unpacked: true }
  | { size: number; offset: string; executable?: boolean };

/**
 * Unpacks `app.asar`, with `app.asar.unpacked` laid over it, into a private temporary folder and returns
 * that folder: Node has no asar file system. The folder is named for the archive's header, so that a
 * second start finds it ready. The layout (Chromium Pickle: two length fields, JSON header, then the
 * files' bytes) is that of @electron/asar.
 */
export function extractArchive(archive: string): string {
  const descriptor = openSync(archive, 'r');
  try {
    const lengths = readBytes(descriptor, 16, 0);
    const firstByte = 8 + lengths.readUInt32LE(4);
    const header = readBytes(descriptor, lengths.readUInt32LE(12), 16);
    const { mtimeMs, size } = fstatSync(descriptor);
    const identity = createHash('sha256')
      .update(header)
      .update(`${mtimeMs} ${size} ${archive}`)
      .digest('hex')
      .slice(0, 16);
    const folder = path.join(tmpdir(), `electron-stand-in-${userInfo().uid}-${identity}`);
    if (existsSync(folder)) return folder;

    // Unpacked elsewhere and renamed, so that a start that was cut off leaves no half folder behind.
    const unfinished = `${folder}.${process.pid}`;
    const root: Entry = JSON.parse(header.toString('utf8'));
    unpack(root, '');
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error; // otherwise another start was faster
    }
    return folder;

    function unpack(entry: Entry, inside: string): void {
      const target = path.join(unfinished, inside);
      if ('files' in entry) {
        mkdirSync(target, { recursive: true });
        for (const [name, child] of Object.entries(entry.files)) unpack(child, path.join(inside, name));
      } else if ('link' in entry) {
        symlinkSync(path.relative(path.dirname(inside), entry.link), target);
      } else if ('unpacked' in entry) {
        copyFileSync(path.join(`${archive}.unpacked`, inside), target);
      } else {
        const bytes = readBytes(descriptor, entry.size, firstByte + Number(entry.offset));
        writeFileSync(target, bytes, { mode: entry.executable ? 0o755 : 0o644 });
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function readBytes(descriptor: number, length: number, position: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, position + done);
    if (count === 0) throw new Error('electron stand-in: app.asar ends too early');
    done += count;
  }
  return bytes;
}
