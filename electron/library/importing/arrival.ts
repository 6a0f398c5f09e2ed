import type { PaperRecord } from '../../../shared/paper.ts';
import { type CombinedPaper, combine } from '../merging/combine.ts';
import { type MergeKeys, mergeKeys } from '../merging/merge-keys.ts';
import { type PaperColumns, paperColumns } from '../merging/paper-rows.ts';
import { readAbstract } from '../merging/read-abstract.ts';
import type { Sketch } from '../merging/sketch.ts';
import { storedFields } from '../merging/stored-fields.ts';
import { type IndexedTexts, indexedWords } from '../paper-index.ts';

/**
 * A record with all that follows from it alone: what takes time but no library, so that another thread can work it out
 * (reading-worker.ts).
 */
export interface Arrival extends PaperRecord {
  readonly keys: MergeKeys;
  /** Of its fields; see there. */
  readonly arxivVersion: number | null;
  /** Its fields as they are stored. */
  readonly stored: string;
  /** The row of a paper of which nothing else tells. */
  readonly columns: PaperColumns;
  readonly identifiers: CombinedPaper['identifiers'];
  /** The words of such a paper. */
  readonly words: IndexedTexts;
  /** See {@link Sketch}; empty without an abstract. */
  readonly sketch: Sketch;
}

/** Works out what follows from a record. */
export function arrivalOf(record: PaperRecord): Arrival {
  const { fields } = record;
  const { abstract } = fields;
  const paper = combine([fields]);
  const read = abstract === null ? null : readAbstract(abstract);
  return {
    ...record,
    keys: mergeKeys(fields, read?.hash ?? null),
    arxivVersion: fields.arxivVersion,
    stored: storedFields(fields),
    columns: paperColumns(paper),
    identifiers: paper.identifiers,
    words: indexedWords(paper, read?.folded ?? ''),
    sketch: read?.sketch ?? [],
  };
}
