import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { indexManyPapers } from '../paper-index.ts';
import type { Slices } from '../remembering/slices.ts';
import {
  type AnnotationChange,
  alterAnnotations,
  annotationGone,
  changeAnnotations,
  deleteAnnotations,
  removeAnnotations,
} from './annotations.ts';

/** So many annotations are changed in one go, in some 20 ms: for so long no edit is taken. */
export const ANNOTATIONS_AT_ONCE = 1000;

/** As {@link changeAnnotations}, of any number, in slices; what is searched is then indexed later. */
export async function changeManyAnnotations(
  database: Database,
  slices: Slices,
  ids: readonly string[],
  change: AnnotationChange,
): Promise<number[]> {
  if (ids.length <= ANNOTATIONS_AT_ONCE) return changeAnnotations(database, ids, change);
  return inSlices(database, slices, 'Change annotations', ids, (some) =>
    alterAnnotations(database, some, change),
  );
}

/** As {@link removeAnnotations}, of any number, in slices; what is searched is then indexed later. */
export async function removeManyAnnotations(
  database: Database,
  slices: Slices,
  ids: readonly string[],
): Promise<number[]> {
  if (ids.length <= ANNOTATIONS_AT_ONCE) return removeAnnotations(database, ids);
  return inSlices(database, slices, 'Remove annotations', ids, (some) => {
    deleteAnnotations(database, some);
    return true;
  });
}

/** @param work tells whether words changed that are searched @throws {PostilError} `not-found`, before anything is changed */
async function inSlices(
  database: Database,
  slices: Slices,
  label: string,
  ids: readonly string[],
  work: (ids: readonly string[]) => boolean,
): Promise<number[]> {
  let papers: number[] = [];
  await slices.change(label, async () => {
    const byPaper = await annotationsByPaper(database, ids);
    papers = [...byPaper.keys()].sort((one, other) => one - other);
    const parts: { readonly papers: number[]; readonly ids: string[] }[] = [];
    for (const paper of papers) {
      const own = byPaper.get(paper) ?? [];
      let part = parts.at(-1);
      if (part === undefined || part.ids.length + own.length > ANNOTATIONS_AT_ONCE) {
        part = { papers: [], ids: [] };
        parts.push(part);
      }
      part.papers.push(paper);
      part.ids.push(...own);
    }
    return parts.map((part) => () => {
      if (work(part.ids)) indexManyPapers(database, part.papers, 0);
    });
  });
  return papers;
}

/** @throws {PostilError} `not-found` when one of the annotations is gone */
async function annotationsByPaper(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<number, string[]>> {
  const select = database.prepare<unknown[], { readonly id: string; readonly paperId: number }>(
    'SELECT annotation.id, paper_id AS paperId FROM json_each(?) JOIN annotation ON annotation.id = value',
  );
  const byPaper = new Map<number, string[]>();
  const all = [...new Set(ids)];
  for (let at = 0; at < all.length; at += ANNOTATIONS_AT_ONCE) {
    const some = all.slice(at, at + ANNOTATIONS_AT_ONCE);
    const rows = select.all(JSON.stringify(some));
    if (rows.length < some.length) throw annotationGone();
    for (const { id, paperId } of rows) {
      const own = byPaper.get(paperId);
      if (own === undefined) byPaper.set(paperId, [id]);
      else own.push(id);
    }
    await setImmediate();
  }
  return byPaper;
}
