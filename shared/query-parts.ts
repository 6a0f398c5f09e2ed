/** Changes to a query by its parts: the chips that it is shown as, and searching within what it found. */
import { printQuery } from './print-query.ts';
import { parseQuery, type Query, type QueryPart } from './query.ts';

/** Whether a part is excluded. */
export function isExcluded({ part }: QueryPart): boolean {
  return part.kind === 'not';
}

/** The query with a part asked for otherwise: what was included is excluded, what was excluded is gone. */
export function toggled(query: string, part: QueryPart): string {
  if (isExcluded(part)) return withoutPart(query, part);
  const text = query.slice(part.start, part.end);
  // What binds more loosely than the hyphen, or begins with one, needs brackets.
  const excluded = part.part.kind === 'any' || text.startsWith('-') ? `-(${text})` : `-${text}`;
  return query.slice(0, part.start) + excluded + query.slice(part.end);
}

/** The query without a part, and without the blanks that stood around it twice. */
export function withoutPart(query: string, { start, end }: QueryPart): string {
  const before = query.slice(0, start);
  const after = query.slice(end);
  return /(?:^|\s)$/.test(before) ? before + after.replace(/^\s+/, '') : before + after;
}

/** The query that finds, among what one query finds, what another does. Brackets and quotation marks left open are closed. */
export function within(query: string, narrower: string): string {
  const outer = printQuery({ kind: 'all', parts: parseQuery(query).query.parts.map(settled) });
  return [outer, narrower.trim()].filter((text) => text !== '').join(' ');
}

/** With the word that was still being typed as the beginning that it was searched as. */
function settled(part: Query): Query {
  if (part.kind !== 'word' || part.beginning !== 'typing') return part;
  return { ...part, beginning: /^[a-z\d]$/i.test(part.text) ? 'no' : 'asked' };
}
