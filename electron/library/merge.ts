import type { PaperFields } from '../../shared/paper.ts';
import { hashAbstract, titleKey } from './normalise.ts';

/** By what a record can be known as the same paper as another. */
export interface MergeKeys {
  /** Decides alone: records with one arXiv id are one paper, records with two never are. */
  readonly arxivId: string | null;
  readonly doi: string | null;
  readonly pmid: string | null;
  /** See {@link hashAbstract}; null without an abstract. Empty proves nothing. */
  readonly abstractHash: Buffer | null;
  readonly titleKey: string | null;
  /** Compared beside the title; null where unknown, which contradicts no year. */
  readonly year: number | null;
}

/** The keys of a record. @param abstractHash where it is known already */
export function mergeKeys(fields: PaperFields, abstractHash?: Buffer | null): MergeKeys {
  const identifier = (wanted: string) =>
    fields.identifiers.find(({ scheme }) => scheme === wanted)?.value ?? null;
  return {
    arxivId: identifier('arxiv'),
    doi: identifier('doi'),
    pmid: identifier('pmid'),
    abstractHash:
      abstractHash !== undefined
        ? abstractHash
        : fields.abstract === null
          ? null
          : hashAbstract(fields.abstract),
    titleKey: titleKey(fields.title, fields.authors),
    year: yearOf(fields.published),
  };
}

/** The year of a date `YYYY...`; null for none. */
export function yearOf(published: string | null): number | null {
  return published === null ? null : Number(published.slice(0, 4));
}

/**
 * Which records are the same paper: a function of the set of records, whatever their order.
 *
 * Records with an arXiv id are *anchored*: those of one id are one paper. The others are *loose*: all that share
 * a DOI, a PMID, an abstract or a title, directly or through other loose ones, stay together, and join the anchored
 * paper that they share the strongest key with (DOI, PMID, abstract, title; then the smallest arXiv id).
 *
 * Hence a new record can only move loose records, and only between papers that share a key with it: what lets an
 * import look at those papers alone (see `absorb.ts`).
 * @returns groups of positions in `records`
 */
export function groupRecords(records: readonly MergeKeys[]): number[][] {
  const anchored = new Map<string, number[]>();
  const loose: number[] = [];
  for (const [position, { arxivId }] of records.entries()) {
    if (arxivId === null) loose.push(position);
    else addTo(anchored, arxivId, position);
  }

  const unions = new Unions(records.length);
  const links = linksOf(records);
  for (const positions of links.loose) {
    const [first, ...others] = positions;
    if (first !== undefined) for (const other of others) unions.join(first, other);
  }
  const components = new Map<number, number[]>();
  for (const position of loose) addTo(components, unions.rootOf(position), position);

  const groups = [...components.values()];
  const bare: number[][] = [];
  for (const component of groups) {
    const anchor = strongest(component.flatMap((position) => links.anchors(position)));
    if (anchor === null) bare.push(component);
    else anchored.get(anchor)?.push(...component);
  }
  return [...anchored.values(), ...bare];
}

/** A reason for a loose record to join an anchored paper. Smaller strength is stronger. */
interface Anchor {
  readonly strength: number;
  readonly arxivId: string;
}

function strongest(anchors: readonly Anchor[]): string | null {
  let best: Anchor | null = null;
  for (const anchor of anchors) {
    if (
      best === null ||
      anchor.strength < best.strength ||
      (anchor.strength === best.strength && anchor.arxivId < best.arxivId)
    ) {
      best = anchor;
    }
  }
  return best?.arxivId ?? null;
}

/** Keys other than the title, strongest first, each in a name space of its own. */
function plainKeys({ doi, pmid, abstractHash }: MergeKeys): readonly (string | null)[] {
  return [
    doi === null ? null : `doi ${doi}`,
    pmid === null ? null : `pmid ${pmid}`,
    abstractHash === null || abstractHash.length === 0 ? null : `abstract ${abstractHash.toString('hex')}`,
  ];
}

/** Strength of the title, after that of the plain keys. */
const TITLE_STRENGTH = 3;

function linksOf(records: readonly MergeKeys[]): {
  /** Sets of loose records that are linked with each other. */
  readonly loose: readonly (readonly number[])[];
  /** Anchored papers that a loose record is linked with. */
  readonly anchors: (position: number) => Anchor[];
} {
  const loose = new Map<string, number[]>();
  const smallestAnchor = new Map<string, string>();
  const titles = new Map<string, number[]>();
  for (const [position, keys] of records.entries()) {
    if (keys.titleKey !== null) addTo(titles, keys.titleKey, position);
    for (const key of plainKeys(keys)) {
      if (key === null) continue;
      if (keys.arxivId === null) {
        addTo(loose, key, position);
      } else {
        const known = smallestAnchor.get(key);
        if (known === undefined || keys.arxivId < known) smallestAnchor.set(key, keys.arxivId);
      }
    }
  }
  const linked = [...loose.values()];
  for (const positions of titles.values()) {
    const ofLoose = positions.filter((position) => records[position]?.arxivId === null);
    for (const one of ofLoose) {
      for (const other of ofLoose) {
        if (one < other && titleLinks(records[one], records[other])) linked.push([one, other]);
      }
    }
  }

  function anchors(position: number): Anchor[] {
    const keys = records[position];
    if (keys === undefined) return [];
    const found: Anchor[] = [];
    for (const [strength, key] of plainKeys(keys).entries()) {
      const arxivId = key === null ? undefined : smallestAnchor.get(key);
      if (arxivId !== undefined) found.push({ strength, arxivId });
    }
    for (const other of keys.titleKey === null ? [] : (titles.get(keys.titleKey) ?? [])) {
      const arxivId = records[other]?.arxivId ?? null;
      if (arxivId !== null && titleLinks(keys, records[other])) {
        found.push({ strength: TITLE_STRENGTH, arxivId });
      }
    }
    return found;
  }
  return { loose: linked, anchors };
}

/**
 * Whether one title by one first author is one paper. Not where the same index or publisher counts two: titles such
 * as "Introduction to the special issue" come again, by authors of one name too.
 */
function titleLinks(one: MergeKeys | undefined, other: MergeKeys | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const isCountedTwice = one.pmid !== null && other.pmid !== null && one.pmid !== other.pmid;
  return !isCountedTwice && !areTwoOfOnePublisher(one.doi, other.doi) && yearsAgree(one.year, other.year);
}

/** A preprint and its printing have DOIs of two registrants, which stand before the slash. */
function areTwoOfOnePublisher(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other && one.split('/', 1)[0] === other.split('/', 1)[0];
}

/** A preprint and its printing are a year apart as a rule. */
function yearsAgree(one: number | null, other: number | null): boolean {
  return one === null || other === null || Math.abs(one - other) <= 1;
}

function addTo<Key>(map: Map<Key, number[]>, key: Key, position: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [position]);
  else known.push(position);
}

/** Sets that can be joined (union-find), of the numbers below `size`. */
class Unions {
  readonly #above: number[];

  constructor(size: number) {
    this.#above = Array.from({ length: size }, (_, index) => index);
  }

  /** The number that stands for the set that `index` is in. */
  rootOf(index: number): number {
    let root = index;
    for (;;) {
      const above = this.#above[root] ?? root;
      if (above === root) break;
      this.#above[root] = this.#above[above] ?? above;
      root = above;
    }
    return root;
  }

  /** Makes one set of two. */
  join(one: number, other: number): void {
    this.#above[this.rootOf(one)] = this.rootOf(other);
  }
}
