import type { Identifier } from '../../../shared/paper.ts';
import { identifierOfDoi, readArxivId, readDoi, readIdentifierLine } from './identifiers.ts';

/** The fields of a record in which identifiers stand, each a list since formats repeat them. */
export interface IdentifierFields {
  readonly dois?: readonly string[];
  readonly pmids?: readonly string[];
  /** What the format says is an arXiv id. */
  readonly arxivIds?: readonly string[];
  /** Links, journals ("arXiv preprint arXiv:ID") and the like. Never texts that may name another paper's id. */
  readonly links?: readonly string[];
}

/** Identifiers as a record holds them. */
export interface RecordIdentifiers {
  readonly identifiers: readonly Identifier[];
  readonly arxivVersion: number | null;
}

const arxivLink =
  /(?:arxiv\.org\/(?:abs|pdf|html|format|ps)\/(?:arxiv:)?|\barxiv\s*[:.]\s*)([a-z-]+(?:\.[a-z-]+)?\/\d{7}(?:v\d+)?|\d{4}\.\d{4,5}(?:v\d+)?)/i;
const doiLink = /(?:\bdoi\.org\/|^\s*doi\s*[:：]\s*)(10\.\d{4,9}(?:\/|%2f)[^\s"<>\\]+)/i;
const doiInside = /\b10\.\d{4,9}\/[^\s"<>[\]]+/;
const pmidLink =
  /(?:pubmed\.ncbi\.nlm\.nih\.gov\/|ncbi\.nlm\.nih\.gov\/(?:m\/)?pubmed\/|^\s*pmid\s*[:：]\s*)(\d{1,8})\b/i;

/** Reads the identifiers of a record, the first of each scheme, normalised. */
export function readIdentifiers(fields: IdentifierFields): RecordIdentifiers {
  const found = new Map<Identifier['scheme'], Identifier>();
  let arxivVersion: number | null = null;

  function take(identifier: Identifier, version: number | null): void {
    if (found.has(identifier.scheme)) return;
    found.set(identifier.scheme, identifier);
    if (identifier.scheme === 'arxiv') arxivVersion = version;
  }
  function takeArxivId(text: string): void {
    const id = readArxivId(text);
    if (id !== null) take({ scheme: 'arxiv', value: id.value }, id.version);
  }
  function takeDoi(text: string): void {
    const doi = readDoi(text) ?? readDoi(doiInside.exec(text)?.[0] ?? '');
    if (doi === null) return;
    const { identifier, arxivVersion: version } = identifierOfDoi(doi);
    take(identifier, version);
  }

  for (const text of fields.arxivIds ?? []) {
    takeArxivId(text);
    takeArxivId(arxivLink.exec(text)?.[1] ?? '');
  }
  for (const text of fields.dois ?? []) takeDoi(text);
  for (const text of fields.pmids ?? []) {
    const digits = /^\s*(?:pmid\s*[:：]?\s*)?0*(\d{1,8})\b/i.exec(text)?.[1];
    if (digits !== undefined && digits !== '0') take({ scheme: 'pmid', value: digits }, null);
  }
  for (const text of fields.links ?? []) {
    const line = readIdentifierLine(text);
    if (line !== null) take(line.identifier, line.arxivVersion);
    takeArxivId(arxivLink.exec(text)?.[1] ?? '');
    const doi = doiLink.exec(text)?.[1];
    if (doi !== undefined) takeDoi(unescaped(doi));
    const pmid = pmidLink.exec(text)?.[1];
    if (pmid !== undefined) take({ scheme: 'pmid', value: pmid.replace(/^0+/, '') }, null);
  }
  return { identifiers: [...found.values()], arxivVersion };
}

/** A DOI out of a link, in which its signs may be escaped. */
function unescaped(doi: string): string {
  return doi.replace(/%([0-7][\da-f])/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
