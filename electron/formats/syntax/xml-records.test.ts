import { describe, expect, test } from 'vitest';
import { NO_FIELDS } from '../../../shared/paper.ts';
import { arxivAtom } from '../arxiv-atom.ts';
import { oaiPmh } from '../oai-pmh.ts';
import { read } from '../test-dump.ts';
import { textOf } from './xml-element.ts';

/** A feed of entries, each with a title. */
const feed = (...entries: readonly string[]): string =>
  `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>Feed</title>\n${entries.join('\n')}\n</feed>\n`;
const entry = (title: string): string => `<entry><title>${title}</title></entry>`;
const titles = (content: string | Buffer): (string | null)[] =>
  read(arxivAtom, content).records.map(({ fields }) => fields.title);

describe('readXmlRecords', () => {
  test('gives the bytes and the line of each record', () => {
    const content = feed(entry('Möbius'), entry('two'));
    const { records } = read(arxivAtom, content);
    const slices = records.map(({ place }) =>
      Buffer.from(content).toString('utf8', place.byteStart, place.byteEnd),
    );
    expect(slices).toEqual([entry('Möbius'), entry('two')]);
    expect(records.map(({ place }) => place.line)).toEqual([4, 5]);
  });

  test.each([
    ['its end tag missing', '<entry><title>bad</title>'],
    ['its start tag missing', '<title>bad</title></entry>'],
    ['its start tag garbled', '<enxry><title>bad</title></entry>'],
    ['a tag within it torn', '<entry><title>bad</titl</entry>'],
    ['a comment never closed', '<entry><title>bad<!-- </title></entry>'],
    ['a CDATA section never closed', '<entry><title><![CDATA[bad</title></entry>'],
    ['a quotation mark missing', '<entry><link href="a/><title>bad</title></entry>'],
    ['tags crossed', '<entry><title><b>bad</title></b></entry>'],
  ])('loses one record alone with %s, and keeps it', (_, bad) => {
    const { records, unread } = read(arxivAtom, feed(entry('one'), bad, entry('two')));
    expect(records.map(({ fields }) => fields.title)).toEqual(['one', 'two']);
    expect(unread.map(({ text }) => text.includes('bad'))).toEqual([true]);
  });

  test('reads what only looks damaged', () => {
    const odd = ['R&D, p < 0.05 & caf&eacute;', 'a\u000Bb', '<![CDATA[<i> & so on]]>'];
    expect(titles(feed(...odd.map(entry)))).toEqual(['R&D, p < 0.05 & café', 'a b', '<i> & so on']);
    expect(titles(feed(`<!-- ${entry('not one')} -->`, entry('one')))).toEqual(['one']);
    expect(titles(feed(entry('a <i>b</i>  c\n d')))).toEqual(['a b c d']);
  });

  test('expands no entities of a document type', () => {
    const bomb = `<!DOCTYPE feed [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>`;
    expect(titles(`${bomb}<feed>${entry('&c;')}</feed>`)).toEqual(['&c;']);
  });

  test('refuses what is too deep or too long, and goes on', () => {
    const deep = `<entry>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</entry>`;
    const long = `<entry><title>${'x'.repeat(9 * 1024 * 1024)}</title></entry>`;
    const { records, unread } = read(arxivAtom, feed(deep, long, entry('one')));
    expect(records.map(({ fields }) => fields.title)).toEqual(['one']);
    expect(unread.map(({ reason }) => reason)).toEqual([
      'The record is no well-formed XML: Elements stand more than 200 deep in one another.',
      'The mark-up is damaged here.',
    ]);
  });

  test('decodes Latin 1, and what a declaration names', () => {
    expect(titles(Buffer.from(feed(entry('Möbius')), 'latin1'))).toEqual(['Möbius']);
    const greek = feed(entry('lambda: X')).replace('?>', ' encoding="ISO-8859-7"?>').split('X');
    const bytes = Buffer.concat([Buffer.from(greek[0] ?? ''), Buffer.of(0xeb), Buffer.from(greek[1] ?? '')]);
    expect(titles(bytes)).toEqual(['lambda: λ']);
  });

  test('reads documents one after the other, and records without anything around them', () => {
    expect(titles(feed(entry('one')) + feed(entry('two')))).toEqual(['one', 'two']);
    expect(titles(entry('one') + entry('two'))).toEqual(['one', 'two']);
  });

  test('shows text and elements that no record is made of', () => {
    const { unread } = read(
      arxivAtom,
      feed(entry('one'), 'stray words', entry('two'), '<abstract>more</abstract>'),
    );
    expect(unread.map(({ text }) => text.trim())).toEqual([
      'stray words',
      '<abstract>more</abstract>\n</feed>',
    ]);
  });

  test('takes a record within the metadata of a record for a part of it', () => {
    const marc = '<metadata><record><leader/></record></metadata>';
    const { records, unread } = read(
      oaiPmh,
      `<OAI-PMH><record><header/>${marc}</record><record><header/></record></OAI-PMH>`,
    );
    expect([records.length, unread.length]).toEqual([0, 2]);
  });
});

describe('textOf', () => {
  test('keeps formulas as TeX', () => {
    const { records } = read(
      arxivAtom,
      feed(
        entry(
          '<m:math><m:semantics><m:mi>α</m:mi><m:annotation encoding="application/x-tex">\\alpha</m:annotation></m:semantics></m:math>',
        ),
        entry(
          '<alternatives><tex-math>\\documentclass{a}\\begin{document}$$x^2$$\\end{document}</tex-math><math><mi>x</mi></math></alternatives>',
        ),
      ),
    );
    expect(records.map(({ fields }) => fields)).toEqual([
      { ...NO_FIELDS, title: '$\\alpha$' },
      { ...NO_FIELDS, title: '$x^2$' },
    ]);
    expect(textOf(undefined)).toBe('');
  });
});
