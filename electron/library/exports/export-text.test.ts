import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../../shared/export.ts';
import { addAnnotation } from '../annotating/annotations.ts';
import { setColourMeaning } from '../annotating/colour-meanings.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { exportText } from './export-text.ts';
import { writeExport } from './write-export.ts';

test.each([
  ['bibtex', '@misc{moor2024'],
  ['ris', 'TY  - UNPB\nID  - '],
  ['csl-json', '[\n{"id":"'],
  ['jsonl', '{"authors":["Ada Moor","Bo Lind"],"abstract":"'],
  ['csv', '\uFEFFcitation_key,heading,'],
  ['markdown', '# We study kind'],
  ['w3c', '{"@context":["http://www.w3.org/ns/anno.jsonld"'],
] as const)('%s begins as it should', (format, begin) => {
  using library = inventedLibrary(2);
  const pieces = [...exportText(library.database, { format, paperIds: [1, 2, 7], annotationIds: null })];
  expect(pieces.map(({ text }) => text).join('')).toSatisfy((text: string) => text.startsWith(begin));
  expect(pieces.filter(({ isPaper }) => isPaper)).toHaveLength(format === 'w3c' ? 0 : 2);
});

test('an empty export is a whole file of its format', () => {
  using library = inventedLibrary(1);
  const of = (format: ExportFormat) =>
    [...exportText(library.database, { format, paperIds: [], annotationIds: null })]
      .map(({ text }) => text)
      .join('');
  expect(JSON.parse(of('csl-json'))).toEqual([]);
  expect(JSON.parse(of('w3c')).first.items).toEqual([]);
  expect(of('bibtex')).toBe('');
});

test.each(['w3c', 'markdown'] as const)('%s tells what colours mean', (format) => {
  using library = inventedLibrary(1);
  const { database } = library;
  const at = { paperId: 1, versionId: 1, range: { start: 3, end: 8 }, body: null };
  addAnnotation(database, { ...at, colour: 'green' });
  addAnnotation(database, { ...at, colour: 'pink' });
  setColourMeaning(database, 'green', 'a *claim*');
  const text = [...exportText(database, { format, paperIds: [1], annotationIds: null })]
    .map((piece) => piece.text)
    .join('');
  expect(text.match(/"postil:meaning":"a \*claim\*"/g)).toHaveLength(1);
  expect(text.includes('\n**a \\*claim\\***\n')).toBe(format === 'markdown');
});

test('a file of annotations is shaped as the W3C has it', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  database.prepare("UPDATE version SET text = 'Let 𝒳 be 👩‍🔬 here.' WHERE id = 1").run();
  addAnnotation(database, {
    paperId: 1,
    versionId: 1,
    range: { start: 4, end: 15 },
    colour: 'green',
    style: 'underline',
    body: 'So *what*?',
    tags: ['to cite'],
  });
  const text = [...exportText(database, { format: 'w3c', paperIds: [1], annotationIds: null })]
    .map((piece) => piece.text)
    .join('');
  const { id, stylesheet, first, ...collection } = JSON.parse(text);
  expect(collection).toMatchObject({
    '@context': ['http://www.w3.org/ns/anno.jsonld', expect.anything()],
    type: 'AnnotationCollection',
  });
  expect(id).toMatch(/^urn:uuid:/);
  expect(first).toMatchObject({ type: 'AnnotationPage', partOf: id, startIndex: 0 });
  expect(first.id).toMatch(/^urn:uuid:/);
  expect(first.id).not.toBe(id);
  expect(first.items).toMatchObject([
    {
      id: expect.stringMatching(/^urn:uuid:/),
      type: 'Annotation',
      motivation: 'commenting',
      stylesheet: stylesheet.id,
      body: [
        { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: 'So *what*?' },
        { type: 'TextualBody', purpose: 'tagging', value: 'to cite' },
      ],
      target: {
        type: 'SpecificResource',
        source: { id: expect.stringMatching(/^\w+:/) },
        selector: [
          { type: 'TextPositionSelector', start: 4, end: 12 },
          { type: 'TextQuoteSelector', exact: '𝒳 be 👩‍🔬', prefix: 'Let ', suffix: ' here.' },
        ],
        styleClass: 'postil-green postil-underline',
      },
    },
  ]);
});

test('only the chosen annotations are written, and a file is replaced whole', async () => {
  using library = inventedLibrary(1);
  const { database, folder } = library;
  const mark = (start: number) =>
    addAnnotation(database, {
      paperId: 1,
      versionId: 1,
      range: { start, end: start + 5 },
      colour: 'green',
      body: null,
    }).id;
  const [first, second] = [mark(3), mark(12)];
  const path = join(folder, 'marks.jsonld');
  for (const annotationIds of [[first], [second]]) {
    const written = await writeExport(database, { format: 'w3c', paperIds: [1], annotationIds }, path);
    expect(written).toEqual({ fileName: 'marks.jsonld', paperCount: 1 });
    const { items } = JSON.parse(readFileSync(path, 'utf8')).first;
    expect(items.map(({ id }: { readonly id: string }) => id)).toEqual(
      annotationIds.map((id) => `urn:uuid:${id}`),
    );
  }
  await expect(
    writeExport(
      database,
      { format: 'w3c', paperIds: [1], annotationIds: null },
      join(folder, 'no', 'where.jsonld'),
    ),
  ).rejects.toMatchObject({ code: 'file-unreadable' });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
