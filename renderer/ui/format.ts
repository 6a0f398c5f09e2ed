/** A count with a noun: `1 paper`, `1,234 papers`. @param plural when it is not the noun with an s */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

// Made once: each toLocaleString makes its own, and the sidebar shows many.
const NUMBER = new Intl.NumberFormat('en');

/** A whole number with thousands set apart. */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** Authors for one line of the list: three at most. */
export function shortAuthors(authors: readonly string[]): string {
  if (authors.length <= 3) return authors.join(', ');
  return `${authors.slice(0, 2).join(', ')} and ${authors.length - 2} others`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date of a paper (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) in words: `9 June 2025`. Anything else as it is. */
export function dateInWords(published: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(published);
  if (parts === null) return published;
  const [, year, month, day] = parts;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), name, year]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** A moment for the sidebar: the time today, else the day, in the user's own zone. */
export function momentInWords(momentMs: number, nowMs: number): string {
  const moment = new Date(momentMs);
  const now = new Date(nowMs);
  if (moment.toDateString() === now.toDateString()) {
    return moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  }
  const day = `${moment.getDate()} ${MONTHS[moment.getMonth()]?.slice(0, 3)}`;
  return moment.getFullYear() === now.getFullYear() ? day : `${day} ${moment.getFullYear()}`;
}

/** How long something took: `0.4 s`, `12 s`, `3 min`. */
export function durationInWords(durationMs: number): string {
  if (durationMs < 10_000) return `${(durationMs / 1000).toFixed(1)} s`;
  if (durationMs < 120_000) return `${Math.round(durationMs / 1000)} s`;
  return `${Math.round(durationMs / 60_000)} min`;
}
