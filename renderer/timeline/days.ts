import type { DaySummary } from '../../shared/memory.ts';
import { counted, dateInWords, number } from '../ui/format.ts';

const WEEK_MS = 6 * 86_400_000;

/** A day (`YYYY-MM-DD`) as one speaks of it: Today, Yesterday, Tuesday, else 3 November 2026. */
export function dayInWords(day: string, now: Date): string {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const then = new Date(`${day}T00:00`);
  const ago = midnight.getTime() - then.getTime();
  if (ago <= 0) return 'Today';
  // A day of a change of the clocks is an hour shorter or longer.
  if (ago <= 25 * 3_600_000) return 'Yesterday';
  return ago < WEEK_MS + 3_600_000 ? then.toLocaleDateString('en', { weekday: 'long' }) : dateInWords(day);
}

/** What a day brought: "14 papers imported, 3 tagged". Empty when none of it was counted. */
export function summaryInWords({ imported, tagged, annotated, noted, marked }: DaySummary): string {
  const parts: readonly (readonly [count: number, what: string])[] = [
    [imported, 'imported'],
    [tagged, 'tagged'],
    [annotated, 'annotated'],
    [noted, 'noted on'],
    [marked, 'sorted or starred'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what], index) => `${index === 0 ? counted(count, 'paper') : number(count)} ${what}`)
    .join(', ');
}
