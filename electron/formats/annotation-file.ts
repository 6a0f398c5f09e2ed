/**
 * Files of annotations: JSON-LD of the Web Annotation model, what services answer that keep theirs in its terms, and
 * Markdown that Postil wrote. They bring no papers; what is in them belongs to papers that are there.
 */
import type { Place } from '../../shared/paper.ts';
import { type ExchangedAnnotation, fromWebAnnotation, isWebAnnotation } from '../../shared/web-annotation.ts';
import type { Sample } from './format.ts';
import { isObject } from './syntax/json-values.ts';

/** Longest file that is read, in bytes: it is held whole, and 100,000 annotations take about 100 MB. */
export const LONGEST_ANNOTATION_FILE = 256 * 1024 * 1024;

/** What begins a comment of ours in Markdown (electron/library/exports/markdown.ts). */
const COMMENT = /<!-- postil-annotation (\{.*\}) -->/g;

/** An annotation of a file, or why it cannot be read, with its place. */
export interface ReadAnnotation {
  readonly place: Place;
  /** As it stands in the file. */
  readonly text: string;
  readonly annotation: ExchangedAnnotation | string;
}

/** Whether a file that begins so holds annotations. */
export function holdsAnnotations({ lines }: Sample): boolean {
  const start = lines.join('\n');
  if (/^[\s\uFEFF]*#/.test(start)) return start.search(COMMENT) !== -1;
  if (!/^[\s\uFEFF]*[[{]/.test(start)) return false;
  const isModel =
    start.includes('http://www.w3.org/ns/anno.jsonld') || /"type"\s*:\s*"Annotation/.test(start);
  return isModel || (start.includes('"TextQuoteSelector"') && /"(?:uri|source)"\s*:/.test(start));
}

/** Reads all annotations of a file. A file that is no JSON is one part that cannot be read. */
export function* readAnnotationFile(text: string): Generator<ReadAnnotation> {
  const placeAt = placesIn(text);
  if (!/^[\s\uFEFF]*[[{]/.test(text)) {
    for (const match of text.matchAll(COMMENT)) {
      const value = parsed(match[1] ?? '');
      yield {
        place: placeAt(match.index, match.index + match[0].length),
        text: match[0],
        annotation:
          value === undefined
            ? 'The annotation in this comment was changed by hand.'
            : fromWebAnnotation(value),
      };
    }
    return;
  }
  const value = parsed(text.replace(/^\uFEFF/, ''));
  if (value === undefined) {
    const annotation = 'The file begins as annotations do, but is damaged: it is no JSON.';
    yield { place: placeAt(0, text.length), text: '', annotation };
    return;
  }
  let at = 0;
  for (const item of annotationsIn(value, DEEPEST)) {
    // Where its name stands; two annotations with one name have one place.
    const name = typeof item.id === 'string' ? JSON.stringify(item.id) : '"target"';
    const found = text.indexOf(name, at);
    if (found !== -1) at = found + name.length;
    yield {
      place: placeAt(found === -1 ? at : found, at),
      text: JSON.stringify(item),
      annotation: fromWebAnnotation(item),
    };
  }
}

/** Most objects and lists around an annotation: a collection, its first page, the items. */
const DEEPEST = 6;

function* annotationsIn(value: unknown, depth: number): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if (isObject(value) && isWebAnnotation(value)) yield value;
  else for (const member of Object.values(value)) yield* annotationsIn(member, depth - 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tells places; they must be asked for in ascending order. */
function placesIn(text: string): (start: number, end: number) => Place {
  let at = 0;
  let line = 1;
  let bytes = 0;
  return (start, end) => {
    const passed = text.slice(at, start);
    line += passed.split('\n').length - 1;
    bytes += Buffer.byteLength(passed);
    at = Math.max(at, start);
    return { line, byteStart: bytes, byteEnd: bytes + Buffer.byteLength(text.slice(at, end)) };
  };
}
