import { randomUUID } from 'node:crypto';
import { describe as describeRange, snapToGraphemes } from '../../../shared/anchoring.ts';
import type {
  Annotation,
  AnnotationStyle,
  HighlightColour,
  Selector,
  TextRange,
} from '../../../shared/annotation.ts';
import { carrier, placeOn } from '../../../shared/carrying.ts';
import { PostilError } from '../../../shared/errors.ts';
import type { Database } from '../database.ts';
import { tagNamed } from '../organising/tags.ts';
import { indexManyPapers, indexPapers } from '../paper-index.ts';
import { changing } from '../remembering/history.ts';

interface AnnotationRow {
  readonly id: string;
  readonly paperId: number;
  readonly versionId: number;
  readonly colour: HighlightColour;
  readonly style: AnnotationStyle;
  readonly body: string | null;
  readonly tags: string;
  readonly selectors: string;
  readonly createdMs: number;
  readonly changedMs: number;
  /** The paper's current version; null when it has none. */
  readonly currentId: number | null;
}

const SELECT = `SELECT annotation.id, annotation.paper_id AS paperId, annotation.version_id AS versionId, colour, style,
    body, selectors, created_ms AS createdMs, changed_ms AS changedMs, paper.version_id AS currentId,
    (SELECT json_group_array(json_object('id', tag.id, 'name', name, 'colour', tag.colour) ORDER BY key)
     FROM annotation_tag JOIN tag ON tag.id = tag_id WHERE annotation_id = annotation.id) AS tags
  FROM annotation JOIN paper ON paper.id = annotation.paper_id`;

/** The annotations of a paper in the order of its text, orphans last. */
export function annotationsOf(database: Database, paperId: number): Annotation[] {
  return database
    .prepare<unknown[], AnnotationRow>(`${SELECT} WHERE annotation.paper_id = ?`)
    .all(paperId)
    .map(reader(database))
    .sort(inTextOrder);
}

/** For sorting: by place, orphans last, older ones first. */
export function inTextOrder(one: Annotation, other: Annotation): number {
  const start = (annotation: Annotation) => annotation.range?.start ?? Number.MAX_SAFE_INTEGER;
  const end = (annotation: Annotation) => annotation.range?.end ?? Number.MAX_SAFE_INTEGER;
  return start(one) - start(other) || end(one) - end(other) || one.createdMs - other.createdMs;
}

/** Reads rows of annotations; each text is fetched, and aligned with the current one, once. */
function reader(database: Database): (row: AnnotationRow) => Annotation {
  const select = database.prepare<unknown[], string>('SELECT text FROM version WHERE id = ?').pluck();
  const textOf = remembering((versionId: number) => select.get(versionId) ?? null);
  const carrierFrom = remembering((pair: string) => {
    const [madeOn = null, current = null] = pair.split(' ').map((id) => textOf(Number(id)));
    return madeOn === null || current === null ? null : recentCarrier(madeOn, current);
  });
  return ({ currentId, ...row }) => {
    const selectors = JSON.parse(row.selectors) as Selector[];
    const text = currentId === null ? null : textOf(currentId);
    return {
      ...row,
      motivation: row.body === null ? 'highlighting' : 'commenting',
      tags: JSON.parse(row.tags) as Annotation['tags'],
      selectors,
      range: text === null ? null : placeOn(text, selectors, carrierFrom(`${row.versionId} ${currentId}`)),
    };
  };
}

/** The texts between which marks were carried last, with the places found: a paper is opened again after each edit. */
const recent: { readonly from: string; readonly to: string; readonly carryOver: Carrier }[] = [];
const MOST_RECENT = 8;

type Carrier = ReturnType<typeof carrier>;

/** As {@link carrier}, remembered by the texts themselves: another library has other texts under the same numbers. */
function recentCarrier(from: string, to: string): Carrier {
  if (from === to) return carrier(from, to);
  const known = recent.findIndex((one) => one.from === from && one.to === to);
  const [one] = known === -1 ? [] : recent.splice(known, 1);
  const latest = one ?? { from, to, carryOver: rememberingPlaces(carrier(from, to)) };
  recent.unshift(latest);
  recent.splice(MOST_RECENT);
  return latest.carryOver;
}

function rememberingPlaces(carryOver: Carrier): Carrier {
  const placeOf = remembering((place: string) => {
    const [start = 0, end = 0] = place.split(' ').map(Number);
    return carryOver({ start, end });
  });
  return ({ start, end }) => placeOf(`${start} ${end}`);
}

function remembering<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as Value) : make(key);
    known.set(key, value);
    return value;
  };
}

