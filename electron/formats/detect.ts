import { UNREAD_TEXT_LENGTH, type Unread } from '../../shared/paper.ts';
import { aclAnthologyXml } from './acl-anthology-xml.ts';
import { arxivAtom } from './arxiv-atom.ts';
import { arxivHtml } from './arxiv-html.ts';
import { arxivMail } from './arxiv-mail.ts';
import { bibtex } from './bibtex.ts';
import { citationPage } from './citation-page.ts';
import { cochraneTagged } from './cochrane-tagged.ts';
import { crossrefXml } from './crossref-xml.ts';
import { cslJson } from './csl-json.ts';
import { dataciteXml } from './datacite-xml.ts';
import { dblpXml } from './dblp-xml.ts';
import { delimited } from './delimited.ts';
import { endnoteTagged } from './endnote-tagged.ts';
import { endnoteXml } from './endnote-xml.ts';
import { europePmcXml } from './europe-pmc-xml.ts';
import type { Format, Sample } from './format.ts';
import { frontMatter } from './front-matter.ts';
import { headlessTable } from './headless-table.ts';
import { institutionPage } from './institution-page.ts';
import { jatsXml } from './jats-xml.ts';
import { jsonColumns } from './json-columns.ts';
import { jsonPapers } from './json-papers.ts';
import { listing } from './listing.ts';
import { marcXml } from './marc-xml.ts';
import { markdownList } from './markdown-list.ts';
import { modsXml } from './mods-xml.ts';
import { nbib } from './nbib.ts';
import { numberedListing } from './numbered-listing.ts';
import { oaiPmh } from './oai-pmh.ts';
import { openalex } from './openalex.ts';
import { ovidTagged } from './ovid-tagged.ts';
import { proquestText } from './proquest-text.ts';
import { pubmedSummaryXml } from './pubmed-summary-xml.ts';
import { pubmedText } from './pubmed-text.ts';
import { pubmedXml } from './pubmed-xml.ts';
import { refworksTagged } from './refworks-tagged.ts';
import { ris } from './ris.ts';
import { rss } from './rss.ts';
import { semanticScholar } from './semantic-scholar.ts';
import { joiningEmpty } from './syntax/join-empty.ts';
import { wordSourcesXml } from './word-sources-xml.ts';
import { wosTagged } from './wos-tagged.ts';
import { yamlList } from './yaml-list.ts';
import { zoteroRdf } from './zotero-rdf.ts';

/** All formats that Postil reads. The first that recognises a dump reads it: those with the surest marks come first. */
export const formats: readonly Format[] = [
  pubmedXml,
  pubmedSummaryXml,
  aclAnthologyXml,
  oaiPmh,
  endnoteXml,
  modsXml,
  crossrefXml,
  wordSourcesXml,
  zoteroRdf,
  jatsXml,
  dblpXml,
  dataciteXml,
  marcXml,
  europePmcXml,
  arxivAtom,
  rss,
  arxivHtml,
  citationPage,
  arxivMail,
  jsonColumns,
  openalex,
  semanticScholar,
  cslJson,
  jsonPapers,
  ovidTagged,
  wosTagged,
  cochraneTagged,
  proquestText,
  refworksTagged,
  nbib,
  pubmedText,
  ris,
  endnoteTagged,
  bibtex,
  frontMatter,
  yamlList,
  delimited,
  institutionPage,
  listing,
  markdownList,
  numberedListing,
  headlessTable,
].map(joiningEmpty);

/** The format of a dump that begins so; null when none of {@link formats} knows it. */
export function detectFormat(start: Uint8Array, sample: Sample): Format | null {
  if (start.length === 0 || isBinary(start, sample)) return null;
  return formats.find((format) => format.detect(sample)) ?? null;
}

/**
 * Says what a file is that no format knows, as one unread part that stands for the whole file.
 * @param start the first bytes of the file
 * @param bytes length of the file
 */
export function unreadFile(start: Uint8Array, sample: Sample, bytes: number): Unread {
  const place = { byteStart: 0, byteEnd: bytes, line: 1 };
  if (bytes === 0) return { kind: 'unread', place, text: '', reason: 'The file is empty.' };
  if (isBinary(start, sample)) {
    return {
      kind: 'unread',
      place,
      text: '',
      reason: `${binaryKind(start)}; Postil reads papers from text.`,
    };
  }
  return {
    kind: 'unread',
    place,
    text: sample.lines.join('\n').slice(0, UNREAD_TEXT_LENGTH),
    reason: 'A text in which no abstracts were found: it has the form of no dump that Postil knows.',
  };
}

/**
 * Share of control characters above which a file is no text. Random bytes have about 10 %; a text that went
 * through broken programs has a few in all.
 */
const MOST_CONTROLS = 0.02;

function isBinary(start: Uint8Array, sample: Sample): boolean {
  if (signatureOf(start) !== undefined) return true;
  let controls = 0;
  let characters = 0;
  for (const line of sample.lines) {
    characters += line.length + 1;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted.
    controls += line.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  }
  return controls > characters * MOST_CONTROLS || nulShare(start, sample) > MOST_CONTROLS;
}

/** Share of NULs, which decoding leaves out of lines; those of UTF-16 have been decoded and do not count. */
function nulShare(start: Uint8Array, sample: Sample): number {
  const isUtf16 = sample.encoding !== '8-bit';
  if (isUtf16) return 0;
  let nuls = 0;
  for (let at = start.indexOf(0); at !== -1; at = start.indexOf(0, at + 1)) nuls += 1;
  return nuls / start.length;
}

/** First bytes by which the files that people drop by mistake tell what they are. */
const SIGNATURES: readonly (readonly [signature: string, kind: string])[] = [
  ['%PDF-', 'This is a PDF document'],
  ['PK\x03\x04', 'This is a zip archive or an office document'],
  ['\x89PNG', 'This is a picture'],
  ['\xff\xd8\xff', 'This is a picture'],
  ['GIF8', 'This is a picture'],
  ['SQLite format 3\0', 'This is a database'],
  ['\x7fELF', 'This is a program'],
];

function signatureOf(start: Uint8Array): string | undefined {
  const beginning = Buffer.from(start.subarray(0, 16)).toString('latin1');
  return SIGNATURES.find(([signature]) => beginning.startsWith(signature))?.[1];
}

function binaryKind(start: Uint8Array): string {
  return signatureOf(start) ?? 'This is a binary file';
}
