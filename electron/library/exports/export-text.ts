import type { ExportFormat } from '../../../shared/export.ts';
import type { OpenPaper } from '../../../shared/library.ts';
import { colourMeanings } from '../annotating/colour-meanings.ts';
import type { Database } from '../database.ts';
import { openPaper } from '../papers.ts';
import { bibtex } from './bibtex.ts';
import { cslJson } from './csl-json.ts';
import { csv } from './csv.ts';
import type { ExportWriter } from './export-writer.ts';
import { jsonl } from './jsonl.ts';
import { markdown } from './markdown.ts';
import { ris } from './ris.ts';
import { w3c } from './w3c.ts';

const WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  bibtex,
  ris,
  'csl-json': cslJson,
  jsonl,
  csv,
  markdown,
  w3c,
};

/** What is to be written. */
export interface ExportChoice {
  readonly format: ExportFormat;
  readonly paperIds: readonly number[];
  /** Only these of their annotations; null for all. */
  readonly annotationIds: readonly string[] | null;
}

/** A piece of an export; `isPaper` tells those that are a paper. */
export interface ExportPiece {
  readonly text: string;
  readonly isPaper: boolean;
}

/**
 * Writes papers in a format, piece by piece, so that however many there are, one at a time is held.
 * Citation keys that are not there yet are made. Papers that are gone meanwhile are left out.
 */
export function* exportText(database: Database, choice: ExportChoice): Generator<ExportPiece> {
  const { begin, between, end, entry } = WRITERS[choice.format];
  // Most papers have no annotations: those that have are told before all is read of each.
  const table = choice.format === 'w3c' ? 'annotation WHERE paper_id' : 'paper WHERE id';
  const exists = database.prepare(`SELECT 1 FROM ${table} = ?`);
  const wanted = choice.annotationIds === null ? null : new Set(choice.annotationIds);
  const meanings = colourMeanings(database);
  let isFirst = true;
  yield { text: begin, isPaper: false };
  for (const paperId of choice.paperIds) {
    if (exists.get(paperId) === undefined) continue;
    const text = entry(chosenOf(openPaper(database, paperId), wanted), meanings);
    if (text === null) continue;
    yield { text: isFirst ? text : between + text, isPaper: true };
    isFirst = false;
  }
  yield { text: end, isPaper: false };
}

function chosenOf(open: OpenPaper, wanted: ReadonlySet<string> | null): OpenPaper {
  if (wanted === null) return open;
  return { ...open, annotations: open.annotations.filter(({ id }) => wanted.has(id)) };
}
