import type { Page } from '../../shared/library.ts';
import { parseQuery } from '../../shared/query.ts';
import { useRested } from '../ui/rested.ts';

/** What ends the search may be half typed until no key was pressed for so long, in milliseconds. */
const RESTED_MS = 700;

/** What of the search was not understood, a sentence each, with the place in what is typed. */
export function NotUnderstood({
  page,
  isNewest,
  typed,
}: {
  readonly page: Page | undefined;
  /** Whether it answers what is typed. */
  readonly isNewest: boolean;
  readonly typed: string;
}) {
  const isRested = useRested(typed, RESTED_MS) === typed;
  const all = parseQuery(typed).problems;
  const problems = all.filter(({ end }) => isRested || end < typed.length);
  const known = new Set(all.map(({ message }) => message));
  // Besides its own places, what only the search knows: words that it cannot look for.
  const told = isNewest ? (page?.notUnderstood ?? []) : [];
  const others = told.filter((sentence) => !known.has(sentence));
  if (problems.length === 0 && others.length === 0) return null;
  return (
    <ul className="not-understood" aria-label="Not understood">
      {problems.map(({ message, start, end }) => (
        <li key={`${start} ${message}`}>
          <q className="not-understood__place">{typed.slice(start, end)}</q> {message}
        </li>
      ))}
      {others.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
