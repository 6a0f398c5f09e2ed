/** A link in a text: where it stands and where it leads. */
export interface Link {
  /** Offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** Web addresses, arXiv ids behind their name (new and old style), and DOIs, bare or behind `doi:`. */
const PATTERN =
  /(?<web>\bhttps?:\/\/(?:[^\s<>"{}|\\^`]|\\[_%&#~])+)|(?<arxiv>\barXiv:\s?(?<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?\/\d{7}(?:v\d+)?))|(?<doi>\b(?:doi:\s?)?(?<number>10\.\d{4,9}\/[^\s<>"{}]+))/giu;

/** Finds web addresses, arXiv ids and DOIs; ascending, not overlapping. Punctuation at the end is not part of them. */
export function links(text: string): readonly Link[] {
  const found: Link[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const { web, id, number } = match.groups ?? {};
    const whole = withoutTail(match[0]);
    const end = match.index + whole.length;
    const cut = match[0].length - whole.length;
    if (web !== undefined) {
      // TeX writes some signs with a backslash before them.
      found.push({ start: match.index, end, url: whole.replace(/\\([_%&#~])/g, '$1') });
    } else if (id !== undefined) found.push({ start: match.index, end, url: arxivUrl(id) });
    else if (number !== undefined) {
      found.push({ start: match.index, end, url: doiUrl(number.slice(0, number.length - cut)) });
    }
  }
  return found;
}

/** The page of an arXiv id. */
export function arxivUrl(id: string): string {
  return `https://arxiv.org/abs/${id}`;
}

/** The page of a DOI. */
export function doiUrl(doi: string): string {
  return `https://doi.org/${encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F')}`;
}

/** Cuts sentence punctuation, and brackets that were opened before the link. */
function withoutTail(link: string): string {
  let end = link.length;
  for (; end > 0; end -= 1) {
    const last = link[end - 1] ?? '';
    if (/[.,;:!?'"”’*$]/.test(last)) continue;
    const opening = { ')': '(', ']': '[' }[last];
    if (opening === undefined) break;
    const rest = link.slice(0, end);
    if (rest.split(opening).length >= rest.split(last).length) break;
  }
  return link.slice(0, end);
}
