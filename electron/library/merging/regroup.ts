import type { PaperFields } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';
import type { Arrival } from '../importing/arrival.ts';
import { type IndexedTexts, indexedTexts, indexNewPapers, writeIndexRows } from '../paper-index.ts';
import { isChanging, moveVersionHistory, rememberNew } from '../remembering/history-moves.ts';
import { joinInStep } from '../remembering/import-step.ts';
import type { Outcome } from './absorb.ts';
import { combine } from './combine.ts';
import { decisionRows, identifiersOf, type RecordKeys } from './decision-rows.ts';
import { joinPapers } from './join-papers.ts';
import { arrange, NO_DECISIONS, type PossibleDuplicate } from './merge.ts';
import { type MergeKeys, recordName } from './merge-keys.ts';
import { nearPapers } from './near-papers.ts';
import { type Origin, paperColumns, paperRows, type StoredSource, titleKeysOf } from './paper-rows.ts';
import { possibleRows } from './possible-rows.ts';
import { labelOf, remaker } from './remake.ts';

/** A record that is about to be stored, and the file that brings it. */
export interface Arriving {
  readonly arrival: Arrival;
  readonly origin: Origin;
}

/** How papers are grouped anew. */
export interface Regrouping {
  /** Makes the papers anew even when no source came or went. */
  readonly isForced?: boolean;
  /** By paper, the source with which it stays when its sources part. */
  readonly homes?: ReadonlyMap<number, number>;
}

/** Keeps the stored papers what {@link arrange} and {@link combine} make of all sources and decisions. */
export type Regrouper = ReturnType<typeof regrouper>;

/**
 * Papers that are grouped anew together at most. Only texts that dumps print by mistake under hundreds of papers link
 * more; they must not slow an import down.
 */
const MOST_PAPERS = 256;

/**
 * Makes the one who groups sources into papers. All calls belong into one transaction, from `begin` to `flush`.
 * @param addedMs when what is stored was added
 * @param importId for which papers are grouped; null for none
 */
