import { quote } from '../../shared/print-query.ts';
import { parseQuery, type Query } from '../../shared/query.ts';
import { levelsOf, tagKey } from '../../shared/tag.ts';

/** Whether a query asks for papers with a tag, or without it. */
export type TagChoice = 'with' | 'without';

/** The query of a tag and those below it. */
export function tagQuery(name: string): string {
  return `tag:${quote(name)}`;
}

/** The tags that a query asks for at its top, by their keys. */
export function tagChoices(query: string): ReadonlyMap<string, TagChoice> {
  const choices = new Map<string, TagChoice>();
  for (const { part } of parseQuery(query).parts) {
    const choice = choiceOf(part);
    if (choice !== null) choices.set(choice.key, choice.choice);
  }
  return choices;
}

/** The query with a tag asked for, left out, or (null) neither; all else in it stays as it is written. */
export function withTag(query: string, name: string, choice: TagChoice | null): string {
  const key = keyOf(name);
  const kept = withoutParts(query, (part) => choiceOf(part)?.key === key);
  const wanted = choice === null ? '' : `${choice === 'without' ? '-' : ''}${tagQuery(name)}`;
  return [kept, wanted].filter((part) => part !== '').join(' ');
}

/** The query without the tags at its top. */
export function withoutTags(query: string): string {
  return withoutParts(query, (part) => choiceOf(part) !== null);
}

/** What a click makes of a choice: from neither to with, to without, to neither. */
export function nextChoice(choice: TagChoice | undefined): TagChoice | null {
  return choice === undefined ? 'with' : choice === 'with' ? 'without' : null;
}

function withoutParts(query: string, isUnwanted: (part: Query) => boolean): string {
  let kept = '';
  let from = 0;
  for (const { part, start, end } of parseQuery(query).parts) {
    if (!isUnwanted(part)) continue;
    kept += query.slice(from, start);
    from = end;
  }
  return (kept + query.slice(from)).replace(/\s+/g, ' ').trim();
}

function choiceOf(part: Query): { readonly key: string; readonly choice: TagChoice } | null {
  if (part.kind === 'tag') return { key: keyOf(part.name), choice: 'with' };
  if (part.kind === 'not' && part.part.kind === 'tag')
    return { key: keyOf(part.part.name), choice: 'without' };
  return null;
}

function keyOf(name: string): string {
  return tagKey(levelsOf(name).join('/'));
}
