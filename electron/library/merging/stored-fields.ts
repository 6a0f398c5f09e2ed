import { type Identifier, NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';

/** By what letter each field is stored: every record of every dump has them, and their names would be a fifth of it. */
const LETTERS = {
  title: 't',
  authors: 'a',
  identifiers: 'i',
  arxivVersion: 'x',
  published: 'p',
  comment: 'c',
  categories: 's',
  venue: 'v',
  institution: 'u',
} as const satisfies Record<Exclude<keyof PaperFields, 'abstract'>, string>;

type Name = keyof typeof LETTERS;

/** Every field but the abstract with its letter and what it holds where a dump is silent, in one order. */
const FIELDS = (Object.keys(LETTERS) as Name[]).map(
  (name) => [name, LETTERS[name], NO_FIELDS[name]] as const,
);

/**
 * The fields as they are stored: JSON of those that say something, by letters, without the abstract, which stands in
 * the version. Identifiers stand in one list, each scheme before its value.
 */
export function storedFields(fields: PaperFields): string {
  const said: Record<string, unknown> = {};
  for (const [name, letter, silence] of FIELDS) {
    const value = fields[name];
    if (value === silence || (Array.isArray(value) && value.length === 0)) continue;
    said[letter] =
      name === 'identifiers' ? fields.identifiers.flatMap((one) => [one.scheme, one.value]) : value;
  }
  return JSON.stringify(said);
}

/** Fields as {@link storedFields} wrote them. @param abstract the text of their version */
export function readFields(stored: string, abstract: string | null): PaperFields {
  const said: Record<string, unknown> = JSON.parse(stored);
  const fields: Record<string, unknown> = { ...NO_FIELDS, abstract };
  for (const [name, letter] of FIELDS) {
    const value = said[letter];
    if (value !== undefined) fields[name] = name === 'identifiers' ? pairs(value as string[]) : value;
  }
  return fields as unknown as PaperFields;
}

function pairs(list: readonly string[]): Identifier[] {
  const found: Identifier[] = [];
  for (let at = 0; at + 1 < list.length; at += 2) {
    found.push({ scheme: list[at] as Identifier['scheme'], value: list[at + 1] ?? '' });
  }
  return found;
}
