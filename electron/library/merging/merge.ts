/**
 * Which records are one paper: a function of the set of records and the user's decisions, whatever their order.
 *
 * Everything that speaks for one paper is a link between two records. Links are taken from the strongest to the
 * weakest, and each joins what has been joined so far, unless something contradicts: two arXiv ids, a decision of the
 * user's and, for the weaker links, years, identifiers or titles (Kruskal's way to a spanning forest, "On the shortest
 * spanning subtree of a graph", 1956). What is linked and not joined may be a duplicate, which the user is shown.
 *
 * Records without a path of links between them do not touch each other: what lets an import look at the papers alone
 * that share a link with its records (see `regroup.ts`).
 */
import { LINKS, type LinkKind, type Obstacle } from '../../../shared/duplicate.ts';
import { isProvable, type MergeKeys, recordName } from './merge-keys.ts';
import { normalise } from './normalise.ts';
import { mayResemble, resemblance, type Sketch, shingles, sketch, valuesOf } from './sketch.ts';

/** Two records that may be one paper, by their positions. */
export interface PossibleDuplicate {
  readonly one: number;
  readonly other: number;
  readonly link: LinkKind;
  readonly obstacle: Obstacle;
  /** Resemblance of the abstracts for `near`, else 1. */
  readonly score: number;
  readonly sameTitle: boolean;
}

/** What the user has decided: of two names of records, in the order of names and with a line break between. */
export interface Decisions {
  readonly same: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
}

/** Nothing decided. */
export const NO_DECISIONS: Decisions = { same: new Set(), apart: new Set() };