export function regrouper(database: Database, addedMs: number, importId: number | null = null) {
  const rows = paperRows(database);
  const near = nearPapers(database);
  const decided = decisionRows(database);
  const possible = possibleRows(database);
  const remake = remaker(rows, takeVersionId, (id, text) => {
    near.add(id, text);
    rememberNew(database, 'version', id);
  });
  const versionOwner = database.prepare<[number], { paperId: number; text: string }>(
    'SELECT paper_id AS paperId, text FROM version WHERE id = ?',
  );
  const versionOf = database
    .prepare<[number, string], number>('SELECT id FROM version WHERE paper_id = ? AND text = ? ORDER BY id')
    .pluck();
  const addedOf = database.prepare<[number], number>('SELECT added_ms FROM paper WHERE id = ?').pluck();
  const giveAnnotations = database.prepare(
    'UPDATE annotation SET paper_id = @toPaper, version_id = @toVersion WHERE version_id = @version AND paper_id = @paper',
  );
  const created = new Map<number, IndexedTexts>();
  const changed = new Set<number>();
  const shown = new Set<number>();
  let nextVersionId = 0;
  let hasDecisions = false;
  let joinedNew = 0;

  function takeVersionId(): number {
    nextVersionId += 1;
    return nextVersionId - 1;
  }

  /** Papers that share a key with a record, or that the user has joined with it; not those of texts nearly the same. */
  function papersOf(keys: MergeKeys): Set<number> {
    const found = new Set(rows.papersByKeys(identifiersOf(keys), keys.titleKey));
    for (const { paperId } of rows.versionsByHash(keys.abstractHash)) found.add(paperId);
    if (!hasDecisions) return found;
    for (const same of decided.sameAs(recordName(keys))) {
      for (const paperId of papersOfKeys(same.keys)) found.add(paperId);
    }
    return found;
  }

  /** Papers that have one of the keys of a record that was decided of. */
  function papersOfKeys({ identifiers, titleKey, abstractHash }: RecordKeys): number[] {
    const ofHash = rows.versionsByHash(Buffer.from(abstractHash, 'hex'));
    return [...rows.papersByKeys(identifiers, titleKey), ...ofHash.map(({ paperId }) => paperId)];
  }

  /** The sources of those papers and of all that a path of links leads to, by paper. */
  function familyOf(seeds: Iterable<number>): Map<number, Member> {
    const family = new Map<number, Member>();
    const waiting = [...new Set(seeds)];
    const texts = new Set<string>();
    for (const paperId of waiting) {
      if (family.has(paperId) || family.size >= MOST_PAPERS) continue;
      const sources = rows.sourcesOf(paperId);
      if (sources.length === 0) continue;
      const standing = sources.filter(({ isStanding }) => isStanding);
      const telling = standing.length > 0 ? standing : rows.isHidden(paperId) ? [] : sources;
      family.set(paperId, { sources, telling });
      for (const { keys } of telling) {
        waiting.push(...papersOf(keys));
        if (keys.abstract === null || texts.has(keys.abstract)) continue;
        texts.add(keys.abstract);
        waiting.push(...near.papersNear(keys.abstract));
      }
    }
    return family;
  }

  /** A paper still without sources, versions and names. */
  function insertPaper(fields: PaperFields, sinceMs: number): number {
    const paper = combine([fields]);
    const paperId = rows.insertPaper(paperColumns(paper), null, sinceMs);
    rememberNew(database, 'paper', paperId);
    created.set(paperId, indexedTexts(paper, []));
    return paperId;
  }

  /** @returns the number of the record's paper, which holds nothing else */
  function insertAlone({ arrival, origin }: Arriving): number {
    const { keys, columns, identifiers, arxivVersion } = arrival;
    const { abstract, abstractHash, titleKey } = keys;
    const versionId = abstract === null ? null : takeVersionId();
    const paperId = rows.insertPaper(columns, versionId, addedMs);
    rows.insertNames(paperId, identifiers, titleKey === null ? [] : [titleKey]);
    if (versionId !== null && abstract !== null && abstractHash !== null) {
      const label = labelOf([{ fields: { arxivVersion }, fileName: origin.fileName }]);
      rows.insertVersion(versionId, paperId, abstract, label, abstractHash);
      near.add(versionId, abstract, arrival.sketch);
    }
    rows.insertSource(paperId, origin, arrival.place, versionId, arrival.stored);
    return paperId;
  }

  /** Groups the sources of papers anew, and those of all that are linked with them, together with a new record. */
  function regroup(
    seeds: Iterable<number>,
    arriving: Arriving | null = null,
    { isForced = false, homes }: Regrouping = {},
  ): Outcome {
    const family = familyOf(seeds);
    const papers = [...family.keys()].sort((one, other) => one - other);
    const known = papers.flatMap((paperId) => family.get(paperId)?.telling ?? []);
    const keys = known.map((source) => source.keys);
    const arrival = arriving?.arrival ?? null;
    if (arrival !== null) keys.push(arrival.keys);
    const decisions = hasDecisions ? decided.among([...new Set(keys.map(recordName))]) : NO_DECISIONS;
    const arranged = arrange(keys, decisions);
    let outcome: Outcome = 'added';

    // First every source gets to its paper; then each paper that lost or gained one is made anew.
    const members = new Map<number, StoredSource[]>();
    const remade = new Set<number>(isForced ? papers : []);
    const orphans = papers.filter((paperId) => family.get(paperId)?.telling.length === 0);
    const movedVersions = new Map<number, number>();
    for (const group of arranged.groups) {
      const isOfRecord = group.includes(known.length);
      const [heir, ...others] = papers.filter((paperId) => group.includes(homeOf(paperId, known, homes)));
      const [first] = group.flatMap((position) => known[position] ?? []);
      const fields = first?.fields ?? arrival?.fields;
      if (fields === undefined) throw new Error('A group holds no record.');
      const sinceMs = first === undefined ? addedMs : (addedOf.get(first.paperId) ?? addedMs);
      const adopted =
        heir === undefined ? adopt(group.flatMap((position) => keys[position] ?? [])) : undefined;
      const paperId = heir ?? adopted ?? insertPaper(fields, sinceMs);
      const sources = group.flatMap((position) => known[position] ?? []);
      for (const other of others) {
        join(other, paperId);
        remade.add(paperId);
        if (!created.delete(other)) changed.add(other);
        else joinedNew += 1;
      }
      for (const source of sources) {
        if (source.paperId === paperId) continue;
        rows.moveSource(source.id, paperId, null);
        if (source.versionId !== null) {
          movedVersions.set(
            source.versionId,
            Math.min(paperId, movedVersions.get(source.versionId) ?? paperId),
          );
        }
        remade.add(paperId).add(source.paperId);
      }
      if (isOfRecord && arriving !== null) {
        const { origin, arrival: own } = arriving;
        const id = rows.insertSource(paperId, origin, own.place, null, own.stored);
        const { fileName } = origin;
        const { fields: said, keys: ownKeys } = own;
        sources.push({
          id,
          paperId,
          fileName,
          fields: said,
          keys: ownKeys,
          versionId: null,
          isStanding: true,
        });
        remade.add(paperId);
        if (heir !== undefined) outcome = others.length > 0 ? 'merged' : 'unchanged';
      }
      members.set(paperId, sources);
    }
    for (const [versionId, paperId] of movedVersions) moveText(versionId, paperId);
    for (const [paperId, sources] of members) {
      if (!remade.has(paperId)) continue;
      const differs = makeAnew(paperId, sources);
      const isOwn = arrival !== null && sources.some((source) => source.keys === arrival.keys);
      if (differs && isOwn && outcome === 'unchanged') outcome = 'merged';
    }
    const paperOf = new Map<number, number>();
    for (const [index, group] of arranged.groups.entries()) {
      const paperId = [...members.keys()][index];
      if (paperId !== undefined) for (const position of group) paperOf.set(position, paperId);
    }
    possible.replace(new Set([...papers, ...members.keys()]), pairsOf(arranged.possible, paperOf));
    return outcome;

    /** A paper that only withdrawn files brought, and that the group is: it comes back under its number. */
    function adopt(group: readonly MergeKeys[]): number | undefined {
      const found = orphans.findIndex((paperId) => {
        const own = family.get(paperId)?.sources.map((source) => source.keys) ?? [];
        return arrange([...group, ...own], NO_DECISIONS).groups.some(
          (one) => one.some((at) => at < group.length) && one.some((at) => at >= group.length),
        );
      });
      return found === -1 ? undefined : orphans.splice(found, 1)[0];
    }
  }

  function join(from: number, into: number): void {
    const joined = () => joinPapers(database, from, into);
    // Of a paper that this very import brought, the user has made nothing yet.
    const isNew = addedOf.get(from) === addedMs && !rows.isTrashed(into);
    if (importId === null || isNew) joined();
    else joinInStep(database, importId, [from, into], joined);
  }

  /** A text whose sources all went to another paper goes there too, with the annotations on it. */
  function moveText(versionId: number, paperId: number): void {
    const version = versionOwner.get(versionId);
    if (version === undefined || version.paperId === paperId) return;
    const from = version.paperId;
    if (rows.sourcesOf(from).some((source) => source.versionId === versionId)) return;
    const known = versionOf.get(paperId, version.text);
    const toVersion = known ?? versionId;
    if (known === undefined) rows.moveVersion(versionId, paperId);
    giveAnnotations.run({ toPaper: paperId, toVersion, version: versionId, paper: from });
    moveVersionHistory(database, { paperId: from, versionId }, { paperId, versionId: toVersion });
    changed.add(from);
  }

  /** @returns whether anything changed but labels */
  function makeAnew(paperId: number, telling: readonly StoredSource[]): boolean {
    const { differs, paper, abstracts } = remake(
      paperId,
      telling,
      titleKeysOf(telling.map(({ fields }) => fields)),
    );
    const isShown = rows.hidePaper(paperId, rows.isTrashed(paperId));
    if (created.has(paperId)) {
      const texts = [...abstracts].sort((one) => (one === paper.abstract ? -1 : 1));
      created.set(paperId, indexedTexts(paper, texts));
    } else if (differs || isShown) {
      changed.add(paperId);
    }
    return differs || isShown;
  }

  return {
    rows,
    takeVersionId,
    papersOf,
    papersOfKeys,
    regroup,
    /** Must be called when a transaction begins: what was remembered of the one before may have been undone. */
    begin(): void {
      nextVersionId = rows.nextVersionId();
      hasDecisions = decided.hasAny();
      created.clear();
      changed.clear();
      shown.clear();
      near.begin();
      joinedNew = 0;
    },
    /** Stores a record of a file that does not stand, as a hidden paper of its own. */
    insertHidden(arriving: Arriving): void {
      const paperId = insertAlone(arriving);
      rows.hidePaper(paperId, true);
      changed.add(paperId);
    },
    /** Stores a record of which nothing is known yet, as a paper of its own. */
    insertNew(arriving: Arriving): void {
      created.set(insertAlone(arriving), arriving.arrival.words);
    },
    /** Takes note of a version that was stored by others. */
    noteVersion: near.add,
    /** Takes note of a paper that others have changed. */
    noteMoved(paperId: number): void {
      changed.add(paperId);
    },
    /** Takes note of a paper that others have shown or hidden; the search index holds it either way. */
    noteShown(paperId: number): void {
      shown.add(paperId);
    },
    /**
     * Looks for texts that are nearly those stored since the last time, and groups their papers.
     * @returns how many papers that were new until then have joined another
     */
    joinNear(): number {
      for (let found = near.find(); found.length > 0; found = near.find()) {
        for (const papers of found) regroup(papers);
      }
      const joined = joinedNew;
      joinedNew = 0;
      return joined;
    },
    /** Brings the search index up to date. @returns the papers that are new, changed or gone */
    flush(): number[] {
      const papers = [...changed];
      if (isChanging(database)) papers.push(...created.keys());
      if (papers.length > 0) writeIndexRows(database, papers);
      if (created.size > 0 && !isChanging(database)) {
        indexNewPapers(database, created);
        papers.push(...created.keys());
      }
      for (const paperId of papers) shown.delete(paperId);
      papers.push(...shown);
      created.clear();
      changed.clear();
      shown.clear();
      return papers;
    },
  };
}

