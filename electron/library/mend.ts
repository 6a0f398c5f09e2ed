/** Reading an unread part in the words that the user gave it, and taking that back. */
import { PostilError } from '../../shared/errors.ts';
import type { Mended } from '../../shared/import.ts';
import type { PaperRecord, Unread } from '../../shared/paper.ts';
import { detectEncoding, splitLines } from '../formats/decode.ts';
import { detectFormat, formats, unreadFile } from '../formats/detect.ts';
import type { Dump, Sample } from '../formats/format.ts';
import { absorber } from './absorb.ts';
import { type Database, transact } from './database.ts';
import { changing } from './history.ts';
import { movePaperHistory } from './history-moves.ts';
import { withdrawSources } from './withdraw-sources.ts';

interface PartRow {
  readonly id: number;
  readonly state: 'open' | 'dismissed' | 'mended' | 'again';
  readonly text: string;
  readonly mended_text: string | null;
  readonly byte_start: number;
  readonly byte_end: number;
  readonly line: number;
  readonly paper_ids: string;
  readonly import_id: number;
  readonly started_ms: number;
  readonly file_id: number;
  readonly name: string;
  readonly format: string | null;
}

/**
 * Reads a part in the words that the user gave it: by the reader of its file, else by whichever knows such a text.
 * Its papers say that they stood where the part stands. What cannot be read still, even in part, stays in the tray with
 * the new words and the new reason. One step of undo.
 * @throws {PostilError} `not-found`
 */
export function readAgain(database: Database, unreadId: number, text: string): Mended {
  return transact(database, () => {
    const part = partRow(database, unreadId);
    const read = readText(text, part.format);
    const update = database.prepare(
      'UPDATE unread SET state = ?, mended_text = ?, new_reason = ? WHERE id = ?',
    );
    changing(database, 'Mend unread part', () =>
      update.run(
        read.reason === null ? 'mended' : 'open',
        text === part.text ? null : text,
        read.reason,
        unreadId,
      ),
    );
    return { paperIds: settleMended(database), reason: read.reason };
  });
}

/**
 * Makes the papers that follow from parts as they now stand: those of parts that were mended come, those of parts of
 * which that was taken back go. Belongs into the transaction that changed the parts, or took that back.
 * @returns papers that are new, changed or gone
 */
export function settleMended(database: Database): number[] {
  const changed = new Set<number>();
  const unsettled = database
    .prepare<[], number>(`SELECT id FROM unread WHERE (state = 'mended') <> (made = 1)`)
    .pluck()
    .all();
  for (const unreadId of unsettled) {
    const part = partRow(database, unreadId);
    const isMended = part.state === 'mended';
    const { records } = readText(part.mended_text ?? part.text, part.format);
    const papers = isMended ? absorbMended(database, part, records) : withdrawSources(database, part);
    for (const paperId of papers) changed.add(paperId);
    database.prepare('UPDATE unread SET made = ? WHERE id = ?').run(isMended ? 1 : 0, unreadId);
  }
  return [...changed];
}

function partRow(database: Database, unreadId: number): PartRow {
  const row = database
    .prepare<[number], PartRow>(
      `SELECT unread.*, import_id, started_ms, file_id, name, format FROM unread
       JOIN import_file ON import_file.id = import_file_id JOIN import ON import.id = import_id
       JOIN file ON file.id = file_id WHERE unread.id = ?`,
    )
    .get(unreadId);
  if (row !== undefined) return row;
  throw new PostilError('not-found', 'That part is no longer in the tray.', 'Choose another one.');
}

/** Records stand at the beginning of the part, a byte apart: in a file each place has one record. */
function absorbMended(database: Database, part: PartRow, records: readonly PaperRecord[]): number[] {
  const papers = absorber(database, part.started_ms);
  const { byte_start: byteStart, byte_end: byteEnd, line } = part;
  const origin = { importId: part.import_id, fileId: part.file_id, fileName: part.name };
  papers.begin();
  for (const [index, { fields }] of records.entries()) {
    const place = { byteStart: byteStart + index, byteEnd, line };
    papers.absorb({ kind: 'record', fields, place }, origin, true);
  }
  const changed = papers.flush();
  const made = database
    .prepare<unknown[], number>(
      'SELECT paper_id FROM source WHERE file_id = ? AND byte_start >= ? AND byte_start < ? ORDER BY byte_start',
    )
    .pluck()
    .all(part.file_id, byteStart, byteEnd);
  followPapers(database, JSON.parse(part.paper_ids), made);
  database.prepare('UPDATE unread SET paper_ids = ? WHERE id = ?').run(JSON.stringify(made), part.id);
  return changed;
}

/** A paper that was taken back and is made again has a new number, under which what the user did to it is redone. */
function followPapers(database: Database, before: readonly number[], made: readonly number[]): void {
  const isThere = database.prepare('SELECT 1 FROM paper WHERE id = ?');
  for (const [index, paperId] of before.entries()) {
    const now = made[index];
    if (now !== undefined && now !== paperId && isThere.get(paperId) === undefined) {
      movePaperHistory(database, paperId, now);
    }
  }
}

/** What a text holds. */
interface ReadText {
  readonly records: readonly PaperRecord[];
  /** Why it cannot be read, or not all of it; null when it can. */
  readonly reason: string | null;
}

/** @param formatName of the file that the text is a part of; null when no reader knew it */
function readText(text: string, formatName: string | null): ReadText {
  const bytes = Buffer.from(text, 'utf8');
  const encoding = detectEncoding(bytes);
  const sample: Sample = {
    encoding: encoding.name,
    lines: Array.from(splitLines([bytes], encoding), (line) => line.text),
  };
  const dump: Dump = { encoding, lines: () => splitLines([bytes], encoding), bytes: () => [bytes] };
  const own = formats.find(({ name }) => name === formatName) ?? null;
  const detected = detectFormat(bytes, sample);
  const attempts = [own, detected === own ? null : detected]
    .filter((format) => format !== null)
    .map((format) => [...format.read(dump)]);
  const whole = attempts.find(isRead);
  if (whole !== undefined) return { records: whole.filter((part) => part.kind === 'record'), reason: null };
  const refused =
    attempts.flat().find((part) => part.kind === 'unread') ?? unreadFile(bytes, sample, bytes.length);
  const { reason, place } = refused;
  return { records: [], reason: place.line === 1 ? reason : `Line ${place.line} of it: ${reason}` };
}

function isRead(parts: readonly (PaperRecord | Unread)[]): boolean {
  return parts.length > 0 && parts.every(({ kind }) => kind === 'record');
}
