/** What lies in archives: names and bytes of the files in a zip or tar, one after the other. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import yauzl from 'yauzl';
import { PostilError } from '../../../shared/errors.ts';

/** A file in an archive. */
export interface ArchiveEntry {
  /** With the folders in the archive. For showing only: nothing is ever written under this name. */
  readonly name: string;
  /** Opens its bytes. Those of a tar can be read only before the next entry is asked for. */
  open(): Promise<Readable>;
}

/** Kinds of archives that are opened, and those that are known for what they are. */
export type ArchiveKind = 'gzip' | 'zip' | 'tar' | 'office' | 'other';

/** Bytes of a file's beginning by which archives are told. A tar says what it is behind the first file's name. */
export const ARCHIVE_START_BYTES = 512;

/** https://www.rfc-editor.org/rfc/rfc1952#page-5 */
const GZIP = '\x1f\x8b';

/** A file, and an empty archive. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.7 and 4.3.16 */
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
const TAR = { mark: 'ustar', at: 257 };

/** First bytes of archives that Postil does not open. https://en.wikipedia.org/wiki/List_of_file_signatures */
const OTHERS: readonly (readonly [start: string, name: string])[] = [
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['\xfd7zXZ\0', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
];

/** Begins with `BZh`, the block size and the first block's mark, so that no text is taken for it. */
const BZIP2 = /^BZh[1-9]1AY&SY/;

/** Which archive begins so; null for what is none. @param start up to {@link ARCHIVE_START_BYTES} */
export function archiveKind(start: Buffer): ArchiveKind | null {
  const text = start.toString('latin1');
  if (text.startsWith(GZIP)) return 'gzip';
  if (ZIP.some((mark) => text.startsWith(mark))) return isOffice(text) ? 'office' : 'zip';
  if (text.startsWith(TAR.mark, TAR.at)) return 'tar';
  return foreignArchive(start) === null ? null : 'other';
}

/** What an archive that is not opened is called; null for what is none. */
export function foreignArchive(start: Buffer): string | null {
  const text = start.toString('latin1');
  if (BZIP2.test(text)) return 'a bzip2 archive';
  return OTHERS.find(([mark]) => text.startsWith(mark))?.[1] ?? null;
}

/**
 * Whether a zip is a document of an office program or an electronic book: their first file says so
 * (https://www.w3.org/TR/epub-33/#sec-zip-container-mime; ECMA-376 part 2 for `[Content_Types].xml`).
 */
function isOffice(text: string): boolean {
  return /^.{30}(?:mimetypeapplication\/|\[Content_Types\]\.xml)/s.test(text);
}

/** The files of a zip or tar, folders and what systems leave behind (hidden files, `__MACOSX`) left out. */
export async function* archiveEntries(kind: 'zip' | 'tar', path: string): AsyncGenerator<ArchiveEntry> {
  for await (const entry of kind === 'zip' ? zipEntries(path) : tarEntries(path)) {
    if (!entry.name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')) yield entry;
  }
}

async function* zipEntries(path: string): AsyncGenerator<ArchiveEntry> {
  // Names are decoded here: yauzl would refuse the whole archive for one that could be a trick.
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (name.endsWith('/')) continue;
      yield {
        name: shownName(name),
        async open() {
          if (!entry.isEncrypted()) return zip.openReadStreamPromise(entry);
          const message = `${shownName(name)} is locked with a password.`;
          throw new PostilError('file-unreadable', message, 'Unpack the archive and import what is in it.');
        },
      };
    }
  } finally {
    zip.close();
  }
}

/** Undeclared names are in UTF-8 or in the code page of the first PCs, whatever else programs may write. */
function entryName(entry: yauzl.Entry): string {
  const raw: unknown = entry.fileName;
  if (!Buffer.isBuffer(raw)) return String(raw);
  return isUtf8(raw)
    ? raw.toString('utf8')
    : yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
}

/** The path as it is shown: what would climb out of a folder means nothing here and is left out. */
function shownName(name: string): string {
  return name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}

async function* tarEntries(path: string): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const source = createReadStream(path);
  source.on('error', (error) => tar.destroy(error));
  source.pipe(tar);
  try {
    for await (const entry of tar) {
      if (entry.header.type !== 'file') {
        entry.resume();
        continue;
      }
      let isOpened = false;
      yield {
        name: shownName(entry.header.name),
        async open() {
          isOpened = true;
          return Readable.from(entry);
        },
      };
      if (!isOpened) entry.resume();
    }
  } finally {
    source.destroy();
  }
}