/** @throws {PostilError} `not-found` */
export function readAnnotation(database: Database, id: string): Annotation {
  const row = database.prepare<unknown[], AnnotationRow>(`${SELECT} WHERE annotation.id = ?`).get(id);
  if (row === undefined) throw annotationGone();
  return reader(database)(row);
}

/** What is told of an annotation that is not there. */
export function annotationGone(): PostilError {
  return new PostilError('not-found', 'This annotation is gone.', 'Undo brings it back if you removed it.');
}

/** Annotations in the order of their ids; those that are gone are left out. */
export function annotationsById(database: Database, ids: readonly string[]): Annotation[] {
  return database
    .prepare<unknown[], AnnotationRow>(
      `${SELECT} JOIN json_each(?) AS wanted ON value = annotation.id ORDER BY wanted.key`,
    )
    .all(JSON.stringify(ids))
    .map(reader(database));
}

/** The papers that annotations are in, in the order of the first annotation of each. */
export function papersOfAnnotations(database: Database, ids: readonly string[]): number[] {
  return database
    .prepare<unknown[], number>(
      `SELECT paper_id FROM annotation JOIN json_each(?) AS wanted ON value = annotation.id
       GROUP BY paper_id ORDER BY min(wanted.key)`,
    )
    .pluck()
    .all(JSON.stringify(ids));
}

/** What the user marks. */
export interface NewAnnotation {
  readonly paperId: number;
  /** The version on whose text the range was chosen. */
  readonly versionId: number;
  readonly range: TextRange;
  readonly colour: HighlightColour;
  readonly style?: AnnotationStyle;
  /** Null or empty for a plain highlight. */
  readonly body: string | null;
  /** Names of its tags; those that are not there yet are made. */
  readonly tags?: readonly string[];
}

/**
 * Marks words of a version. The range is widened to whole grapheme clusters.
 * @throws {PostilError} `not-found` when paper or version are gone, `bad-request` for a range beyond the text
 *   or without a word in it
 */
export function addAnnotation(database: Database, wanted: NewAnnotation): Annotation {
  const body = bodyOf(wanted.body);
  const label = body === null ? (wanted.style === 'underline' ? 'Underline' : 'Highlight') : 'Comment';
  return changing(database, label, () => {
    const id = insertAnnotation(database, wanted, describeIn(database, wanted));
    putTags(database, id, wanted.tags ?? []);
    indexPapers(database, [wanted.paperId]);
    return readAnnotation(database, id);
  });
}

/** What an annotation brings along that was made elsewhere. */
export interface MadeElsewhere {
  readonly id: string;
  readonly createdMs: number;
  readonly changedMs: number;
}

/** Writes the row of a new annotation, without tags. Belongs into a change. @returns its id */
export function insertAnnotation(
  database: Database,
  wanted: Omit<NewAnnotation, 'range'>,
  selectors: readonly Selector[],
  made: MadeElsewhere | null = null,
): string {
  const id = made?.id ?? randomUUID();
  const nowMs = Date.now();
  database
    .prepare(
      `INSERT INTO annotation (id, paper_id, version_id, colour, style, body, selectors, created_ms, changed_ms)
       VALUES (@id, @paperId, @versionId, @colour, @style, @body, @selectors, @createdMs, @changedMs)`,
    )
    .run({
      id,
      paperId: wanted.paperId,
      versionId: wanted.versionId,
      colour: wanted.colour,
      style: wanted.style ?? 'highlight',
      body: bodyOf(wanted.body),
      selectors: JSON.stringify(selectors),
      createdMs: made?.createdMs ?? nowMs,
      changedMs: made?.changedMs ?? nowMs,
    });
  return id;
}

/**
 * The selectors of a range of a paper's version, widened to whole grapheme clusters.
 * @throws {PostilError} as {@link addAnnotation}
 */
export function describeIn(
  database: Database,
  { paperId, versionId, range }: Pick<NewAnnotation, 'paperId' | 'versionId' | 'range'>,
): Selector[] {
  const text = database
    .prepare<unknown[], string>('SELECT text FROM version WHERE id = ? AND paper_id = ?')
    .pluck()
    .get(versionId, paperId);
  if (text === undefined) {
    throw new PostilError(
      'not-found',
      'The text that was marked is no longer in the library.',
      'Open the paper again and mark it there.',
    );
  }
  return describeRange(text, wholeRange(text, range));
}

