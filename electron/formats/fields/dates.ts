const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const numeric = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T\s].*)?$/;
/** The basic form of ISO 8601. */
const basic = /^(\d{4})(\d\d)(\d\d)$/;
const dayFirst = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})(?:\s.*)?$/i;
const monthFirst = /^([a-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4})(?:\s.*)?$/i;

/**
 * Reads a date as dumps write it: `2025-06-09`, `2025/6`, `20250609`, `2025-06-09T17:59:59Z`, `Mon, 9 Jun 2025 17:59:59 GMT`,
 * `June 9, 2025`. Answers `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the day as written whatever its time zone; null for
 * what is no date of the calendar. Orders that countries read differently (`6/9/2025`) are no dates.
 */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  const byNumber = numeric.exec(trimmed);
  if (byNumber !== null) return date(byNumber[1], byNumber[2], byNumber[3]);
  const compact = basic.exec(trimmed);
  if (compact !== null) return date(compact[1], compact[2], compact[3]);
  const byDay = dayFirst.exec(trimmed);
  if (byDay !== null) return date(byDay[3], month(byDay[2]), byDay[1]);
  const byMonth = monthFirst.exec(trimmed);
  if (byMonth !== null) return date(byMonth[3], month(byMonth[1]), byMonth[2]);
  return null;
}

function month(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function date(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
): string | null {
  const year = Number(yearText);
  if (year < 1000 || year > 2999) return null;
  if (monthText === undefined) return String(year);
  const month = Number(monthText);
  if (month < 1 || month > 12) return null;
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (dayText === undefined) return yearAndMonth;
  const day = Number(dayText);
  // Day 0 of the next month is the last of this one.
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${yearAndMonth}-${String(day).padStart(2, '0')}`;
}
