import { fold } from '../../shared/fold.ts';
import { quote } from '../../shared/print-query.ts';
import { HAS, IS, SPANS } from '../../shared/query-facts.ts';
import { FIELDS, tokenAt } from '../../shared/query-token.ts';
import type { Completion, Suggestion } from '../../shared/search.ts';
import type { SearchContext } from './context.ts';
import type { Column } from './postings.ts';

/** Suggestions of one kind where only that kind is asked for, and of all kinds together. */
const MOST = 10;
/** Suggestions of a kind among others. */
const FEW = 3;
/** Papers whose names are read, the newest ones: enough to meet those that matter, in a few milliseconds. */
const SAMPLE = 300;
/** Tags that begin so whose papers are counted, to put the most used first. */
const COUNTED_TAGS = 300;
/** A shorter beginning of a name is that of too many words to look through. */
const SHORTEST_NAME = 2;

/** Lists of names that papers have, by the field that asks for them. */
const NAMES = {
  author: { kind: 'author', column: 'authors' },
  venue: { kind: 'venue', column: 'venue' },
  category: { kind: 'category', column: 'categories' },
  in: { kind: 'institution', column: 'institutions' },
} as const satisfies Readonly<Record<string, { kind: Suggestion['kind']; column: Column }>>;

/** Names of one kind that some papers have; a row a name and paper. */
export function namesSql(column: (typeof NAMES)[keyof typeof NAMES]['column']): string {
  const papers = 'paper.id IN (SELECT value FROM json_each(?))';
  return column === 'venue'
    ? `SELECT venue FROM paper WHERE ${papers} AND venue IS NOT NULL`
    : `SELECT json_each.value FROM paper, json_each(paper.${column}) WHERE ${papers}`;
}

/** Citation keys from one text to another. */
export const KEYS = `SELECT key FROM citation_key WHERE key >= ? AND key < ? ORDER BY key LIMIT ${MOST}`;

/** Opens the completion of queries. */
export function openCompletion(context: SearchContext): (query: string, caret: number) => Completion {
  const { database, vocabulary, postings } = context;
  const tagPapers = database
    .prepare<[number], number>('SELECT count(*) FROM paper_tag WHERE tag_id = ?')
    .pluck();
  const keys = database.prepare<[string, string], string>(KEYS).pluck();

  function tagsLike(value: string, count: number): Suggestion[] {
    const tags = context.tags();
    const folded = ` ${fold(value)}`;
    const beginning = tags.filter((tag) => tag.folded.startsWith(folded));
    const further = tags.filter((tag) => !tag.folded.startsWith(folded) && tag.folded.includes(folded));
    return [beginning, further]
      .flatMap((group) =>
        group
          .slice(0, COUNTED_TAGS)
          .map(({ id, name }) => ({ name, papers: tagPapers.get(id) ?? 0 }))
          .sort((left, right) => right.papers - left.papers),
      )
      .slice(0, count)
      .map(
        ({ name, papers }): Suggestion => ({ kind: 'tag', label: name, text: `tag:${quote(name)} `, papers }),
      );
  }

  function keysLike(value: string): Suggestion[] {
    return keys
      .all(value, `${value}\u{10ffff}`)
      .map((key): Suggestion => ({ kind: 'value', label: key, text: `key:${key} `, papers: null }));
  }

  function namesLike(field: keyof typeof NAMES, value: string, count: number): Suggestion[] {
    const { kind, column } = NAMES[field];
    const folded = fold(value);
    if (folded !== '' && folded.length < SHORTEST_NAME) return [];
    const papers = folded === '' ? context.all() : postings.of(folded, column, true);
    const sample = folded === '' ? papers.subarray(0, SAMPLE) : papers.subarray(-SAMPLE);
    const counts = new Map<string, number>();
    const matches = new Map<string, boolean>();
    const rows = database
      .prepare<[string], string>(namesSql(column))
      .pluck()
      .all(JSON.stringify([...sample]));
    for (const name of rows) {
      let isMatch = matches.get(name);
      if (isMatch === undefined) {
        isMatch = ` ${fold(name)}`.includes(` ${folded}`);
        matches.set(name, isMatch);
      }
      if (isMatch) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, left], [, right]) => right - left)
      .slice(0, count)
      .map(
        ([name, number]): Suggestion => ({
          kind,
          label: name,
          text: `${field}:${quote(name)} `,
          papers: papers.length <= SAMPLE ? number : null,
        }),
      );
  }

  function wordsLike(value: string, front: string, count: number): Suggestion[] {
    const folded = fold(value);
    // Several words at once are names or phrases.
    if (folded === '' || folded.includes(' ')) return [];
    return vocabulary
      .likeliest(folded, count + 1)
      .filter(([word]) => word !== folded)
      .slice(0, count)
      .map(([word, papers]): Suggestion => ({ kind: 'word', label: word, text: `${front}${word} `, papers }));
  }

  function suggestions(field: (typeof FIELDS)[number] | null, value: string): Suggestion[] {
    switch (field) {
      case null: {
        if (fold(value) === '') return [];
        const fields = FIELDS.filter((name) => name.startsWith(value.toLowerCase()))
          .slice(0, FEW)
          .map((name): Suggestion => ({ kind: 'field', label: `${name}:`, text: `${name}:`, papers: null }));
        // Two letters begin so many names that looking them up would hold up typing.
        const names = fold(value).length > SHORTEST_NAME ? namesLike('author', value, FEW) : [];
        const others = [...fields, ...tagsLike(value, FEW), ...names];
        return [...others, ...wordsLike(value, '', MOST - others.length)];
      }
      case 'tag':
        return tagsLike(value, MOST);
      case 'author':
      case 'venue':
      case 'category':
      case 'in':
        return namesLike(field, value, MOST);
      case 'is':
        return valuesLike(field, value, IS);
      case 'has':
        return valuesLike(field, value, HAS);
      case 'added':
      case 'read':
        return valuesLike(field, value, SPANS);
      case 'key':
        return keysLike(value);
      case 'year':
      case 'rating':
      case 'arxiv':
      case 'doi':
        return [];
      default:
        return wordsLike(value, `${field}:`, MOST);
    }
  }

  return (query, caret) => {
    const { field, value, start, end } = tokenAt(query, Math.min(caret, query.length));
    return { start, end, suggestions: suggestions(field, value) };
  };
}

function valuesLike(field: string, value: string, known: readonly string[]): Suggestion[] {
  return known
    .filter((name) => name.startsWith(value.toLowerCase()))
    .map((name): Suggestion => ({ kind: 'value', label: name, text: `${field}:${name} `, papers: null }));
}
