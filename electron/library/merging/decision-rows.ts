import { IDENTIFIER_SCHEMES, type Identifier } from '../../../shared/paper.ts';
import type { Database } from '../database.ts';
import { type Decisions, NO_DECISIONS, pairName } from './merge.ts';
import type { MergeKeys } from './merge-keys.ts';

/** By what the papers of a record are found. */
export interface RecordKeys {
  readonly identifiers: readonly Identifier[];
  readonly titleKey: string | null;
  /** Hexadecimal; empty for none that proves anything. */
  readonly abstractHash: string;
}

/** A record on the other side of a decision that it is the same paper. */
export interface DecidedRecord {
  readonly name: string;
  readonly keys: RecordKeys;
}

/** The keys by which the papers of a record are found. */
export function recordKeys(keys: MergeKeys): RecordKeys {
  const { titleKey, abstractHash } = keys;
  return { identifiers: identifiersOf(keys), titleKey, abstractHash: abstractHash?.toString('hex') ?? '' };
}

/** The identifiers of a record. */
export function identifiersOf({ arxivId, dois, pmids }: MergeKeys): Identifier[] {
  const values = { arxiv: arxivId === null ? [] : [arxivId], doi: dois, pmid: pmids };
  return IDENTIFIER_SCHEMES.flatMap((scheme) => values[scheme].map((value) => ({ scheme, value })));
}

/** Prepares the statements that read what the user decided of records, by their names. */
export function decisionRows(database: Database) {
  const any = database.prepare<[], number>('SELECT 1 FROM decision LIMIT 1').pluck();
  const among = database.prepare<
    { names: string },
    { one: string; other: string; verdict: 'same' | 'apart' }
  >(
    `SELECT one, other, verdict FROM decision WHERE one IN (SELECT value FROM json_each(:names))
       AND other IN (SELECT value FROM json_each(:names))`,
  );
  const same = database.prepare<{ name: string }, { name: string; keys: string }>(
    `SELECT other AS name, other_keys AS keys FROM decision WHERE one = :name AND verdict = 'same'
     UNION ALL SELECT one, one_keys FROM decision WHERE other = :name AND verdict = 'same'`,
  );
  return {
    /** Whether anything was ever decided. */
    hasAny: (): boolean => any.get() !== undefined,
    among(names: readonly string[]): Decisions {
      const rows = among.all({ names: JSON.stringify(names) });
      if (rows.length === 0) return NO_DECISIONS;
      const pairs = (wanted: string) =>
        new Set(
          rows.filter(({ verdict }) => verdict === wanted).map(({ one, other }) => pairName(one, other)),
        );
      return { same: pairs('same'), apart: pairs('apart') };
    },
    /** Records that are the same paper as the one of that name. */
    sameAs: (name: string): DecidedRecord[] =>
      same.all({ name }).map((row) => ({ name: row.name, keys: JSON.parse(row.keys) })),
  };
}
