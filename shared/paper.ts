import { z } from 'zod';

/** Schemes of identifiers that can prove two records to be the same paper. */
export const IDENTIFIER_SCHEMES = ['arxiv', 'doi', 'pmid'] as const;

/** One of {@link IDENTIFIER_SCHEMES}. */
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number];

/** A normalised identifier: arXiv ids without version (`2506.07687`, `math/0309136`), DOIs in lower case without resolver. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
}

/** Where a part of a dump stood. */
export interface Place {
  /** Offset of the first byte in the file as it lay on disk (after unpacking). */
  readonly byteStart: number;
  /** Offset behind the last byte. */
  readonly byteEnd: number;
  /** One-based number of the line on which the part begins. */
  readonly line: number;
}

/** What one dump says of one paper. Every field as read, in Unicode; null or empty where the dump is silent. */
export interface PaperFields {
  readonly title: string | null;
  /** Names as printed, in order. */
  readonly authors: readonly string[];
  readonly abstract: string | null;
  readonly identifiers: readonly Identifier[];
  /** Version of the arXiv id in this record (`v2` is 2); null where none was given. */
  readonly arxivVersion: number | null;
  /** First publication, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where unknown. */
  readonly published: string | null;
  /** Author's comment ("Accepted to ICLR 2025"). */
  readonly comment: string | null;
  /** Subject categories, as printed (`cs.LG`). */
  readonly categories: readonly string[];
  /** Journal or conference. */
  readonly venue: string | null;
  /** Institution or author under whose page the record was listed. */
  readonly institution: string | null;
}

/** One parsed entry of one dump, before merging. */
export interface PaperRecord {
  readonly kind: 'record';
  readonly fields: PaperFields;
  readonly place: Place;
}

/** A part of a dump that no reader understood. It is kept for the user, never dropped. */
export interface Unread {
  readonly kind: 'unread';
  readonly place: Place;
  /** The part itself, cut to {@link UNREAD_TEXT_LENGTH}. */
  readonly text: string;
  /** One sentence: why it could not be read. */
  readonly reason: string;
}

/** Longest text kept of an unread part, in UTF-16 code units; the file and byte range name the rest. */
export const UNREAD_TEXT_LENGTH = 20_000;

/** Fields of a record that says nothing; readers fill in what they find. */
export const NO_FIELDS: PaperFields = {
  title: null,
  authors: [],
  abstract: null,
  identifiers: [],
  arxivVersion: null,
  published: null,
  comment: null,
  categories: [],
  venue: null,
  institution: null,
};

/** Number of a paper in its library. */
export const PaperId = z.int().positive();

/** How far the user has come with a paper. */
export const ReadingState = z.enum(['inbox', 'reading', 'done']);
/** How far the user has come with a paper. */
export type ReadingState = z.infer<typeof ReadingState>;

/** Where a heading comes from: a dump's title, the first words of the abstract, or the user. */
export type HeadingOrigin = 'title' | 'abstract' | 'user';

/** Heading given by the user. An empty text takes it back. */
export const GivenHeading = z.string().max(1000);

/** A text that an abstract has or had. */
export interface Version {
  readonly id: number;
  /** The abstract as read. Annotations count offsets in it. */
  readonly text: string;
  /** `v2` for arXiv's, else the file that brought it. */
  readonly label: string;
}

/** One record of one dump that a paper is made of: provenance of its fields. */
export interface Source {
  readonly id: number;
  readonly importId: number;
  /** Name of the file, without its folder. */
  readonly fileName: string;
  readonly format: string;
  readonly place: Place;
  /** The fields as read; `abstract` is left to the version. */
  readonly fields: PaperFields;
  readonly versionId: number | null;
  /** Whether its import was taken back, so that it no longer counts. */
  readonly isWithdrawn: boolean;
}

/** A tag as shown on a paper. */
export interface TagMark {
  readonly id: number;
  readonly name: string;
  readonly colour: TagColour;
}

/** Colours of tags, by name; the window's tokens give them their values for light and dark. */
export const TagColour = z.enum([
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
]);
/** One of the colours of tags. */
export type TagColour = z.infer<typeof TagColour>;

/** A paper in the list. */
export interface PaperSummary {
  readonly id: number;
  readonly heading: string;
  readonly headingOrigin: HeadingOrigin;
  /** Null where no dump names a title. */
  readonly title: string | null;
  readonly authors: readonly string[];
  /** Institutions whose pages listed it. */
  readonly institutions: readonly string[];
  readonly arxivId: string | null;
  readonly year: number | null;
  readonly tags: readonly TagMark[];
  readonly state: ReadingState;
  readonly starred: boolean;
  /** 1 to 5; 0 for none. */
  readonly rating: number;
  /** Whether it stands in the reading queue. */
  readonly isQueued: boolean;
  /** When it was last open in the reader for a while; null when never. */
  readonly lastReadMs: number | null;
  readonly hasNote: boolean;
  readonly annotationCount: number;
}

/** A paper in the reader. */
export interface Paper extends PaperSummary {
  /** How far down the reader had been scrolled when it was last open, 0 to 1; null when it never was. */
  readonly readPlace: number | null;
  readonly identifiers: readonly Identifier[];
  /** As `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string | null;
  readonly comment: string | null;
  readonly categories: readonly string[];
  readonly venue: string | null;
  readonly addedMs: number;
  /** The version shown; null for a paper without abstract. */
  readonly currentVersion: Version | null;
  /** All versions, the shown one included, oldest first. */
  readonly versions: readonly Version[];
  readonly sources: readonly Source[];
}
