import type { PaperFields } from '../../../shared/paper.ts';
import {
  type FieldOrigin,
  ORIGIN_FIELDS,
  type OriginField,
  type Saying,
} from '../../../shared/provenance.ts';
import type { Database } from '../database.ts';
import { combine } from '../merging/combine.ts';
import { paperRows } from '../merging/paper-rows.ts';
import { requirePapers } from '../require-papers.ts';

/** Where each field of a paper comes from; fields of which no source says anything are left out. @throws {PostilError} `not-found` */
export function originsOf(database: Database, paperId: number): FieldOrigin[] {
  return database.transaction(() => {
    requirePapers(database, [paperId]);
    const all = paperRows(database).sourcesOf(paperId);
    const standing = all.filter(({ isStanding }) => isStanding);
    const sources = standing.length > 0 ? standing : all;
    const shown = combine(sources.map(({ fields }) => fields));
    return ORIGIN_FIELDS.flatMap((field): FieldOrigin[] => {
      const said = new Map<string, number[]>();
      for (const { id, fields } of sources) {
        const text = textOf(field, fields);
        if (text !== '') said.set(text, [...(said.get(text) ?? []), id]);
      }
      const shownText = textOf(field, shown);
      const sayings = [...said].map(
        ([text, sourceIds]): Saying => ({ text, sourceIds, isShown: isShown(field, text, shownText) }),
      );
      sayings.sort((one, other) => Number(other.isShown) - Number(one.isShown));
      return sayings.length === 0 ? [] : [{ field, sayings }];
    });
  })();
}

/** The field as shown; empty where nothing is said. */
function textOf(field: OriginField, fields: Pick<PaperFields, OriginField>): string {
  const value = fields[field];
  if (field === 'identifiers') {
    return fields.identifiers
      .map((one) => `${one.scheme}:${one.value}`)
      .sort()
      .join(', ');
  }
  return value === null ? '' : typeof value === 'string' ? value : value.join(', ');
}

/** Of identifiers the paper shows all. */
function isShown(field: OriginField, text: string, shown: string): boolean {
  return field === 'identifiers' || text === shown;
}
