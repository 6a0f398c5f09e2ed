import { fold } from './fold.ts';

/** What a citation key is made from; `authors` as the library keeps them, a JSON array of names. */
export interface KeyFacts {
  readonly title: string | null;
  readonly heading: string;
  readonly authors: string;
  readonly year: number | null;
}

/** Words that begin titles and tell nothing. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'a an the on of in to for from with and or is are do does how what why when towards toward using via'.split(
    ' ',
  ),
);

/**
 * The citation key that a paper gets when no other has it: last name of the first author, year, first telling word of
 * the title; what is unknown is left out.
 */
export function plainKey({ title, heading, authors, year }: KeyFacts): string {
  const [first = '']: string[] = JSON.parse(authors);
  const name = first.includes(',')
    ? first.slice(0, first.indexOf(','))
    : (first.trim().split(/\s+/).at(-1) ?? '');
  const words = fold(title ?? heading)
    .split(' ')
    .map(ascii);
  const word = words.find((one) => one.length > 1 && !EMPTY_WORDS.has(one)) ?? '';
  return `${ascii(fold(name))}${year ?? ''}${word}` || 'paper';
}

/** Letters and digits that every program of citations takes. */
function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase();
}