/** A paper's sources, and those of them that count: the standing ones, or all where the user keeps the paper. */
interface Member {
  readonly sources: readonly StoredSource[];
  readonly telling: readonly StoredSource[];
}

/** The position of a source with which a stored paper stays: the one asked for, one of its arXiv id, or any. */
function homeOf(
  paperId: number,
  known: readonly StoredSource[],
  homes: ReadonlyMap<number, number> | undefined,
): number {
  const wanted = homes?.get(paperId);
  const ofPaper = (test: (source: StoredSource) => boolean) =>
    known.findIndex((source) => source.paperId === paperId && test(source));
  const asked = wanted === undefined ? -1 : ofPaper(({ id }) => id === wanted);
  if (asked !== -1) return asked;
  const anchored = ofPaper(({ keys }) => keys.arxivId !== null);
  return anchored !== -1 ? anchored : ofPaper(() => true);
}

/** Possible duplicates as pairs of papers, the strongest link of each. */
function pairsOf(
  found: readonly PossibleDuplicate[],
  paperOf: ReadonlyMap<number, number>,
): ReadonlyMap<string, PossibleDuplicate> {
  const pairs = new Map<string, PossibleDuplicate>();
  for (const possible of found) {
    const [one = 0, other = 0] = [paperOf.get(possible.one) ?? 0, paperOf.get(possible.other) ?? 0].sort(
      (first, second) => first - second,
    );
    const name = JSON.stringify([one, other]);
    if (one !== other && !pairs.has(name)) pairs.set(name, possible);
  }
  return pairs;
}
