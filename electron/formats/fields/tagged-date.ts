import { readDate } from './dates.ts';

/**
 * The first publication out of the dates of a record as reference managers write them: besides what
 * {@link readDate} knows, `2001/09/01/`, `2014//`, `2013 Jul 22`, `2009 Jan-Feb`, `c1995`, `Spring 2004`.
 * The first date that can be read gives the year; another of the same year may be more exact.
 */
export function firstDate(dates: readonly string[]): string | null {
  const read = dates.map(readLooseDate).filter((date) => date !== null);
  const [first] = read;
  if (first === undefined) return null;
  const sameYear = read.filter((date) => date.startsWith(first.slice(0, 4)));
  return sameYear.reduce((best, date) => (date.length > best.length ? date : best), first);
}

const slashes = /^\d{4}(?:\/\d{0,2}){1,2}/;
const yearFirst = /^(\d{4})[\s,]+([a-z]{3,9})\b\.?(?:\s*[-–/]\s*[a-z]{3,9}\.?)?(?:\s+(\d{1,2})\b)?/i;
const monthOnly = /^([a-z]{3,9})\.?(?:\s*[-–/]\s*[a-z]{3,9}\.?)?\s+(\d{4})$/i;
const year = /(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)/;

function readLooseDate(text: string): string | null {
  const trimmed = text.trim();
  const named = yearFirst.exec(trimmed);
  if (named !== null) {
    const [, inYear = '', month = '', day] = named;
    return (
      (day === undefined ? null : readDate(`${month} ${day}, ${inYear}`)) ??
      readDate(`${month} ${inYear}`) ??
      readDate(inYear)
    );
  }
  const known = readDate(trimmed);
  if (known !== null) return known;
  const slashed = slashes
    .exec(trimmed)?.[0]
    .replace(/\/+$/, '')
    .replace(/\/\/.*$/, '');
  if (slashed !== undefined) return readDate(slashed) ?? readDate(trimmed.slice(0, 4));
  const months = monthOnly.exec(trimmed);
  const dated = months === null ? null : readDate(`${months[1]} ${months[2]}`);
  return dated ?? readDate(year.exec(trimmed)?.[1] ?? '');
}
