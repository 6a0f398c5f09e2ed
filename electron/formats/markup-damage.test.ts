import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aclAnthologyXml } from './acl-anthology-xml.ts';
import { arxivAtom } from './arxiv-atom.ts';
import { arxivHtml } from './arxiv-html.ts';
import { citationPage } from './citation-page.ts';
import { cslJson } from './csl-json.ts';
import { dataciteXml } from './datacite-xml.ts';
import { dblpXml } from './dblp-xml.ts';
import { endnoteXml } from './endnote-xml.ts';
import { europePmcXml } from './europe-pmc-xml.ts';
import type { Format } from './format.ts';
import { jatsXml } from './jats-xml.ts';
import { jsonPapers } from './json-papers.ts';
import { marcXml } from './marc-xml.ts';
import { modsXml } from './mods-xml.ts';
import { oaiPmh } from './oai-pmh.ts';
import { openalex } from './openalex.ts';
import { pubmedXml } from './pubmed-xml.ts';
import { rss } from './rss.ts';
import { semanticScholar } from './semantic-scholar.ts';
import { damaged, dumpOf, fixture, lostWord, placeFault, read } from './test-dump.ts';

const cases: readonly (readonly [name: string, format: Format])[] = [
  ['pubmed.xml', pubmedXml],
  ['arxiv-atom.xml', arxivAtom],
  ['oai-arxiv.xml', oaiPmh],
  ['endnote.xml', endnoteXml],
  ['mods.xml', modsXml],
  ['acl-anthology.xml', aclAnthologyXml],
  ['rss.xml', rss],
  ['jats.xml', jatsXml],
  ['dblp.xml', dblpXml],
  ['datacite.xml', dataciteXml],
  ['marc.xml', marcXml],
  ['europe-pmc.xml', europePmcXml],
  ['journal-pages.html', citationPage],
  ['arxiv-list.html', arxivHtml],
  ['arxiv-search.html', arxivHtml],
  ['arxiv-abs.html', arxivHtml],
  ['csl.json', cslJson],
  ['crossref.json', cslJson],
  ['openalex.json', openalex],
  ['semantic-scholar.json', semanticScholar],
  ['semantic-scholar.jsonl', semanticScholar],
  ['papers.json', jsonPapers],
  ['papers-python.jsonl', jsonPapers],
  ['snapshot-array.json', jsonPapers],
];

/** Stands in each title and abstract of the fixtures, and nowhere around records. */
const WORD = 'Quillwort';

describe.each(cases)('%s', (name, format) => {
  const whole = fixture(name);

  test('is recognised, and no word of its papers lies outside of the parts', () => {
    expect(format.detect(dumpOf(whole).sample)).toBe(true);
    const { parts } = read(format, whole);
    expect(placeFault(parts, whole)).toBe(null);
    expect(lostWord(WORD, parts, whole)).toBe(null);
  });

  test('reads the same in chunks of any size and in UTF-16', () => {
    const fieldsOf = (bytes: Buffer, chunk?: number) =>
      read(format, bytes, chunk).records.map(({ fields }) => fields);
    const expected = fieldsOf(whole);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (chunk) => {
        expect(fieldsOf(whole, chunk)).toEqual(expected);
      }),
      { numRuns: 10, seed: 1 },
    );
    const utf16 = Buffer.from(`\uFEFF${whole.toString('utf8')}`, 'utf16le');
    expect(fieldsOf(utf16, 999)).toEqual(expected);
    expect(fieldsOf(Buffer.from(utf16).swap16(), 999)).toEqual(expected);
  });

  test('damaged, never throws, keeps places in order, and loses no word of a paper', () => {
    fc.assert(
      fc.property(damaged(whole), fc.integer({ min: 1, max: 5000 }), (bytes, chunk) => {
        format.detect(dumpOf(bytes).sample);
        const { parts } = read(format, bytes, chunk);
        expect(placeFault(parts, bytes)).toBe(null);
        const lost = lostWord(WORD, parts, bytes);
        expect(lost === null ? null : bytes.toString('latin1', lost - 300, lost + 300)).toBe(null);
      }),
      { numRuns: 300, seed: 20240603 },
    );
  });
});
