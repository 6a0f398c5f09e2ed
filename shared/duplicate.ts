/** What speaks for two papers being one, the strongest first. */
export const LINKS = ['decision', 'arxiv', 'doi', 'pmid', 'abstract', 'title', 'near'] as const;
/** One of {@link LINKS}. */
export type LinkKind = (typeof LINKS)[number];

/** What speaks against it. `unlike`: too little resemblance to be sure. */
export type Obstacle = 'arxiv' | 'doi' | 'pmid' | 'years' | 'titles' | 'unlike';

/** Why two papers may be one, and why they were not merged. */
export interface DuplicateReason {
  readonly link: LinkKind;
  readonly obstacle: Obstacle;
  /** Resemblance of the abstracts, 0 to 1; 1 for what is equal. */
  readonly score: number;
}

/** One side of a possible duplicate. */
export interface DuplicatePaper {
  readonly id: number;
  readonly heading: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  /** As printed: `arXiv:2406.01001`, `doi:10.1000/a`. */
  readonly identifiers: readonly string[];
  readonly abstract: string | null;
  /** Files that brought it. */
  readonly fileNames: readonly string[];
}

/** Two papers that may be one. */
export interface PossibleDuplicate extends DuplicateReason {
  /** The older one first; it would survive. */
  readonly papers: readonly [DuplicatePaper, DuplicatePaper];
}

/** A page of the possible duplicates, the likeliest first. */
export interface DuplicatePage {
  readonly total: number;
  readonly pairs: readonly PossibleDuplicate[];
}

/** Pairs that are decided together: never those with two arXiv ids, which are two papers. */
export interface DuplicateRule {
  /** Only pairs that have a title in common. */
  readonly sameTitle: boolean;
  /** Least resemblance, 0 to 1. */
  readonly score: number;
}

const SPEAKING_FOR: Readonly<Record<Exclude<LinkKind, 'near'>, string>> = {
  decision: 'You have joined records of both',
  arxiv: 'They have one arXiv id',
  doi: 'They name one DOI',
  pmid: 'They name one PubMed id',
  abstract: 'Their abstracts are the same',
  title: 'They have one title and first author',
};

const SPEAKING_AGAINST: Readonly<Record<Obstacle, string>> = {
  arxiv: 'but they have two arXiv ids',
  doi: 'but one publisher gives them two DOIs',
  pmid: 'but PubMed counts two',
  years: 'but they appeared years apart',
  titles: 'but their titles differ',
  unlike: 'which is not enough to be sure',
};

/** Why two papers are shown as possible duplicates, in one sentence. */
export function duplicateSentence({ link, obstacle, score }: DuplicateReason): string {
  const speaking =
    link === 'near' ? `Their abstracts are ${Math.round(score * 100)} % alike` : SPEAKING_FOR[link];
  return `${speaking}, ${SPEAKING_AGAINST[obstacle]}.`;
}
