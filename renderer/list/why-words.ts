import type { ExplainedCloseness, ExplainedWord, Explanation } from '../../shared/search.ts';

/** What a paper's tier means. */
export function tierInWords({ tier, words }: Pick<Explanation, 'tier' | 'words'>): string {
  const isWordless = words.every(({ required }) => !required);
  if (tier === null) return 'The search does not find this paper.';
  if (isWordless) return 'It fulfils all that the search asks for.';
  if (tier === 'exact') return 'Every word stands in it as typed, or with another ending.';
  return words.some(({ required, found }) => required && found === null)
    ? 'Not every word stands in it, but the weightier ones do.'
    : 'Every word stands in it, some of them bent.';
}

const HOW: Readonly<Record<NonNullable<ExplainedWord['how']>, string>> = {
  typed: '',
  beginning: 'begins with',
  joined: 'joined or divided, for',
  twin: 'another spelling of',
  inflection: 'another ending of',
  related: 'related to',
  bent: 'bent from',
};

/** How the word that was found came from the one typed; empty for one that was found as typed. */
export function howInWords({ word, how }: Pick<ExplainedWord, 'word' | 'how'>): string {
  const words = how === null ? '' : HOW[how];
  return words === '' ? '' : `${words} ${word}`;
}

/** Where a word stands: `title, abstract ×3`. */
export function placesInWords(places: ExplainedWord['places']): string {
  return places.map(({ part, count }) => (count > 1 ? `${part} ×${count}` : part)).join(', ');
}

/** How close two words stand. */
export function closenessInWords({ off }: Pick<ExplainedCloseness, 'off'>): string {
  if (off === 0) return 'stand as in the search';
  return `stand close, ${off === 1 ? 'one word' : `${off} words`} off`;
}
