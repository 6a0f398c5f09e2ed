/** Annotations from files: their papers are found by identifiers, links and quotes; what finds none is unread. */
import { createHash } from 'node:crypto';
import {
  anchor,
  describe as describeRange,
  runAfter,
  runBefore,
  snapToGraphemes,
} from '../../../shared/anchoring.ts';
import { AnnotationId, type Selector, type TextRange } from '../../../shared/annotation.ts';
import { fold } from '../../../shared/fold.ts';
import { parseLink } from '../../../shared/link.ts';
import { UNREAD_TEXT_LENGTH, type Unread } from '../../../shared/paper.ts';
import { codeUnitOffset, type ExchangedAnnotation } from '../../../shared/web-annotation.ts';
import type { ReadAnnotation } from '../../formats/annotation-file.ts';
import type { Database } from '../database.ts';
import { indexPapers } from '../paper-index.ts';
import { findPaper } from '../papers.ts';
import { changing } from '../remembering/history.ts';
import { insertAnnotation, putTags } from './annotations.ts';

/** What became of the annotations of a file. */
export interface AnnotationImport {
  readonly added: number;
  /** Those that were there already: the library's own stay as they are. */
  readonly known: number;
  readonly unread: readonly Unread[];
  readonly paperIds: readonly number[];
}

/** Quotes below this, in UTF-16 code units, prove no paper and no place by themselves. */
const LONG_QUOTE = 24;
/** Words of a quote by which papers are looked for, and most papers whose texts are then read. */
const SOUGHT_WORDS = 12;
const MOST_SOUGHT = 20;

interface Text {
  readonly id: number;
  readonly text: string;
}

/** Takes in the annotations of a file, all in one step of undo. */
export function importAnnotations(database: Database, read: Iterable<ReadAnnotation>): AnnotationImport {
  return changing(database, 'Import annotations', () => {
    const isKnown = database.prepare('SELECT 1 FROM annotation WHERE id = ?');
    const unread: Unread[] = [];
    const papers = new Set<number>();
    let added = 0;
    let known = 0;
    for (const { place, text, annotation } of read) {
      const refuse = (reason: string) =>
        unread.push({ kind: 'unread', place, text: text.slice(0, UNREAD_TEXT_LENGTH), reason });
      if (typeof annotation === 'string') {
        refuse(annotation);
        continue;
      }
      const id = idOf(annotation);
      if (isKnown.get(id) !== undefined) {
        known += 1;
        continue;
      }
      const paperId = paperOf(database, annotation);
      if (paperId === null) {
        refuse('No paper of this library is the one that was annotated: import it, then this file again.');
        continue;
      }
      const nowMs = Date.now();
      const { createdMs, changedMs } = annotation;
      const placed = placedIn(textsOf(database, paperId), annotation);
      insertAnnotation(database, { ...annotation, paperId, versionId: placed.versionId }, placed.selectors, {
        id,
        createdMs: createdMs ?? nowMs,
        changedMs: changedMs ?? createdMs ?? nowMs,
      });
      putTags(database, id, annotation.tags);
      papers.add(paperId);
      added += 1;
    }
    const paperIds = [...papers];
    indexPapers(database, paperIds);
    return { added, known, unread, paperIds };
  });
}

/** Its own UUID, or one that follows from what it is, so that a file read twice brings nothing twice. */
function idOf(annotation: ExchangedAnnotation): string {
  const own = AnnotationId.safeParse(annotation.iri?.replace(/^urn:uuid:/i, '').toLowerCase());
  if (own.success) return own.data;
  const { iri, quote, paperNames, body } = annotation;
  const hash = createHash('sha256')
    .update(iri ?? JSON.stringify([quote, paperNames, body]))
    .digest('hex');
  // Version and variant as of RFC 9562, 5.8: a UUID made in a way of one's own.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function paperOf(database: Database, annotation: ExchangedAnnotation): number | null {
  for (const name of annotation.paperNames) {
    // A number alone, or a link of another library, would be another paper's.
    const found = /^\d+$/.test(name) ? null : findPaper(database, name);
    if (found !== null) return found;
  }
  const { exact } = annotation.quote;
  if (exact.length < LONG_QUOTE) return null;
  const linked = annotation.paperNames.flatMap((name) => parseLink(name)?.paperId ?? []);
  const holding = [...linked, ...papersWith(database, exact)].filter((paperId) =>
    textsOf(database, paperId).some(({ text }) => text.includes(exact)),
  );
  const [first] = holding;
  return first !== undefined && new Set(holding).size === 1 ? first : null;
}

