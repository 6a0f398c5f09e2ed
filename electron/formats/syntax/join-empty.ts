import { type PaperRecord, UNREAD_TEXT_LENGTH, type Unread } from '../../../shared/paper.ts';
import type { Format } from '../format.ts';

/** Reasons of readers for entries in which nothing stands. */
const nothing =
  /neither title nor|has no title|no field by which|has no metadata|holds no citation|without title and abstract|no text after "Abstract:"|without an abstract above it|does not say of which paper|mark-up is damaged|is no YAML/;

/** Longest entry, in bytes, that is taken for an empty one. */
const EMPTY_BYTES = 300;

/** A format of which empty entries in a row are one unread part, since ten thousand of them say no more than one. */
export function joiningEmpty(format: Format): Format {
  return { ...format, read: (dump) => joined(format.read(dump)) };
}

function* joined(parts: Iterable<PaperRecord | Unread>): Generator<PaperRecord | Unread> {
  let run: {
    readonly first: Unread;
    readonly texts: string[];
    length: number;
    count: number;
    byteEnd: number;
  } | null = null;
  for (const part of parts) {
    const isEmpty = part.kind === 'unread' && isEmptyEntry(part);
    if (isEmpty && run !== null && part.reason === run.first.reason) {
      run.count += 1;
      run.byteEnd = part.place.byteEnd;
      if (run.length < UNREAD_TEXT_LENGTH) run.texts.push(part.text);
      run.length += part.text.length + 1;
      continue;
    }
    if (run !== null) yield unreadRun(run);
    run = isEmpty
      ? { first: part, texts: [part.text], length: part.text.length, count: 1, byteEnd: part.place.byteEnd }
      : null;
    if (!isEmpty) yield part;
  }
  if (run !== null) yield unreadRun(run);
}

function isEmptyEntry({ place, reason }: Unread): boolean {
  return place.byteEnd - place.byteStart <= EMPTY_BYTES && nothing.test(reason);
}

function unreadRun(run: {
  readonly first: Unread;
  readonly texts: readonly string[];
  readonly count: number;
  readonly byteEnd: number;
}): Unread {
  const { first, texts, count, byteEnd } = run;
  if (count === 1) return first;
  return {
    ...first,
    place: { ...first.place, byteEnd },
    text: texts.join('\n').slice(0, UNREAD_TEXT_LENGTH),
    reason: `${count} entries in a row. ${first.reason}`,
  };
}
