import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formats } from '../../formats/detect.ts';
import { openDump } from '../../formats/open-dump.ts';
import { arrivalOf } from './arrival.ts';
import type { ReadPart } from './read-lot.ts';
import { readerAhead } from './reader.ts';
import { type PartSource, readHere, readingThread } from './reading-thread.ts';

let folder: string;
let dump: string;
const PAPERS = 3000;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  dump = join(folder, 'dump.jsonl');
  writeFileSync(dump, '');
  for (let paper = 0; paper < PAPERS; paper += 1) {
    const line =
      paper % 100 === 7
        ? '{"id": "24'
        : JSON.stringify({
            id: `2401.${String(paper).padStart(5, '0')}`,
            title: paper % 5 === 0 ? `The ${paper} Gödel 数 wheels` : `On wheel ${paper}`,
            authors: 'Ada Invented, Bo Li',
            categories: 'cs.LG math.CO',
            doi: paper % 3 === 0 ? `10.1000/${paper}` : null,
            abstract: `We present wheel ${paper}, which turns. ${'It turns in many ways that nobody has seen before. '.repeat(5)}`,
          });
    appendFileSync(dump, `${line}\n`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All parts, their fields spelt out. */
async function partsOf(source: PartSource): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  try {
    while (!source.isOver) {
      await source.ready();
      for (let part = source.next(); part !== null; part = source.next()) {
        const ready = part.kind === 'unread' || 'keys' in part ? part : arrivalOf(part);
        parts.push(ready.kind === 'unread' ? ready : { ...ready, fields: ready.fields });
      }
    }
    return parts;
  } finally {
    await source.end();
  }
}

const format = 'json-papers';

function aside(fromByte: number, location = dump): PartSource {
  return readingThread().read({ location, path: 'dump.jsonl', format, fromByte });
}

function here(): PartSource {
  return readHere(formats.find(({ name }) => name === format)?.read(openDump(dump)) ?? []);
}

test('what a thread reads is what is read here', async () => {
  const expected = await partsOf(here());
  expect(expected.length).toBe(PAPERS);
  expect(expected.filter(({ kind }) => kind === 'unread').length).toBe(PAPERS / 100);
  expect(await partsOf(aside(0))).toEqual(expected);
});

test('what was read before is passed over', async () => {
  const expected = await partsOf(here());
  const from = expected[2500]?.place.byteStart ?? 0;
  expect(await partsOf(aside(from))).toEqual(expected.slice(2500));
});

test('a file that cannot be read further is told of in words', async () => {
  await expect(partsOf(aside(0, join(folder, 'gone.jsonl')))).rejects.toMatchObject({
    code: 'file-unreadable',
    message: 'dump.jsonl is not there.',
  });
});

test('reading can be ended at any time, also while the thread waits to be asked for more', async () => {
  const source = aside(0);
  await source.ready();
  expect(source.next()?.kind).toBe('record');
  await source.end();
  expect(source.isOver).toBe(false);
});

test('a thread started ahead reads the next file, or ends where none comes', async () => {
  const endUsed = readerAhead();
  expect(await partsOf(aside(0))).toHaveLength(PAPERS);
  await endUsed();
  const endUnused = readerAhead();
  await endUnused();
  expect(await partsOf(aside(0))).toHaveLength(PAPERS);
});
