import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texLetters, texToText } from './tex.ts';

test.each([
  ['M{\\"u}ller, {\\O}rsted, {\\AA}ngstr\\"om', 'Müller, Ørsted, Ångström'],
  [
    "Erd\\H{o}s, Gy\\'{a}rf\\'as, \\v{C}ech, Ho\\v r, na{\\\"\\i}ve, \\'{\\i}",
    'Erdős, Gyárfás, Čech, Hoř, naïve, í',
  ],
  ["{\\ss}, \\L{}{\\'o}d{\\'z}, \\c{c}, \\k{a}, \\.{z}, \\~{n}", 'ß, Łódź, ç, ą, ż, ñ'],
  ['A {B}raced {Title}, \\emph{slanted} and {\\it old}', 'A Braced Title, slanted and old'],
  ["50\\,\\% \\& more~text -- and --- ``so''", '50 % & more text – and — “so”'],
  ['$O(n^{2})$ and \\(x_{i}\\) stay, \\unknown{too}', '$O(n^{2})$ and \\(x_{i}\\) stay, \\unknowntoo'],
  ['\\href{https://example.org/{a}}{words}, \\LaTeX{}, \\alpha-decay', 'words, LaTeX, α-decay'],
  ['$\\beta$-decay, $<$ 3 $\\slash$ 4, $x$', 'β-decay, < 3 / 4, $x$'],
  ['costs \\$5 and \\$6', 'costs $5 and $6'],
  ['10{\\^{}}3, x.org/{\\~{}}user', '10^3, x.org/~user'],
  ['plain text stays, with a - hyphen', 'plain text stays, with a - hyphen'],
])('%s', (tex, text) => {
  expect(texToText(tex)).toBe(text);
});

test.each([
  [
    'R\\\'enyi and Schr{\\"o}dinger, Erd\\H{o}s, Pawe{\\l}, Plo\\ss',
    'Rényi and Schrödinger, Erdős, Paweł, Ploß',
  ],
  ['Kru\\v{z}\\\'ik, na\\"{\\i}ve, \\c{c}, \\AA ngstr\\"om', 'Kružík, naïve, ç, Ångström'],
  [
    '$\\v{x}$ and \\(\\o\\) stay, so do \\emph{this}, a--b and {braces}',
    '$\\v{x}$ and \\(\\o\\) stay, so do \\emph{this}, a--b and {braces}',
  ],
  [
    'it\\\'s, don\\\'t, a \\"word\\", over 30\\. A, x.org/\\~user',
    'it\\\'s, don\\\'t, a \\"word\\", over 30\\. A, x.org/\\~user',
  ],
  ['costs $5, so G\\"odel', 'costs $5, so Gödel'],
])('only the letters of %s', (tex, text) => {
  expect(texLetters(tex)).toBe(text);
});

test('reads what Mendeley escaped twice', () => {
  expect(texToText('The {\\$}\\backslash{\\$}beta decay of {\\{}K{\\}}')).toBe('The \\beta decay of {K}');
  expect(texToText('Das {\\$}\\backslash{\\$}"uber')).toBe('Das über');
});

test.each(['$', '\\(', '\\$', "\\'{", "\\'{ ", '{', '\\v ', '$$', '\\[a', '$a\\$'])(
  'takes no longer than its length allows over %j again and again',
  (part) => {
    const text = part.repeat(200_000);
    expect(texLetters(text).length).toBeGreaterThan(0);
    expect(texToText(text)).toBeTypeOf('string');
  },
);

test('reads anything without throwing, and letters as they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('\\', '{', '}', '$', "'", '"', 'a', 'i', ' ', '~', '-', 'é', '\\v', '\\ss')),
      (parts) => {
        expect(texToText(parts.join(''))).toBeTypeOf('string');
        expect(texLetters(parts.join(''))).toBeTypeOf('string');
      },
    ),
    { seed: 3 },
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L} .,:;()]*$/u), (text) => {
      expect(texToText(text)).toBe(text);
    }),
    { seed: 4 },
  );
});