/** The two names of a decision as one text, whatever their order. */
export function pairName(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/**
 * Resemblance from which two abstracts are one without more proof. Measured: of 100,000 real papers 9 pairs
 * reach it, of which 7 are two papers of the same authors, kept apart by their titles where these are told; of 3,000 real
 * abstracts with invented edits, 94 of 100 do with every fiftieth word changed, 45 with one sentence replaced, 31 with
 * every twentieth word, 1 with every tenth. The others are shown as possible duplicates.
 */
export const NEAR_ALONE = 0.8;

/** The same when the titles are one: half of the shingles, as with every seventh word changed. */
export const NEAR_WITH_TITLE = 0.5;

/** Resemblance from which two abstracts are shown as possible duplicates: one pair in a thousand papers. */
export const POSSIBLE = 0.4;

/** The records of each paper, as positions in `records`. */
export function groupRecords(records: readonly MergeKeys[], decisions = NO_DECISIONS): number[][] {
  return arrange(records, decisions).groups;
}

/** Groups records, and tells which groups may be one. */
export function arrange(
  records: readonly MergeKeys[],
  decisions: Decisions,
): { readonly groups: number[][]; readonly possible: readonly PossibleDuplicate[] } {
  const nodes = nodesOf(records);
  const links = linksOf(nodes, decisions).sort(byStrength);
  const partOf: Part[] = nodes.map((node) => ({
    nodes: [node],
    arxivIds: new Set(node.keys.arxivId === null ? [] : [node.keys.arxivId]),
    years: new Set(node.keys.year === null ? [] : [node.keys.year]),
    dois: new Set(node.keys.dois),
    pmids: new Set(node.keys.pmids),
    titles: new Set(node.title === '' ? [] : [node.title]),
    numbers: new Set(node.title === '' ? [] : [numbersOf(node.keys.title ?? '')]),
  }));
  for (const link of links) {
    const one = partOf[link.one.index];
    const other = partOf[link.other.index];
    if (one === undefined || other === undefined || one === other) continue;
    if (link.obstacle !== null || obstacle(link, one, other, decisions) !== null) continue;
    for (const node of other.nodes) partOf[node.index] = one;
    one.nodes.push(...other.nodes);
    for (const fact of FACTS) for (const value of other[fact]) (one[fact] as Set<unknown>).add(value);
  }
  const groups = [...new Set(partOf)].map((part) => part.nodes.flatMap(({ positions }) => positions));

  const possible: PossibleDuplicate[] = [];
  for (const link of links) {
    const one = partOf[link.one.index];
    const other = partOf[link.other.index];
    if (one === undefined || other === undefined || one === other) continue;
    const against = obstacle(link, one, other, decisions) ?? link.obstacle;
    if (against === null || against === 'apart') continue;
    possible.push({
      one: link.one.positions[0] ?? 0,
      other: link.other.positions[0] ?? 0,
      link: link.kind,
      obstacle: against,
      score: link.score,
      sameTitle: [...one.titles].some((title) => other.titles.has(title)),
    });
  }
  return { groups, possible };
}

/** Records of one name. */
interface Node {
  readonly index: number;
  readonly name: string;
  readonly keys: MergeKeys;
  /** Normalised; empty for none. */
  readonly title: string;
  readonly positions: number[];
}

/** Nodes that have been joined, with the facts that can contradict. */
interface Part {
  readonly nodes: Node[];
  readonly arxivIds: Set<string>;
  readonly years: Set<number>;
  readonly dois: Set<string>;
  readonly pmids: Set<string>;
  readonly titles: Set<string>;
  /** Of each title, see {@link numbersOf}. */
  readonly numbers: Set<string>;
}

const FACTS = ['arxivIds', 'years', 'dois', 'pmids', 'titles', 'numbers'] as const;

interface Link {
  readonly kind: LinkKind;
  readonly one: Node;
  readonly other: Node;
  readonly score: number;
  /** Why it can never join; null when it can. */
  readonly obstacle: Obstacle | null;
}

function nodesOf(records: readonly MergeKeys[]): Node[] {
  const byName = new Map<string, Node>();
  const nodes: Node[] = [];
  for (const [position, keys] of records.entries()) {
    const name = recordName(keys);
    const known = byName.get(name);
    if (known !== undefined && isProvable(keys)) {
      known.positions.push(position);
      continue;
    }
    const title = keys.title === null ? '' : normalise(keys.title);
    const node = { index: nodes.length, name, keys, title, positions: [position] };
    nodes.push(node);
    byName.set(name, node);
  }
  return nodes;
}

function linksOf(nodes: readonly Node[], decisions: Decisions): Link[] {
  const links: Link[] = [];
  const sharing = new Map<string, Node[]>();
  function link(kind: LinkKind, key: string, node: Node): void {
    const others = sharing.get(`${kind} ${key}`);
    if (others === undefined) {
      sharing.set(`${kind} ${key}`, [node]);
      return;
    }
    for (const other of others) {
      const isSure = kind !== 'title' || yearsAgree(node.keys.year, other.keys.year, TITLE_YEARS);
      links.push({ kind, one: other, other: node, score: 1, obstacle: isSure ? null : 'years' });
    }
    others.push(node);
  }
  for (const node of nodes) {
    const { arxivId, dois, pmids, abstractHash, titleKey } = node.keys;
    if (arxivId !== null) link('arxiv', arxivId, node);
    for (const doi of dois) link('doi', doi, node);
    for (const pmid of pmids) link('pmid', pmid, node);
    if (abstractHash !== null && abstractHash.length > 0)
      link('abstract', abstractHash.toString('hex'), node);
    if (titleKey !== null) link('title', titleKey, node);
  }
  if (decisions.same.size > 0) {
    for (const one of nodes) {
      for (const other of nodes.slice(one.index + 1)) {
        if (!decisions.same.has(pairName(one.name, other.name))) continue;
        links.push({ kind: 'decision', one, other, score: 1, obstacle: null });
      }
    }
  }
  return [...links, ...nearLinks(nodes)];
}

/** Links by resemblance, between texts that are not equal but have a value of their sketches in common. */
function nearLinks(nodes: readonly Node[]): Link[] {
  const byHash = new Map<string, { readonly text: string; readonly nodes: Node[] }>();
  for (const node of nodes) {
    const { abstract, abstractHash } = node.keys;
    if (abstract === null || abstractHash === null || abstractHash.length === 0) continue;
    const hash = abstractHash.toString('hex');
    const known = byHash.get(hash);
    if (known === undefined) byHash.set(hash, { text: abstract, nodes: [node] });
    // Of the printings of a text always the same one is compared.
    else
      byHash.set(hash, {
        text: [abstract, known.text].sort()[0] ?? abstract,
        nodes: [...known.nodes, node],
      });
  }
  if (byHash.size < 2) return [];
  const links: Link[] = [];
  const texts = [...byHash.values()].map((one) => ({ ...one, ...sketched(one.text) }));
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const score = likeness(one, other);
      if (score < POSSIBLE) continue;
      for (const ofOne of one.nodes) {
        for (const ofOther of other.nodes) {
          const isOneTitle = ofOne.title !== '' && ofOne.title === ofOther.title;
          const isSure = score >= (isOneTitle ? NEAR_WITH_TITLE : NEAR_ALONE);
          links.push({ kind: 'near', one: ofOne, other: ofOther, score, obstacle: isSure ? null : 'unlike' });
        }
      }
    }
  }
  return links;
}

/** A text with its sketch, and what it is compared by. */
export interface ComparedText {
  readonly text: string;
  readonly sketch: Sketch;
  /** Made when it is first needed, and once: a text may be compared with many. */
  readonly shingles: () => Int32Array;
}

