import type { Page } from '../../shared/library.ts';
import { parseQuery } from '../../shared/query.ts';

/** What of the search was not understood, a sentence each, with the place in what is typed. */
export function NotUnderstood({ page, typed }: { readonly page: Page | undefined; readonly typed: string }) {
  const { problems } = parseQuery(typed);
  const known = new Set(problems.map(({ message }) => message));
  // Besides its own places, what only the search knows: words that it cannot look for.
  const others = (page?.notUnderstood ?? []).filter((sentence) => !known.has(sentence));
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
