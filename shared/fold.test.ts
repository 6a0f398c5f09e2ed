import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, WORD_LENGTH, words } from './fold.ts';

describe('fold', () => {
  test.each([
    ['case', 'Sampling OF Graphs', 'sampling of graphs'],
    [
      'accents',
      'Schrödinger Poincaré Erdős Łoś Ångström İstanbul',
      'schrodinger poincare erdos los angstrom istanbul',
    ],
    ['accents put on afterwards', 'Schro\u0308dinger', 'schrodinger'],
    [
      'accents of TeX',
      '\\"u Schr\\"odinger Schr{\\"o}dinger Poincar\\\'{e} Erd{\\H o}s Erd\\H{o}s \\v{S}koda',
      'u schrodinger schrodinger poincare erdos erdos skoda',
    ],
    ['letters of TeX', '\\O{}rsted Stra{\\ss}e \\L{}o\\\'s na\\"{\\i}ve', 'orsted strasse los naive'],
    ['letters that do not come apart', 'Straße Œuvre Ægir smørrebrød', 'strasse oeuvre aegir smorrebrod'],
    ['ligatures', 'ﬁnite eﬃcient ﬂow', 'finite efficient flow'],
    [
      'Greek letters',
      '$\\alpha$ α alpha ϵ $\\varepsilon$ Δt αβ',
      'alpha alpha alpha epsilon epsilon delta t alpha beta',
    ],
    ['Greek words', 'Λόγος', 'λογοσ'],
    [
      'TeX that only sets type',
      '$\\mathrm{E}(3)$ \\emph{very} $s^{base}$ $\\left\\langle x \\right\\rangle$',
      'e 3 very s base x',
    ],
    ['raised and lowered', 'H₂O x² $x^{12}$ x¹²', 'h 2 o x 2 x 12 x 12'],
    [
      'hyphens',
      'Rao-Blackwell R2-G2 PC-SubQ SE(3) self–dual con\\-vergence con\u00advergence',
      'rao blackwell r2 g2 pc subq se 3 self dual convergence convergence',
    ],
    ['Chinese', '扩散模型GAN', '扩 散 模 型 gan'],
    ['Japanese', 'かがカガ', 'か か カ カ'],
    ['Korean', '확산 모델', '확산 모델'],
    ['Cyrillic', 'Ёлка и мой', 'елка и мои'],
    ['Arabic', 'الذَّكاء أحمد', 'الذكاء احمد'],
    ['Hindi', 'हिन्दी भाषा', 'हिन्दी भाषा'],
    ['other digits and signs', '½ № ∞ 🦆 ①', '1 2 no infty 1'],
    ['letters of mathematics', '𝒩(ℝ)', 'n r'],
    ['nothing', ' -- $$ \\ { } ', ''],
  ])('%s', (_what, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('cuts what is too long for a word', () => {
    expect(fold('a'.repeat(WORD_LENGTH + 1))).toBe('a'.repeat(WORD_LENGTH));
    expect(fold('𐐨'.repeat(WORD_LENGTH)).length).toBeLessThanOrEqual(WORD_LENGTH);
  });

  test('changes nothing of what is folded already', () => {
    for (let point = 0; point < 0x30000; point += 1) {
      const character = String.fromCodePoint(point);
      for (const text of [character, `a${character}b`, character.repeat(3)]) {
        const folded = fold(text);
        if (fold(folded) !== folded) expect.fail(`U+${point.toString(16)} in ${JSON.stringify(text)}`);
      }
    }
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('words', () => {
  test('stand where they are in the text', () => {
    const text = 'The \\"Uber-$\\alpha$ of Erd{\\H o}s, αβ';
    expect(words(text).map(({ word, start, end }) => [word, text.slice(start, end)])).toEqual([
      ['the', 'The'],
      ['uber', '\\"Uber'],
      ['alpha', '\\alpha'],
      ['of', 'of'],
      ['erdos', 'Erd{\\H o}s'],
      ['alpha', 'α'],
      ['beta', 'β'],
    ]);
  });

  test('are those of fold, ascending and inside the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = words(text);
        expect(found.map(({ word }) => word).join(' ')).toBe(fold(text));
        let before = 0;
        for (const { word, start, end } of found) {
          expect(word).not.toBe('');
          expect(word.length).toBeLessThanOrEqual(WORD_LENGTH);
          // The parts of one character, such as ½, share its place.
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeGreaterThanOrEqual(before);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Any text, and texts thick with what folding treats apart. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\\',
          '{',
          '}',
          '\\"',
          "\\'",
          '\\H',
          '\\ss',
          '\\alpha',
          ' ',
          '-',
          '\\-',
          '$',
          'o',
          'Word',
          'α',
          '²',
          '½',
          '扩',
          '\u0308',
          'İ',
          '\ud800',
          'ﬁ',
          '\u00ad',
        ),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);
