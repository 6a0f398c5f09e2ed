import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HIGHLIGHT_COLOURS } from '../../../shared/annotation.ts';
import type { Database } from '../database.ts';
import { exportText } from '../exports/export-text.ts';
import { importFiles } from '../importing/import.ts';
import { undo } from '../remembering/history.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { addAnnotation, annotationsOf, removeAnnotations } from './annotations.ts';

const QUIET = { onProgress() {}, onChanged() {}, isCancelled: () => false };

/** Astral and combining letters, repeated words, and math. */
const TEXT =
  'Let 𝒳 be e\u0301tale 👩‍🔬. Let 𝒳 be naïve: $x^2 > 0$ -- and 河床 stays; let 𝒳 be e\u0301tale 👩‍🔬.';

function exported(database: Database, format: 'w3c' | 'markdown'): string {
  return [...exportText(database, { format, paperIds: [1, 2, 3], annotationIds: null })]
    .map(({ text }) => text)
    .join('');
}

async function imported(library: { database: Database; folder: string }, text: string, name: string) {
  const path = join(library.folder, name);
  writeFileSync(path, text);
  const [file] = (await importFiles(library.database, [path], QUIET)).files;
  return file;
}

test.each(['w3c', 'markdown'] as const)('%s brings the same annotations back', async (format) => {
  using library = inventedLibrary(3);
  const { database } = library;
  database.pragma('synchronous = OFF');
  database.prepare('UPDATE version SET text = ? WHERE id = 1').run(TEXT);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          start: fc.nat(TEXT.length - 1),
          length: fc.integer({ min: 1, max: 40 }),
          colour: fc.constantFrom(...HIGHLIGHT_COLOURS),
          style: fc.constantFrom('highlight' as const, 'underline' as const),
          body: fc.constantFrom(null, 'So *it* -- is 𝒳.', '<!-- not --> a [link](x)\n\n> quote'),
          tags: fc.uniqueArray(fc.constantFrom('Method', 'to cite', 'é/𝒳'), { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      async (marks) => {
        for (const { start, length, ...mark } of marks) {
          const range = { start, end: Math.min(TEXT.length, start + length) };
          if (TEXT.slice(range.start, range.end).trim() === '') continue;
          addAnnotation(database, { paperId: 1, versionId: 1, range, ...mark });
        }
        const before = annotationsOf(database, 1);
        const text = exported(database, format);
        if (before.length === 0) return;
        removeAnnotations(
          database,
          before.map(({ id }) => id),
        );
        round += 1;
        const file = await imported(library, text, `${round}.${format}`);
        expect(file).toMatchObject({ format: 'web-annotations', records: 0, unreadCount: 0, problem: null });
        expect(annotationsOf(database, 1)).toEqual(before);
        expect(undo(database)?.label).toBe('Import annotations');
        expect(annotationsOf(database, 1)).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test('what is there already is left as it is', async () => {
  using library = inventedLibrary(1);
  const { database } = library;
  addAnnotation(database, {
    paperId: 1,
    versionId: 1,
    range: { start: 3, end: 8 },
    colour: 'pink',
    body: null,
  });
  const before = annotationsOf(database, 1);
  const file = await imported(library, exported(database, 'w3c'), 'again.jsonld');
  expect(file?.remark).toBe('Annotations: 0 added to 0 of your papers, 1 known before.');
  expect(annotationsOf(database, 1)).toEqual(before);
});

test('what other programs answer finds its paper by address or by a long quote; the rest is unread', async () => {
  using library = inventedLibrary(3);
  const { database } = library;
  const row = (id: string, uri: string, exact: string) => ({
    id,
    created: '2024-03-01T10:00:00.000000+00:00',
    updated: '2024-03-02T10:00:00.000000+00:00',
    uri,
    text: 'Seen on the web.',
    tags: ['web'],
    target: [{ source: uri, selector: [{ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }] }],
  });
  const rows = [
    row('one', 'https://arxiv.org/abs/2405.00002', 'settles naïve cases in one pass'),
    row('two', 'https://blog.example/post', 'Harbour-3, needs neither labels nor patience'),
    row('three', 'https://blog.example/post', 'words that nobody here has ever written'),
    row('four', 'https://doi.org/10.5555/invented.1', 'words that are not in its text at all'),
  ];
  const file = await imported(library, JSON.stringify({ total: 4, rows }, null, 2), 'answer.json');
  expect(file?.unread.map(({ reason, text }) => [reason.slice(0, 8), JSON.parse(text).id])).toEqual([
    ['No paper', 'three'],
  ]);
  expect(annotationsOf(database, 2)).toMatchObject([
    { body: 'Seen on the web.', tags: [{ name: 'web' }], createdMs: Date.UTC(2024, 2, 1, 10) },
  ]);
  expect(annotationsOf(database, 3)[0]?.range).not.toBeNull();
  expect(annotationsOf(database, 1)[0]?.range).toBeNull();
});

test.each([
  ['few words with what stands around them', 'tides', 'how the ', ' move the sand', 'tides'],
  [
    'a quote of another breaking of lines',
    'tides move\n  the sand',
    'how\nthe ',
    ' off',
    'tides move the\nsand',
  ],
  ['blanks at its ends', ' the sand off ', 'tides move', 'quays', 'the\nsand off'],
  ['words that stand there twice', 'the quays', '', '', null],
  ['few words alone', 'tides', '', '', null],
  ['blanks alone', '  ', 'move', 'the', null],
])('%s: its place', async (_name, exact, prefix, suffix, found) => {
  using library = inventedLibrary(1);
  const { database } = library;
  const text =
    'We ask how the tides move the\nsand off the quays, and all of the quays are asked, one by one.';
  database.prepare('UPDATE version SET text = ? WHERE id = 1').run(text);
  const model = {
    type: 'Annotation',
    motivation: 'tagging',
    body: { type: 'TextualBody', value: 'web' },
    target: {
      source: 'https://doi.org/10.5555/invented.1',
      selector: { type: 'TextQuoteSelector', exact, prefix, suffix },
    },
  };
  await imported(library, JSON.stringify(model), 'one.jsonld');
  const [annotation] = annotationsOf(database, 1);
  const range = annotation?.range;
  expect(range && text.slice(range.start, range.end)).toBe(found);
  expect(annotation).toMatchObject({ body: null, tags: [{ name: 'web' }] });
});

test('damage is unread, with a reason', async () => {
  using library = inventedLibrary(1);
  const { database } = library;
  addAnnotation(database, {
    paperId: 1,
    versionId: 1,
    range: { start: 3, end: 8 },
    colour: 'pink',
    body: null,
  });
  const cut = await imported(library, exported(database, 'w3c').slice(0, -3), 'cut.jsonld');
  expect(cut?.unread[0]?.reason).toContain('damaged');
  const model = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    target: 'http://a.example',
  };
  const whole = await imported(library, JSON.stringify(model), 'whole-page.jsonld');
  expect(whole?.unread[0]?.reason).toContain('quotes no words');
});
