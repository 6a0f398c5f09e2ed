import { hash } from 'node:crypto';
import type { Identifier, IdentifierScheme, PaperFields } from '../../../shared/paper.ts';
import { hashAbstract, titleKey } from './normalise.ts';

/** By what a record can be known as the same paper as another. */
export interface MergeKeys {
  /** Records with one arXiv id are one paper; records with two are two, unless the user says otherwise. */
  readonly arxivId: string | null;
  readonly dois: readonly string[];
  readonly pmids: readonly string[];
  /** See {@link hashAbstract}; null without an abstract. Empty proves nothing. */
  readonly abstractHash: Buffer | null;
  readonly titleKey: string | null;
  /** Compared beside the title; null where unknown, which contradicts no year. */
  readonly year: number | null;
  /** The texts, in which near duplicates are looked for. */
  readonly title: string | null;
  readonly abstract: string | null;
}

/** The keys of a record. @param abstractHash where it is known already */
export function mergeKeys(fields: PaperFields, abstractHash?: Buffer | null): MergeKeys {
  const { title, abstract } = fields;
  return {
    ...identifierKeys(fields.identifiers),
    abstractHash:
      abstractHash !== undefined ? abstractHash : abstract === null ? null : hashAbstract(abstract),
    titleKey: titleKey(title, fields.authors),
    year: yearOf(fields.published),
    title,
    abstract,
  };
}

/** Identifiers by their schemes, those of each in one order. */
export function identifierKeys(
  identifiers: readonly Identifier[],
): Pick<MergeKeys, 'arxivId' | 'dois' | 'pmids'> {
  return {
    arxivId: identifiers.find(({ scheme }) => scheme === 'arxiv')?.value ?? null,
    dois: valuesOf(identifiers, 'doi'),
    pmids: valuesOf(identifiers, 'pmid'),
  };
}

function valuesOf(identifiers: readonly Identifier[], wanted: IdentifierScheme): readonly string[] {
  return identifiers
    .filter(({ scheme }) => scheme === wanted)
    .map(({ value }) => value)
    .sort();
}

/** The year of a date `YYYY...`; null for none. */
export function yearOf(published: string | null): number | null {
  return published === null ? null : Number(published.slice(0, 4));
}

/** Characters of a record's name, hexadecimal: enough that two of a thousand million do not meet by chance. */
const NAME_LENGTH = 32;

/**
 * What a record is known by in the user's decisions, whatever file brings it again: a hash of its keys. Records of one
 * name cannot be told apart. In the order of names, those with an arXiv id come first, by that.
 */
export function recordName({ arxivId, dois, pmids, abstractHash, ...rest }: MergeKeys): string {
  const text =
    abstractHash === null || abstractHash.length === 0 ? rest.abstract : abstractHash.toString('hex');
  const telling = [arxivId, dois, pmids, text, rest.titleKey ?? rest.title, rest.year];
  return `${arxivId ?? '~'} ${hash('sha256', JSON.stringify(telling), 'hex').slice(0, NAME_LENGTH)}`;
}

/** Whether anything but the user can prove a record to be the same paper as another. */
export function isProvable({ arxivId, dois, pmids, abstractHash, titleKey }: MergeKeys): boolean {
  if (arxivId !== null || titleKey !== null) return true;
  return dois.length + pmids.length > 0 || (abstractHash !== null && abstractHash.length > 0);
}
