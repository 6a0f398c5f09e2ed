import type { Query } from './query.ts';

/** Quotation marks: what opens, and what closes it. */
export const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
]);

/** A query as text that is parsed to the same tree (but for a last word that was being typed). */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return query.parts
        .map((part) => (part.kind === 'all' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' ');
    case 'any':
      return query.parts
        .map((part) => (part.kind === 'all' ? `(${printQuery(part)})` : printQuery(part)))
        .join(' OR ');
    case 'not':
      return query.part.kind === 'all' || query.part.kind === 'any'
        ? `-(${printQuery(query.part)})`
        : `-${printQuery(query.part)}`;
    case 'word':
      return `${query.field === null ? '' : `${query.field}:`}${query.text}${query.beginning === 'asked' ? '*' : ''}`;
    case 'phrase':
      return `${query.field === null ? '' : `${query.field}:`}${quote(query.text)}`;
    case 'tag':
      return `tag:${quote(query.name)}`;
    case 'is':
    case 'has':
      return `${query.kind}:${query.what}`;
    case 'year':
    case 'rating':
      return `${query.kind}:${printRange(query.from, query.to)}`;
    case 'added':
    case 'read':
      return `${query.kind}:${'span' in query ? query.span : printRange(query.from, query.to)}`;
    case 'identifier':
      return `${query.scheme}:${query.value}`;
    case 'key':
      return `key:${query.key}`;
    case 'import':
      return `in:${query.importId}`;
    case 'institution':
      return `in:${quote(query.name)}`;
  }
}

function printRange(from: number | string | null, to: number | string | null): string {
  return from === to && from !== null ? String(from) : `${from ?? ''}..${to ?? ''}`;
}

/** A text in the first pair of quotation marks that it does not hold itself. */
export function quote(text: string): string {
  for (const [open, close] of QUOTES) if (!text.includes(close)) return `${open}${text}${close}`;
  return `"${text.replaceAll('"', ' ')}"`;
}
