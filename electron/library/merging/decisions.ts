import { PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { settle } from '../importing/settle.ts';
import { changing } from '../remembering/history.ts';
import { requirePapers } from '../require-papers.ts';
import { recordKeys } from './decision-rows.ts';
import { pairName } from './merge.ts';
import { isProvable, type MergeKeys, recordName } from './merge-keys.ts';
import { paperRows, type StoredSource } from './paper-rows.ts';

/** Two papers. */
export type PaperPair = readonly [number, number];

/**
 * Makes one paper of each two.
 * @returns the papers that changed
 * @throws {PostilError} `not-found`, or `bad-request` where nothing tells a paper from others that say as little
 */
export function mergePapers(database: Database, pairs: readonly PaperPair[]): number[] {
  return deciding(
    database,
    pairs.length === 1 ? 'Merge papers' : `Merge ${pairs.length} pairs of papers`,
    pairs,
    (one, other) => {
      const [first] = one;
      const [second] = other;
      if (first === undefined || second === undefined) return;
      forget(database, one, other);
      remember(database, first, second, 'same');
    },
  );
}

/** Keeps each two papers apart for good. Returns and throws what {@link mergePapers} does. */
export function keepApart(database: Database, pairs: readonly PaperPair[]): number[] {
  const label = pairs.length === 1 ? 'Keep papers apart' : `Keep ${pairs.length} pairs of papers apart`;
  return deciding(database, label, pairs, (one, other) => part(database, one, other));
}

function deciding(
  database: Database,
  label: string,
  pairs: readonly PaperPair[],
  decide: (one: readonly MergeKeys[], other: readonly MergeKeys[]) => void,
): number[] {
  return changing(database, label, () => {
    const paperIds = new Set(pairs.flat());
    requirePapers(database, [...paperIds]);
    for (const [one, other] of pairs) decide(decidable(database, one), decidable(database, other));
    return settle(database, { paperIds });
  });
}

/**
 * Makes a paper of its own of some of a paper's sources, for good. The rest keeps the number, the tags and the note;
 * annotations go with the text that they are on.
 * @returns the number of the new paper, and all that changed
 * @throws {PostilError} `not-found`, or `bad-request` where the sources cannot be told apart
 */
export function takeApart(
  database: Database,
  paperId: number,
  sourceIds: readonly number[],
): { readonly newPaperId: number; readonly paperIds: readonly number[] } {
  return changing(database, 'Take paper apart', () => {
    requirePapers(database, [paperId]);
    const all = paperRows(database).sourcesOf(paperId);
    const standing = all.filter(({ isStanding }) => isStanding);
    const sources = standing.length > 0 ? standing : all;
    const names = new Set(
      sources.filter(({ id }) => sourceIds.includes(id)).map(({ keys }) => recordName(keys)),
    );
    const [leaving, staying] = [true, false].map((leaves) =>
      sources.filter(({ keys }) => names.has(recordName(keys)) === leaves),
    );
    const [first] = leaving ?? [];
    const [home] = staying ?? [];
    if (first === undefined || home === undefined || leaving === undefined || staying === undefined) {
      throw new PostilError(
        'bad-request',
        'These sources cannot be told apart from the others: they say the same.',
        'Choose some of the sources that say something else, but not all.',
      );
    }
    part(database, keysOfSources(leaving), keysOfSources(staying));
    holdTogether(database, leaving);
    holdTogether(database, staying);
    const paperIds = settle(database, { paperIds: [paperId], homes: new Map([[paperId, home.id]]) });
    const newPaperId = database
      .prepare<[number], number>('SELECT paper_id FROM source WHERE id = ?')
      .pluck()
      .get(first.id);
    if (newPaperId === undefined) throw new Error('A source was lost while its paper was taken apart.');
    return { newPaperId, paperIds };
  });
}

/** What kept these records together may be on the other side now. */
function holdTogether(database: Database, sources: readonly StoredSource[]): void {
  const [first, ...others] = keysOfSources(sources);
  if (first !== undefined) for (const other of others) remember(database, first, other, 'same');
}

function part(database: Database, one: readonly MergeKeys[], other: readonly MergeKeys[]): void {
  for (const ofOne of one) for (const ofOther of other) remember(database, ofOne, ofOther, 'apart');
}

/** Takes back what was decided of records of two papers. */
function forget(database: Database, one: readonly MergeKeys[], other: readonly MergeKeys[]): void {
  const remove = database.prepare('DELETE FROM decision WHERE one = ? AND other = ?');
  for (const ofOne of one) {
    for (const ofOther of other) remove.run(...pairName(recordName(ofOne), recordName(ofOther)).split('\n'));
  }
}

function remember(database: Database, one: MergeKeys, other: MergeKeys, verdict: 'same' | 'apart'): void {
  const names = [recordName(one), recordName(other)] as const;
  if (names[0] === names[1]) return;
  const [first, second] = names[0] < names[1] ? [one, other] : [other, one];
  database
    .prepare(
      `INSERT INTO decision (one, other, verdict, one_keys, other_keys) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (one, other) DO UPDATE SET verdict = excluded.verdict`,
    )
    .run(
      recordName(first),
      recordName(second),
      verdict,
      JSON.stringify(recordKeys(first)),
      JSON.stringify(recordKeys(second)),
    );
}

/** The keys of a paper's records, by which a decision finds them again: it would else hold for all that say as little. */
function decidable(database: Database, paperId: number): MergeKeys[] {
  const keys = keysOfSources(paperRows(database).sourcesOf(paperId));
  if (keys.every(isProvable)) return keys;
  throw new PostilError(
    'bad-request',
    'One of these papers has no identifier, no title with an author and no abstract of its own, so that it cannot be told from others that say as little.',
    'Add what it lacks to its file and import that, or put the paper into the trash.',
  );
}

/** The keys of each kind of record once, in the order of their names. */
function keysOfSources(sources: readonly StoredSource[]): MergeKeys[] {
  const byName = new Map(sources.map(({ keys }) => [recordName(keys), keys]));
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, keys]) => keys);
}