/** Gets a text ready to be compared. @param made its sketch, where it is known */
export function sketched(text: string, made = sketch(text)): ComparedText {
  let known: Int32Array | undefined;
  return {
    text,
    sketch: made,
    shingles: () => {
      known ??= shingles(text);
      return known;
    },
  };
}

/** Resemblance of two texts; 0 for those that their sketches do not show as alike. */
function likeness(one: ComparedText, other: ComparedText): number {
  const values = valuesOf(other.sketch);
  if (!valuesOf(one.sketch).some((value) => values.includes(value))) return 0;
  if (!mayResemble(one.sketch, other.sketch)) return 0;
  return resemblance(one.shingles(), other.shingles());
}

/** The strongest first, then the likest; then by names, so that there is always one order. */
function byStrength(one: Link, other: Link): number {
  const strength = LINKS.indexOf(one.kind) - LINKS.indexOf(other.kind);
  if (strength !== 0) return strength;
  if (one.score !== other.score) return other.score - one.score;
  const [first, second] = [
    pairName(one.one.name, one.other.name),
    pairName(other.one.name, other.other.name),
  ];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A preprint and its printing are a year apart as a rule. */
const TITLE_YEARS = 1;

/** Of a text that is nearly the same, a late printing is no other paper. */
const NEAR_YEARS = 3;

/** What keeps a link from joining two parts; null when nothing does. `apart`: the user. */
function obstacle(link: Link, one: Part, other: Part, decisions: Decisions): Obstacle | 'apart' | null {
  if (decisions.apart.size > 0) {
    for (const { name } of one.nodes) {
      if (other.nodes.some((node) => decisions.apart.has(pairName(name, node.name)))) return 'apart';
    }
  }
  if (link.kind === 'decision') return null;
  if (areStrangers(one.arxivIds, other.arxivIds)) return 'arxiv';
  if (link.kind !== 'title' && link.kind !== 'near') return null;
  if (areStrangers(one.pmids, other.pmids)) return 'pmid';
  if (areStrangers(one.dois, other.dois) && haveOnePublisher(one.dois, other.dois)) return 'doi';
  const years = link.kind === 'title' ? TITLE_YEARS : NEAR_YEARS;
  const areFar =
    one.years.size > 0 &&
    other.years.size > 0 &&
    ![...one.years].some((year) => [...other.years].some((late) => yearsAgree(year, late, years)));
  if (areFar) return 'years';
  const haveOneTitle = [...one.titles].some((title) => other.titles.has(title));
  if (link.kind === 'near' && !haveOneTitle) {
    if (areUnlike(one.titles, other.titles) || areStrangers(one.numbers, other.numbers)) return 'titles';
  }
  return null;
}

/** Whether both sets say something, and nothing in common. */
function areStrangers<Value>(one: ReadonlySet<Value>, other: ReadonlySet<Value>): boolean {
  return one.size > 0 && other.size > 0 && ![...one].some((value) => other.has(value));
}

/** A preprint and its printing have DOIs of two registrants, which stand before the slash. */
function haveOnePublisher(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const registrants = new Set([...one].map((doi) => doi.split('/', 1)[0]));
  return [...other].some((doi) => registrants.has(doi.split('/', 1)[0]));
}

function yearsAgree(one: number | null, other: number | null, apart: number): boolean {
  return one === null || other === null || Math.abs(one - other) <= apart;
}

/**
 * Of pairs of letters, the part that two titles of one paper have in common at least: other spellings, not other words.
 * Measured: authors write alike of alike things. Of the nine pairs of 100,000 real papers with nearly one abstract
 * seven are two papers, whose titles reach 0.91; a paper that stands there twice in two spellings has 0.98.
 */
const TITLES_ALIKE = 0.95;

/** The numbers in a title, in order: parts I and II of a work, and the challenges of two years, differ in nothing else. */
function numbersOf(title: string): string {
  return (title.toLowerCase().match(/\d+|(?<![\p{L}\p{N}])[ivx]+(?![\p{L}\p{N}])/gu) ?? []).join(' ');
}

/** Whether both sides have titles, none of which is like one of the other's (L. R. Dice's coefficient of pairs of letters, 1945). */
function areUnlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false;
  return ![...one].some((title) =>
    [...other].some((late) => title === late || dice(title, late) >= TITLES_ALIKE),
  );
}

function dice(one: string, other: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const [ofOne, ofOther] = [pairs(one), pairs(other)];
  const common = [...ofOne].filter((pair) => ofOther.has(pair)).length;
  return ofOne.size + ofOther.size === 0 ? 0 : (2 * common) / (ofOne.size + ofOther.size);
}