function wholeRange(text: string, range: TextRange): TextRange {
  if (range.start < 0 || range.start >= range.end || range.end > text.length) {
    throw new PostilError(
      'bad-request',
      `The text has ${text.length} characters, so ${range.start} to ${range.end} is not in it.`,
      'Open the paper again and mark it there.',
    );
  }
  const whole = snapToGraphemes(text, range);
  if (text.slice(whole.start, whole.end).trim() === '') {
    throw new PostilError('bad-request', 'Nothing but blanks was marked.', 'Mark at least one word.');
  }
  return whole;
}

/** What is to change of annotations; what is left out stays. */
export interface AnnotationChange {
  readonly colour?: HighlightColour | undefined;
  readonly style?: AnnotationStyle | undefined;
  /** Null or empty makes a plain highlight. */
  readonly body?: string | null | undefined;
  /** Names of tags to put on; those that are not there yet are made. */
  readonly addTags?: readonly string[] | undefined;
  /** Numbers of tags to take off. */
  readonly removeTags?: readonly number[] | undefined;
}

/** Changes annotations, all in one step of undo. @returns their papers @throws {PostilError} `not-found` */
export function changeAnnotations(
  database: Database,
  ids: readonly string[],
  change: AnnotationChange,
): number[] {
  return changing(database, ids.length === 1 ? 'Change annotation' : 'Change annotations', () => {
    const papers = requireAnnotations(database, ids);
    if (alterAnnotations(database, ids, change)) indexManyPapers(database, papers);
    return papers;
  });
}

/** Changes those of annotations that are there. Belongs into a change. @returns whether words changed that are searched */
export function alterAnnotations(
  database: Database,
  ids: readonly string[],
  change: AnnotationChange,
): boolean {
  const { colour = null, style = null, addTags = [], removeTags = [] } = change;
  const all = JSON.stringify(ids);
  const body = change.body === undefined ? 'body' : '@body';
  database
    .prepare(
      `UPDATE annotation SET colour = ifnull(@colour, colour), style = ifnull(@style, style), body = ${body},
         changed_ms = @nowMs
       WHERE id IN (SELECT value FROM json_each(@all))
         AND (colour <> ifnull(@colour, colour) OR style <> ifnull(@style, style) OR body IS NOT ${body})`,
    )
    .run({ all, colour, style, body: bodyOf(change.body ?? null), nowMs: Date.now() });
  for (const name of addTags) putTag(database, all, name);
  for (const tagId of removeTags) takeTag(database, all, tagId);
  return change.body !== undefined || addTags.length + removeTags.length > 0;
}

/** Removes annotations, all in one step of undo. @returns their papers @throws {PostilError} `not-found` */
export function removeAnnotations(database: Database, ids: readonly string[]): number[] {
  return changing(database, ids.length === 1 ? 'Remove annotation' : 'Remove annotations', () => {
    const papers = requireAnnotations(database, ids);
    deleteAnnotations(database, ids);
    indexManyPapers(database, papers);
    return papers;
  });
}

/** @returns the papers of all of these @throws {PostilError} `not-found` when one of them is gone */
function requireAnnotations(database: Database, ids: readonly string[]): number[] {
  const present = database
    .prepare<unknown[], number>(
      'SELECT count(*) FROM annotation WHERE id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(JSON.stringify(ids));
  if (present !== new Set(ids).size) throw annotationGone();
  return papersOfAnnotations(database, ids);
}

/** Belongs into a change. Tags go first, so that undo, which goes backwards, finds the annotations to put them on. */
export function deleteAnnotations(database: Database, ids: readonly string[]): void {
  const all = JSON.stringify(ids);
  const some = '(SELECT value FROM json_each(?))';
  database.prepare(`DELETE FROM annotation_tag WHERE annotation_id IN ${some}`).run(all);
  database.prepare(`DELETE FROM annotation WHERE id IN ${some}`).run(all);
}

/** Puts tags on an annotation; makes those that are not there yet. Belongs into a change. */
export function putTags(database: Database, id: string, names: readonly string[]): void {
  for (const name of names) putTag(database, JSON.stringify([id]), name);
}

/** @param all JSON of the annotations' ids */
function putTag(database: Database, all: string, name: string): void {
  database
    .prepare(
      `INSERT INTO annotation_tag (annotation_id, tag_id)
       SELECT annotation.id, @tagId FROM json_each(@all) JOIN annotation ON annotation.id = value WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .run({ all, tagId: tagNamed(database, name) });
}

/** @param all JSON of the annotations' ids */
function takeTag(database: Database, all: string, tagId: number): void {
  database
    .prepare(
      'DELETE FROM annotation_tag WHERE tag_id = @tagId AND annotation_id IN (SELECT value FROM json_each(@all))',
    )
    .run({ all, tagId });
}

function bodyOf(body: string | null): string | null {
  return body === null || body.trim() === '' ? null : body.toWellFormed();
}
