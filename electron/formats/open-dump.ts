import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Dump, Sample } from './format.ts';
import { detectEncoding, splitLines } from './syntax/decode.ts';

/** Bytes read at a time; also the length of the sample by which a dump is recognised. */
const CHUNK_BYTES = 256 * 1024;

/** A file opened, with the beginning by which formats recognise it. */
export interface OpenedDump extends Dump {
  /** The first bytes, as many as a sample has. */
  readonly start: Uint8Array;
  readonly sample: Sample;
}

/**
 * Opens a file as a dump. The file itself is held open only while its lines are being read.
 * @throws the errors of `node:fs`, here and while lines are read
 */
export function openDump(path: string): OpenedDump {
  let start: Uint8Array = new Uint8Array();
  for (const chunk of readChunks(path)) {
    start = chunk;
    break;
  }
  const encoding = detectEncoding(start);
  let sample: Sample | null = null;
  return {
    start,
    // Whoever knows the format does not ask for it.
    get sample() {
      sample ??= {
        encoding: encoding.name,
        lines: Array.from(splitLines([start], encoding), (line) => line.text),
      };
      return sample;
    },
    encoding,
    lines: () => splitLines(readChunks(path), encoding),
    bytes: () => readChunks(path),
  };
}

/** The bytes of a file in order. Each chunk is a new buffer, so that it may be kept. */
function* readChunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    let left = fstatSync(file).size;
    for (;;) {
      // No larger than need be: of a hundred thousand small files V8 would clear its memory all the time.
      const chunk = Buffer.allocUnsafe(Math.min(left, CHUNK_BYTES) || 1024);
      const bytes = readSync(file, chunk, 0, chunk.length, null);
      left = Math.max(0, left - bytes);
      if (bytes === 0) return;
      yield chunk.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}
