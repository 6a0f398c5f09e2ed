import type { Identifier } from '../../../shared/paper.ts';
import { withoutTail } from './text-field.ts';

/** An arXiv id as found in a text. */
export interface ArxivId {
  /** Without version: `2506.07687`, `math/0309136`. */
  readonly value: string;
  /** `v2` is 2; null where none is given. */
  readonly version: number | null;
}

/**
 * Both schemes of https://info.arxiv.org/help/arxiv_identifier.html: `YYMM.number` of four digits until 2014 and
 * five since, and `archive.CLASS/YYMMnumber` before April 2007. Months run from 01 to 12.
 */
const ID = String.raw`(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]{2,})?\/\d\d(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d{0,2}))?`;

const bare = new RegExp(`^${ID}$`);
const lineOfId = new RegExp(
  String.raw`^(?:arxiv\s*[:：]\s*|(?:https?:\/\/)?(?:(?:www|export|browse)\.)?arxiv\.org\/(?:abs|pdf|html|format|ps)\/|(?:https?:\/\/)?(?:www\.)?alphaxiv\.org\/abs\/)${ID}(?:\.pdf)?\s*(?:[[(]([^\])]*)[\])])?\.?$`,
  'i',
);
const lineOfDoi = /^(?:doi\s*[:：]?\s*)?(?:https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;
const arxivDoi = /^10\.48550\/arxiv\.(.+)$/i;
const category = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?$/;

/** Reads an arXiv id that stands alone (`2506.07687v2`, `math.GT/0309136`); null when it is none. */
export function readArxivId(text: string): ArxivId | null {
  const found = bare.exec(text.trim());
  return found === null ? null : arxivId(found[1], found[2]);
}

function arxivId(value: string | undefined, version: string | undefined): ArxivId | null {
  if (value === undefined) return null;
  // The subject class is no part of the identity: math.GT/0309136 and math/0309136 are one.
  const plain = value.toLowerCase().replace(/\.[a-z-]+\//, '/');
  return { value: plain, version: version === undefined ? null : Number(version) };
}

/** Normalises a DOI: lower case, no resolver. Null when it is none. */
export function readDoi(text: string): string | null {
  if (text.length > LONGEST_DOI) return null;
  const found = lineOfDoi.exec(text.trim())?.[1];
  return found === undefined ? null : withoutTail(found.toLowerCase(), '.,;');
}

/** Longest DOI with what is around it; the handbook sets no limit, the longest known has some 200 characters. */
const LONGEST_DOI = 1000;

/** What a line that holds an identifier and nothing else says. */
export interface IdentifierLine {
  readonly identifier: Identifier;
  readonly arxivVersion: number | null;
  readonly categories: readonly string[];
}

/**
 * Reads a line that consists of an identifier: `arXiv:ID`, `ArXiv: IDv2 [cs.LG]`, `https://arxiv.org/abs/ID`,
 * `arxiv.org/pdf/IDv1.pdf`, `doi:10...`, `https://doi.org/10...`. Null for any other line.
 */
export function readIdentifierLine(line: string): IdentifierLine | null {
  if (line.length > 300) return null;
  const text = line.trim();
  const found = lineOfId.exec(text);
  if (found !== null) {
    const id = arxivId(found[1], found[2]);
    if (id === null) return null;
    const categories = (found[3] ?? '').split(/[\s,;]+/).filter((word) => category.test(word));
    return {
      identifier: { scheme: 'arxiv', value: id.value },
      arxivVersion: id.version,
      categories,
    };
  }
  const doi = readDoi(text);
  return doi === null ? null : { ...identifierOfDoi(doi), categories: [] };
}

/** A normalised DOI as the identifier that it stands for: those that arXiv gives out are arXiv ids. */
export function identifierOfDoi(doi: string): Omit<IdentifierLine, 'categories'> {
  const id = readArxivId(arxivDoi.exec(doi)?.[1] ?? '');
  return id === null
    ? { identifier: { scheme: 'doi', value: doi }, arxivVersion: null }
    : { identifier: { scheme: 'arxiv', value: id.value }, arxivVersion: id.version };
}
