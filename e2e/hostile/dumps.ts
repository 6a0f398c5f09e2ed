import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Payload } from './payloads.ts';

/** So many payloads stand in one paper: a corpus spread over thousands of papers would take minutes to look through. */
const IN_ONE = 8;

/**
 * The texts of the papers: several payloads each, one below the other. Payloads of one class stay together, and long
 * ones, which are shown as they were written, stand apart, so that they do not take others along.
 */
export function grouped(payloads: readonly Payload[]): readonly Payload[] {
  const isLong = ({ text }: Payload) => text.length > 250;
  const ordered = [...payloads.filter((one) => !isLong(one)), ...payloads.filter(isLong)];
  return Array.from({ length: Math.ceil(ordered.length / IN_ONE) }, (_, index) => {
    const group = ordered.slice(index * IN_ONE, (index + 1) * IN_ONE);
    return { kind: group[0]?.kind ?? '', text: group.map(({ text }) => text).join('\n\n') };
  });
}

/**
 * Writes texts as dumps, one a format, each text in every field that the format has; the table holds each payload in
 * cells of its own.
 * @returns the absolute path of their folder, whose name and files' names are hostile too
 */
export async function writeDumps(folder: string, corpus: readonly Payload[]): Promise<string> {
  const payloads = grouped(corpus);
  // Windows has no names with <, > or ".
  const name = process.platform === 'win32' ? '=cmd()' : '<img src=x onerror=postilCanary=1>\u202e';
  const dumps = path.join(folder, name);
  await mkdir(dumps);
  const files = {
    'snapshot.jsonl': payloads.flatMap(snapshotLines).join('\n'),
    '=1+1.json': JSON.stringify(payloads.map(cslItem)),
    'a%00b.ris': payloads.map(risRecord).join('\n'),
    '$(id).bib': payloads.map(bibEntry).join('\n'),
    "'; --.csv": `title,authors,abstract,venue\n${corpus
      .filter(({ kind }) => kind === 'formula')
      .map(csvRow)
      .join('\n')}`,
    'page.txt': `<script>postilCanary=1</script> Institute\n${payloads.map(({ text }) => `Abstract:${oneLine(text)} is studied.`).join('\n\n\n')}\n`,
    'unread.bib': payloads
      .map(({ text }, index) => `@article{k${index}, title = "${oneLine(text)}`)
      .join('\n\n'),
  };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(dumps, file), `${text}\n`);
  return dumps;
}

/** A title of its own, so that each stays a paper of its own. */
function titled({ text }: Payload, index: number): string {
  return `${text} [${index}]`;
}

/** Two versions each, to be compared. */
function snapshotLines(payload: Payload, index: number): string[] {
  const { text } = payload;
  return [1, 2].map((version) =>
    JSON.stringify({
      id: `2501.${String(index + 1).padStart(5, '0')}`,
      versions: Array.from({ length: version }, (_, place) => ({ version: `v${place + 1}` })),
      title: titled(payload, index),
      authors: `${text}, Ada Moor`,
      abstract: `${text} stands at the beginning. Number ${index} is told apart by ${wordsFor(index + version)}; and ${text}`,
      comments: text,
      'journal-ref': text,
      categories: 'cs.CR',
    }),
  );
}

function cslItem(payload: Payload, index: number) {
  const { text } = payload;
  return {
    id: `${text}${index}`,
    type: 'article-journal',
    title: titled(payload, index),
    author: [{ literal: text }, { family: text, given: text }],
    abstract: `${text} comes second. Number ${index} is told apart by ${wordsFor(index + 500)}`,
    'container-title': text,
    note: text,
    URL: text,
    DOI: `10.5555/${text}`,
  };
}

function risRecord(payload: Payload, index: number): string {
  const text = oneLine(payload.text);
  return `TY  - JOUR\nTI  - ${text} in RIS ${index}\nAU  - ${text}\nAB  - ${text} comes third, with ${wordsFor(index + 1000)}\nT2  - ${text}\nN1  - ${text}\nUR  - ${text}\nER  - \n`;
}

function bibEntry(payload: Payload, index: number): string {
  const text = oneLine(payload.text).replace(/[{}\\"%@]/g, '');
  return `@article{${index}, title = {${text} in BibTeX ${index}}, author = {${text}}, journal = {${text}}, abstract = {${text} comes fourth, with ${wordsFor(index + 1500)}}, note = {${text}}}`;
}

function csvRow(payload: Payload, index: number): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const { text } = payload;
  return [`${text} in a table ${index}`, text, `${text} comes fifth, with ${wordsFor(index + 2000)}`, text]
    .map(quoted)
    .join(',');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ');
}

/** Words that no other number has, so that no two abstracts resemble each other. */
function wordsFor(index: number): string {
  return Array.from({ length: 12 }, (_, place) => `w${(index * 31 + place * 7919).toString(36)}`).join(' ');
}
