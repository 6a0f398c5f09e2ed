import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openLibraryReadOnly } from '../library/database.ts';
import { type WrittenLibrary, writtenLibrary } from '../library/safekeeping/written-library.ts';
import { openSearch } from './search.ts';

let library: WrittenLibrary;
let reader: Database;

beforeEach(() => {
  library = writtenLibrary();
  reader = openLibraryReadOnly(library.folder);
});

afterEach(() => {
  reader.close();
  library[Symbol.dispose]();
});

/** Ways to write the same, all of which find each other. */
const SPELLINGS: readonly (readonly string[])[] = [
  ['Möbius', 'Mo\u0308bius', 'M\\"obius', 'M\\"{o}bius', 'M{\\"o}bius', 'moebius', 'MOBIUS'],
  ['Erdős', 'Erd\\H{o}s', 'Erd{\\H o}s', 'erdos'],
  ['α', '$\\alpha$', 'alpha', 'ALPHA'],
  ['eﬃcient', 'efficient'],
  ['rao-blackwell', 'rao blackwell', 'Rao–Blackwell', 'raoblackwell'],
  ['generalise', 'generalize', 'generalised', 'Generalizing'],
  ['colour', 'color', 'colours'],
  ['Straße', 'strasse', 'stra{\\ss}e'],
  ['Ёлкина', 'ЕЛКИНА', 'елкина'],
  ['الذَّكاء', 'الذكاء'],
];

test('every way of writing a word finds every other, exactly', () => {
  const pairs = SPELLINGS.flatMap((group) =>
    group.flatMap((one) => group.map((other) => [one, other] as const)),
  );
  for (const [written, asked] of pairs) {
    library.write([{ abstract: `Here stands ${written} among others.` }], 1);
    // A blank divides the parts of a query, unless they stand in quotation marks.
    const query = asked.includes('{\\H ') ? `"${asked}"` : `${asked} `;
    const { exactTotal } = openSearch(reader).page({ query, offset: 0, limit: 1 });
    expect(exactTotal, `${asked} for ${written}`).toBe(1);
  }
});

test('any part of a run of Chinese finds it, and no other order of its characters', () => {
  const character = fc.constantFrom(...'扩散模型生成图像数据学习');
  fc.assert(
    fc.property(
      fc.uniqueArray(character, { minLength: 3, maxLength: 10 }),
      fc.nat(9),
      fc.nat(9),
      (run, one, other) => {
        const [from, to] = [Math.min(one, other) % (run.length - 1), (Math.max(one, other) % run.length) + 1];
        const part = run.slice(Math.min(from, to - 1), Math.max(from + 1, to));
        library.write([{ abstract: `我们提出${run.join('')}。` }], 1);
        const search = openSearch(reader);
        expect(search.page({ query: part.join(''), offset: 0, limit: 1 }).exactTotal).toBe(1);
        if (part.length < 2) return;
        const turned = [...part].reverse().join('');
        expect(search.page({ query: turned, offset: 0, limit: 1 }).exactTotal).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});
