/** From a file as it was given to the files in it that can be read: archives are opened, in whatever they lie. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PostilError } from '../../../shared/errors.ts';
import {
  ARCHIVE_START_BYTES,
  type ArchiveEntry,
  archiveEntries,
  archiveKind,
  foreignArchive,
} from './archives.ts';
import { fileProblem, type InputFile } from './input-files.ts';

/** A file to be read from any place in it: one that was given, or a temporary one with what an archive held. */
export interface PlainFile {
  /** As reports show it: for a file in an archive `archive.zip/folder/inner.bib`. */
  readonly path: string;
  /** Without folders. */
  readonly name: string;
  /** Where its bytes lie. A temporary one is gone when the next file is asked for. */
  readonly location: string;
  readonly isTemporary: boolean;
  /** Why it cannot be read; null when it can. */
  readonly problem: PostilError | null;
}

/** What unpacking needs to know of the import that it belongs to. */
export interface UnpackContext {
  /** Gives a folder for temporary files, which most files do not need. */
  makeFolder(): Promise<string>;
  /** Whether a file of an archive was read already, before the import was broken off: it is passed over. */
  isDone(path: string): boolean;
  /** Asked while bytes are copied; what is being unpacked is then given up with `cancelled`. */
  isCancelled(): boolean;
  /** Files of one archive that are read, those in archives in it included; tests set it low. */
  readonly mostEntries?: number;
}

/** Archives in archives that are opened; deeper ones were made to do harm. */
const MOST_NESTED = 5;

/** See {@link UnpackContext}: far more than a dump has, and few enough to be read in minutes. */
const MOST_ENTRIES = 100_000;

/** Text packs to a third or a tenth; what unpacks to more than this many times its size was made to fill the disk. */
const MOST_UNPACKED = 200;

/** Below this many bytes nothing is too large. */
const HARMLESS_BYTES = 64 * 1024 * 1024;

/** What a file that was given may cost, however it is packed: counted over all archives in it. */
interface Budget {
  readonly packedBytes: number;
  unpackedBytes: number;
  entries: number;
  /** Temporary files made, for their names: those in archives are never used. */
  files: number;
}

/**
 * The files in a file: itself when it is no archive, else what the archive holds, those in its archives included. What
 * cannot be opened stands among them with its problem.
 * @throws {PostilError} `cancelled`
 */
export async function* plainFiles(file: InputFile, context: UnpackContext): AsyncGenerator<PlainFile> {
  const { path, name, location, kind } = file;
  try {
    const budget: Budget = { packedBytes: file.bytes ?? 0, unpackedBytes: 0, entries: 0, files: 0 };
    if (kind !== 'standard-input') {
      yield* filesIn({ path, name, location, isTemporary: false, problem: null }, context, budget, 0);
      return;
    }
    const copy = join(await context.makeFolder(), 'standard-input');
    await pipeline(createReadStream('', { fd: 0, autoClose: false }), createWriteStream(copy));
    const read = { ...budget, packedBytes: (await stat(copy)).size };
    yield* filesIn({ path, name, location: copy, isTemporary: true, problem: null }, context, read, 0);
  } catch (thrown) {
    yield refused({ path, name, location }, fileProblem(thrown, path));
  }
}