/** Papers in whose abstracts the first words of a quote stand, one behind the other. */
function papersWith(database: Database, quote: string): number[] {
  // The first and last word may be cut.
  const words = fold(quote).split(' ').slice(1, -1).slice(0, SOUGHT_WORDS);
  if (words.length < 2) return [];
  return database
    .prepare<unknown[], number>('SELECT rowid FROM paper_index WHERE paper_index MATCH ? LIMIT ?')
    .pluck()
    .all(`abstract : "${words.join(' ')}"`, MOST_SOUGHT);
}

/** The texts of a paper's abstract, the current one first. */
function textsOf(database: Database, paperId: number): Text[] {
  return database
    .prepare<unknown[], Text>(
      `SELECT version.id, text FROM version JOIN paper ON paper.id = paper_id WHERE paper_id = ?
       ORDER BY version.id = paper.version_id DESC, version.id DESC`,
    )
    .all(paperId);
}

/** Where its words are in one of the texts; else it is an orphan of the first, which the user may place. */
function placedIn(
  texts: readonly Text[],
  annotation: ExchangedAnnotation,
): { readonly versionId: number; readonly selectors: readonly Selector[] } {
  const quote = { type: 'TextQuoteSelector', ...annotation.quote } as const;
  for (const find of [atPosition, byQuote]) {
    for (const { id, text } of texts) {
      const range = find(text, annotation);
      if (range !== null) return { versionId: id, selectors: describeRange(text, range) };
    }
  }
  return { versionId: texts[0]?.id ?? 0, selectors: [quote] };
}

function atPosition(text: string, { position, quote }: ExchangedAnnotation) {
  const start = codeUnitOffset(text, position?.start ?? 0);
  const end = codeUnitOffset(text, position?.end ?? 0);
  if (position === null || start === null || end === null) return null;
  return text.slice(start, end) === quote.exact ? { start, end } : null;
}

/** By the words with what stands around them, as the library's own are found, or however the lines of both are broken. */
function byQuote(text: string, { quote }: ExchangedAnnotation) {
  return anchor(text, [{ type: 'TextQuoteSelector', ...quote }]) ?? inOneLine(text, quote);
}

/** Where the words are and, letter by letter, so much around them that both are long together; null for no place or several. */
function inOneLine(text: string, { exact, prefix, suffix }: ExchangedAnnotation['quote']): TextRange | null {
  const line = flat(text);
  const words = flat(exact.trim()).text;
  if (words === '') return null;
  const before = flat(prefix + exact.slice(0, exact.length - exact.trimStart().length)).text;
  const after = flat(exact.slice(exact.trimEnd().length) + suffix).text;
  const places: TextRange[] = [];
  for (let start = line.text.indexOf(words); start !== -1; start = line.text.indexOf(words, start + 1)) {
    const end = start + words.length;
    const around = runBefore(line.text, start, before) + runAfter(line.text, end, after);
    if (around + words.length < LONG_QUOTE) continue;
    places.push({ start: line.at[start] ?? 0, end: (line.at[end - 1] ?? 0) + 1 });
  }
  const [only, ...others] = places;
  return only === undefined || others.length > 0 ? null : snapToGraphemes(text, only);
}

/** A text with one blank for each run of them, and where its code units stood. */
function flat(text: string): { readonly text: string; readonly at: readonly number[] } {
  const at: number[] = [];
  let line = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = /\s/.test(text[index] ?? '') ? ' ' : (text[index] ?? '');
    if (unit === ' ' && line.endsWith(' ')) continue;
    line += unit;
    at.push(index);
  }
  return { text: line, at };
}
