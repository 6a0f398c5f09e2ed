import { DELIMITERS, type Head, readTable, splitLine } from './delimited.ts';
import { readDate } from './fields/dates.ts';
import { namelessColumns, type Role } from './fields/delimited-columns.ts';
import { readArxivId, readDoi, readIdentifierLine } from './fields/identifiers.ts';
import { readNames } from './fields/names.ts';
import type { Format } from './format.ts';
import type { Delimiter } from './syntax/delimited-rows.ts';

/**
 * Tables without a row that names their columns, which then tell by their cells what they hold. Sure is only what has
 * an identifier of a paper in nearly each row and a column that can be nothing but titles: a table of anything else has texts too.
 */
export const headlessTable: Format = {
  name: 'headless-table',
  detect: ({ lines }) => findColumns(lines.slice(0, SAMPLED_LINES)) !== null,
  read: (dump) => readTable(dump, findColumns, SAMPLED_LINES),
};

/** So many lines are looked at. */
const SAMPLED_LINES = 100;

/** A single row might be a sentence with a DOI. */
const FEWEST_ROWS = 2;

function findColumns(lines: readonly string[]): Head | null {
  for (const delimiter of DELIMITERS) {
    const rows = rowsOf(lines, delimiter);
    const [first = []] = rows;
    if (rows.length < FEWEST_ROWS || first.length < 2 || rows.some(({ length }) => length !== first.length))
      continue;
    const cells = first.map((_, column) => rows.map((row) => row[column] ?? ''));
    const found = rolesOf(cells);
    if (found !== null) return { lineIndex: 0, delimiter, columns: namelessColumns(found), cells: [] };
  }
  return null;
}

/** The whole rows of a beginning: a cell in quotes may hold line ends. */
function rowsOf(lines: readonly string[], delimiter: Delimiter): readonly (readonly string[])[] {
  const rows: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen) rows.push(`${rows.pop() ?? ''} ${line}`);
    else if (line.trim() !== '') rows.push(line);
    if (line.split('"').length % 2 === 0) isOpen = !isOpen;
  }
  // The last one may go on behind the sample.
  if (isOpen || lines.length === SAMPLED_LINES) rows.pop();
  return rows.map((row) => splitLine(row, delimiter));
}

/** What the columns hold; null when that is not papers for sure. */
function rolesOf(columns: readonly (readonly string[])[]): readonly (Role | null)[] | null {
  const found: (Role | null)[] = columns.map(
    (cells) => PLAIN.find(([, fits]) => areAll(cells, fits))?.[0] ?? null,
  );
  const isSure = found.some((role) => role === 'doi' || role === 'arxiv');
  const texts = (fits: (cells: readonly string[]) => boolean) =>
    columns.findIndex((cells, index) => found[index] === null && fits(cells));
  for (const [role, fits] of TEXTS) {
    const index = texts(fits);
    if (index !== -1) found[index] = role;
  }
  return isSure && found.includes('title') ? found : null;
}

/** Share of a column's cells that must be filled, so that it is known by them. */
const FEWEST_FILLED = 0.6;

function areAll(cells: readonly string[], fits: (cell: string) => boolean): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length >= FEWEST_FILLED * cells.length && filled.every(fits);
}

const PLAIN: readonly (readonly [Role, (cell: string) => boolean])[] = [
  ['arxiv', (cell) => readArxivId(cell) !== null || readIdentifierLine(cell)?.identifier.scheme === 'arxiv'],
  ['doi', (cell) => readDoi(cell) !== null],
  ['link', (cell) => /^https?:\/\/\S+$/.test(cell)],
  ['year', (cell) => /^(?:19|20)\d\d$/.test(cell)],
  ['date', (cell) => /^\D|\D\d\d?\D/.test(cell) && readDate(cell) !== null],
];

/** What is told by the whole column, in the order in which it is looked for. */
const TEXTS: readonly (readonly [Role, (cells: readonly string[]) => boolean])[] = [
  ['abstract', (cells) => median(cells.map(({ length }) => length)) >= SHORTEST_ABSTRACT],
  ['authors', (cells) => areAll(cells, areNames) && 2 * cells.filter(isDivided).length >= cells.length],
  ['title', areTitles],
];

/** In UTF-16 code units. */
const SHORTEST_ABSTRACT = 300;
const LONGEST_TITLE = 250;

/** In words; names of journals are shorter, or come again. */
const SHORTEST_TITLES = 4;

function areTitles(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    filled.length >= FEWEST_FILLED * cells.length &&
    new Set(filled).size >= FEWEST_FILLED * filled.length &&
    filled.every((cell) => cell.length <= LONGEST_TITLE && /\p{L}{2}/u.test(cell)) &&
    median(filled.map((cell) => cell.split(/\s+/).length)) >= SHORTEST_TITLES
  );
}

function areNames(cell: string): boolean {
  const names = readNames(cell);
  return names.length > 0 && names.every((name) => aName.test(name));
}

const aName = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:,?\s+[\p{L}.'’-]+){0,5}$/u;

/** Whether a cell shows that it holds names, by what divides them or by initials. */
function isDivided(cell: string): boolean {
  return /[;,&|]|\sand\s|(?:^|\s)\p{Lu}\.|\s\p{Lu}{1,2}$/u.test(cell);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