async function* filesIn(
  file: PlainFile,
  context: UnpackContext,
  budget: Budget,
  depth: number,
): AsyncGenerator<PlainFile> {
  const start = await readStart(file.location);
  const kind = archiveKind(start);
  if (kind === null || kind === 'office') {
    yield file;
    return;
  }
  try {
    if (kind === 'other') {
      const message = `${file.path} is ${foreignArchive(start)}, which Postil does not open.`;
      throw new PostilError('file-unreadable', message, 'Unpack it and import what is in it.');
    }
    if (depth === MOST_NESTED) {
      const message = `${file.path} is an archive within ${MOST_NESTED} others, deeper than Postil looks.`;
      throw new PostilError('file-unreadable', message, 'Unpack it yourself if you trust it.');
    }
    if (kind === 'gzip') {
      const gunzip = createGunzip();
      const source = createReadStream(file.location);
      source.on('error', (error) => gunzip.destroy(error));
      const location = await write(source.pipe(gunzip), file.path, context, budget);
      yield* filesIn({ ...file, location, isTemporary: true }, context, budget, depth + 1);
      await rm(location);
      return;
    }
    let isEmpty = true;
    for await (const entry of archiveEntries(kind, file.location)) {
      isEmpty = false;
      yield* entryFiles(entry, file, context, budget, depth);
    }
    if (isEmpty) {
      const message = `${file.path} is an archive in which there are no files.`;
      throw new PostilError('file-unreadable', message, 'See whether it was packed as you meant it.');
    }
  } catch (thrown) {
    yield refused(file, archiveProblem(thrown, file.path));
  }
}

async function* entryFiles(
  entry: ArchiveEntry,
  archive: PlainFile,
  context: UnpackContext,
  budget: Budget,
  depth: number,
): AsyncGenerator<PlainFile> {
  const { mostEntries = MOST_ENTRIES } = context;
  budget.entries += 1;
  if (budget.entries > mostEntries) {
    const message = `${archive.path} holds more than ${mostEntries} files; those behind were not read.`;
    throw new PostilError('file-unreadable', message, 'Unpack it and import its folders one by one.');
  }
  const path = `${archive.path}/${entry.name}`;
  if (context.isDone(path)) return;
  const name = basename(entry.name);
  let location: string;
  try {
    location = await write(await entry.open(), path, context, budget);
  } catch (thrown) {
    const stopped = archiveProblem(thrown, path);
    // What is too much for one file is too much for those behind it.
    if (budget.unpackedBytes > mostBytes(budget)) throw stopped;
    yield refused({ path, name, location: archive.location }, stopped);
    return;
  }
  yield* filesIn({ path, name, location, isTemporary: true, problem: null }, context, budget, depth + 1);
  await rm(location);
}

function refused(file: Pick<PlainFile, 'path' | 'name' | 'location'>, stopped: PostilError): PlainFile {
  if (stopped.code === 'cancelled') throw stopped;
  return { ...file, isTemporary: false, problem: stopped };
}

/** Errors without a number of the system's come from the unpackers, which meet what no archive holds. */
function archiveProblem(thrown: unknown, path: string): PostilError {
  if (!(thrown instanceof Error) || thrown instanceof PostilError || 'syscall' in thrown) {
    return fileProblem(thrown, path);
  }
  const message = `${path} is a damaged archive (${thrown.message.replace(/\.$/, '')}).`;
  return new PostilError('file-unreadable', message, 'Fetch the file again and import it once more.', {
    cause: thrown,
  });
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(ARCHIVE_START_BYTES);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    return start.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Writes what comes out of an archive to a temporary file. @returns its place */
async function write(
  source: Readable,
  path: string,
  context: UnpackContext,
  budget: Budget,
): Promise<string> {
  budget.files += 1;
  const location = join(await context.makeFolder(), `unpacked-${budget.files}`);
  await pipeline(source, limit(path, context, budget), createWriteStream(location));
  return location;
}

function mostBytes({ packedBytes }: Budget): number {
  return Math.max(HARMLESS_BYTES, packedBytes * MOST_UNPACKED);
}

/** Lets bytes through until they are too many for what they were packed in. */
function limit(path: string, context: UnpackContext, budget: Budget): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      budget.unpackedBytes += chunk.length;
      if (context.isCancelled()) {
        done(new PostilError('cancelled', `Unpacking ${path} was stopped.`, ''));
      } else if (budget.unpackedBytes <= mostBytes(budget)) {
        done(null, chunk);
      } else {
        const message = `${path} unpacks to more than ${MOST_UNPACKED} times its size, as no text does.`;
        done(new PostilError('file-unreadable', message, 'Unpack it yourself if you trust it.'));
      }
    },
  });
}
