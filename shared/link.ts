import { AnnotationId } from './annotation.ts';
import { PaperId } from './paper.ts';

/** The scheme of links into a library. They hold in the library that made them. */
export const LINK_SCHEME = 'postil';

/** What a link leads to: a paper, or an annotation. Exactly one of the two is not null. */
export interface Link {
  readonly paperId: number | null;
  readonly annotationId: string | null;
}

/** Longest text that is looked at as a link, in UTF-16 code units: an annotation's takes 55. */
const LINK_LENGTH = 80;

/** The link to a paper: `postil://paper/12`. */
export function paperLink(paperId: number): string {
  return `${LINK_SCHEME}://paper/${paperId}`;
}

/** The link to an annotation: `postil://annotation/UUID`. */
export function annotationLink(annotationId: string): string {
  return `${LINK_SCHEME}://annotation/${annotationId}`;
}

/** Whether a text claims to be a link into a library, good or bad. */
export function isLink(text: string): boolean {
  return text.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`;
}

/**
 * Reads a link that came from outside: from any page or program. Null for all that is not, to the letter, one of the
 * two forms; only a slash at the end, which browsers and desktops add, is overlooked.
 */
export function parseLink(text: string): Link | null {
  if (text.length > LINK_LENGTH) return null;
  const [, kind, name] = /^postil:\/\/(paper|annotation)\/([0-9a-f-]+)\/?$/i.exec(text) ?? [];
  if (name === undefined) return null;
  if (kind?.toLowerCase() === 'annotation') {
    const annotationId = AnnotationId.safeParse(name.toLowerCase());
    return annotationId.success ? { paperId: null, annotationId: annotationId.data } : null;
  }
  if (!/^[1-9]\d*$/.test(name)) return null;
  const paperId = PaperId.safeParse(Number(name));
  return paperId.success ? { paperId: paperId.data, annotationId: null } : null;
}
