/** Files that were made to exhaust a reader: each is read, in bounded memory, and what is whole in it is found. */
import { describe, expect, test } from 'vitest';
import { detectFormat } from './detect.ts';
import { dumpOf, placeFault, type Read, read } from './test-dump.ts';

function readAny(content: string | Buffer): Read {
  const bytes = Buffer.from(content);
  const format = detectFormat(bytes, dumpOf(bytes).sample);
  if (format === null) throw new Error('No format knows it.');
  const found = read(format, bytes);
  expect(placeFault(found.parts, bytes)).toBeNull();
  return found;
}

const titles = ({ records }: Read): (string | null)[] => records.map(({ fields }) => fields.title);
const paper = (title: string): string =>
  JSON.stringify({ title, abstract: 'Quillworts.', authors: ['Ida Holm'] });
const mods = (title: string): string => `<mods><titleInfo><title>${title}</title></titleInfo></mods>`;
const item = (title: string): string => `<dt></dt><dd><div class="list-title">${title}</div></dd>`;
const LEVELS = 100_000;

describe('100,000 levels', () => {
  test.each([
    ['JSON lines', `${paper('A')}\n${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}\n${paper('B')}\n`],
    ['JSON arrays', `${paper('A')}\n{"title":${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}}\n${paper('B')}\n`],
    [
      'XML',
      `<modsCollection>${mods('A')}<mods>${'<a>'.repeat(LEVELS)}${'</a>'.repeat(LEVELS)}</mods>${mods('B')}</modsCollection>`,
    ],
    [
      'BibTeX',
      `@misc{a, title={A}}\n@misc{c, note=${'{'.repeat(LEVELS)}${'}'.repeat(LEVELS)}}\n@misc{b, title={B}}\n`,
    ],
    [
      'YAML',
      `- title: A\n  abstract: Quillworts.\n- title: ${'['.repeat(LEVELS)}\n- title: ${'- '.repeat(LEVELS / 10)}\n- title: B\n  abstract: Quillworts.\n`,
    ],
    ['HTML', `<dl>${item('A')}<dt></dt><dd>${'<b>'.repeat(LEVELS)}</dd>${item('B')}</dl>`],
  ])('of %s cost no entry beside them', (_, content) => {
    expect(titles(readAny(content)).filter((title) => title !== null)).toEqual(['A', 'B']);
  });
});

test('entities that a document type defines are not expanded', () => {
  const bombs = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
  );
  const content = `<!DOCTYPE mods [<!ENTITY e0 "boom"><!ENTITY file SYSTEM "file:///etc/passwd">${bombs.join('')}]>
<modsCollection>${mods('A')}${mods('B &e9; &file;')}</modsCollection>`;
  expect(titles(readAny(content))).toEqual(['A', 'B &e9; &file;']);
});

test.each([
  ['RIS', 'TY  - JOUR\nTI  - A\nER  - \n', 'TY  - JOUR\nER  - \n'],
  ['JSON lines', `${paper('A')}\n`, '{"id":1}\n'],
  ['XML', mods('A'), '<mods/>'],
  ['unclosed XML', mods('A'), '<mods>'],
  ['pages', '<html><meta name="citation_title" content="A"></html>', '<html></html>'],
  ['tables', '[["title"],["A"]', ',[]'],
  ['abstracts', 'Abstract: A text.\n\n', 'Abstract:\n\n'],
  ['arrays', `[${paper('A')},`, '{},'],
])('a million bytes of empty entries of %s are few parts', (_, whole, empty) => {
  const found = readAny(whole + empty.repeat(1_000_000 / empty.length));
  expect(found.records).toHaveLength(1);
  expect(found.parts.length).toBeLessThan(5);
});

test.each([
  ['RIS', 'TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nAB  - '],
  ['abstracts', 'Abstract: A text.\n\nAbstract: '],
  ['JSON', `${paper('A')}\n{"title":"`],
  ['BibTeX', '@misc{a, title={A}}\n@misc{b, title={'],
])('a line of 20 MB of %s is unread, the entry before it is not', (_, start) => {
  const found = readAny(Buffer.concat([Buffer.from(start), Buffer.alloc(20 * 1024 * 1024, 'x')]));
  expect(found.parts.map(({ kind }) => kind)).toEqual(['record', 'unread']);
});

test.each(['"', '}', ']'])('faults of YAML without number (%s) cost no entry beside them', (sign) => {
  const list = `- title: A\n  abstract: Quillworts.\n- title: ${sign.repeat(100_000)}\n- title: B\n  abstract: Quillworts.\n`;
  const found = readAny(list);
  expect(titles(found).filter((title) => (title?.length ?? 2) === 1)).toEqual(['A', 'B']);
});
