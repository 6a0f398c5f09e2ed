/** Reading an unread part in the words that the user gave it, and taking that back. */
import { PostilError } from '../../../shared/errors.ts';
import type { Mended } from '../../../shared/import.ts';
import type { PaperRecord, Unread } from '../../../shared/paper.ts';
import { detectFormat, formats, unreadFile } from '../../formats/detect.ts';
import type { Dump, Sample } from '../../formats/format.ts';
import { detectEncoding, splitLines } from '../../formats/syntax/decode.ts';
import { type Database, transact } from '../database.ts';
import { mergeAfter } from '../index-merge.ts';
import { regrouper } from '../merging/regroup.ts';
import { changing } from '../remembering/history.ts';
import { arrivalOf } from './arrival.ts';
import { settle } from './settle.ts';
import { moveParts } from './unread.ts';
import { mendedHash } from './withdrawn-files.ts';

interface PartRow {
  readonly id: number;
  readonly text: string;
  readonly byte_start: number;
  readonly byte_end: number;
  readonly line: number;
  readonly import_id: number;
  readonly started_ms: number;
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
    const { records, reason } = readText(text, part.format);
    if (reason === null) keepMended(database, part, text, records);
    const update = database.prepare(
      'UPDATE unread SET state = ?, mended_text = ?, new_reason = ? WHERE id = ?',
    );
    return changing(database, 'Mend unread part', () => {
      const state = reason === null ? 'mended' : 'open';
      moveParts(database, { kind: 'parts', ids: [unreadId] }, false);
      update.run(state, text === part.text ? null : text, reason, unreadId);
      return { paperIds: settle(database, { paperIds: [], partIds: [unreadId] }), reason };
    });
  });
}

function partRow(database: Database, unreadId: number): PartRow {
  const row = database
    .prepare<[number], PartRow>(
      `SELECT unread.*, import_id, started_ms, name, format FROM unread
       JOIN import_file ON import_file.id = import_file_id JOIN import ON import.id = import_id
       JOIN file ON file.id = file_id WHERE unread.id = ?`,
    )
    .get(unreadId);
  if (row !== undefined) return row;
  throw new PostilError('not-found', 'That part is no longer in the tray.', 'Choose another one.');
}

/**
 * Keeps the words of a part as a file that does not stand, with hidden papers: mending lets it stand, undo lets it fall,
 * as with an import that is taken back. Its records stand at the beginning of the part, a byte apart.
 */
function keepMended(database: Database, part: PartRow, text: string, records: readonly PaperRecord[]): void {
  const { id, name, format, byte_start: byteStart, byte_end: byteEnd, line } = part;
  const hash = mendedHash(id, text);
  if (database.prepare('SELECT 1 FROM file WHERE hash = ?').get(hash) !== undefined) return;
  const fileId = Number(
    database
      .prepare('INSERT INTO file (hash, name, format, bytes, withdrawn, part_id) VALUES (?, ?, ?, ?, 1, ?)')
      .run(hash, name, format, Buffer.byteLength(text), id).lastInsertRowid,
  );
  const papers = regrouper(database, part.started_ms);
  papers.begin();
  const origin = { importId: part.import_id, fileId, fileName: name };
  for (const [index, { fields }] of records.entries()) {
    const place = { byteStart: byteStart + index, byteEnd, line };
    papers.insertHidden({ arrival: arrivalOf({ kind: 'record', fields, place }), origin });
  }
  papers.joinNear();
  papers.flush();
  mergeAfter(database, 1);
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
