import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksCursor, typeset } from './typeset.ts';

/** A text as it is read, math as its source. */
function read(text: string): string {
  return typeset(text).signs.reduceRight(
    (read, { start, end, shown }) => read.slice(0, start) + shown + read.slice(end),
    text,
  );
}

/** The words that have a look, as `look: words`. */
function looks(text: string): string[] {
  return typeset(text).groups.map(({ look, inner }) => `${look}: ${text.slice(inner.start, inner.end)}`);
}

describe('proseTex', () => {
  it.each([
    ['plain words, with - hyphens', 'plain words, with - hyphens'],
    ['a \\textbf{bold} and {\\em set} word', 'a bold and set word'],
    ['\\emph{one \\textit{in} other}', 'one in other'],
    ['pages 3--5 --- all of them', 'pages 3–5 — all of them'],
    ["``said'' and `this' isn't", "“said” and ‘this’ isn't"],
    ["a ''word'' so", 'a “word” so'],
    ['50\\% of R\\&D, \\#1, a\\_b, \\$5', '50% of R&D, #1, a_b, $5'],
    ['M\\"obius, Erd\\H{o}s, {\\"o}, \\\'{\\i}, {\\o}re, \\ss', 'Möbius, Erdős, ö, í, øre, ß'],
    ['Fig.~3, 10~GeV, Smith~\\cite{s21}', 'Fig.\u00a03, 10\u00a0GeV, Smith\u00a0[s21]'],
    ['as in \\citep[see][p.~3]{a1,b2} and \\ref{sec:x}', 'as in [a1, b2] and [sec:x]'],
    ['at \\url{https://a.example/~b--c\\_d}.', 'at https://a.example/~b--c_d.'],
    ['\\href{https://a.example}{our page}', 'our page'],
    ['a\\footnote{Not so.} thing', 'a (Not so.) thing'],
    ['{\\tau} and \\alpha-stable, \\LaTeX{}', 'τ and α-stable, LaTeX'],
    ['{\\color{black} some} \\ce{CaO}', 'some CaO'],
    ['a \\textbf{cut', 'a cut'],
  ])('reads %s', (text, shown) => {
    expect(read(text)).toBe(shown);
  });

  it.each([
    'at z~3, of ~5, A~B',
    'run --verbose, <!-- so -->, -----',
    "f''(x) and y'' = 0, rock 'n' roll, 5'",
    'the set {0, 1} and {}',
    '$a--b ~ \\emph{c}$ and \\[x\\%\\]',
    'https://a.example/x--y/~z and 10.1234/a--b',
    '```code``` and \\unknown{thing}',
  ])('leaves %s', (text) => {
    expect(read(text)).toBe(text);
  });

  it('knows how words are to look, and where they lead', () => {
    expect(looks('\\textbf{a \\emph{b}} {\\it c} \\texttt{d}')).toEqual([
      'strong: a \\emph{b}',
      'emphasis: b',
      'emphasis: c',
      'code: d',
    ]);
    const { links } = typeset('\\href{https://a.example/x\\_y}{here} \\url{b.example/z}');
    expect(links.map(({ url }) => url)).toEqual(['https://a.example/x_y', 'https://b.example/z']);
  });

  it('names each look over a piece once, however deep it lies', () => {
    const text = `${'\\textbf{\\emph{'.repeat(1000)}a${'}'.repeat(2000)} b`;
    const look = looksCursor(typeset(text));
    const middle = text.indexOf('a}');
    expect(look(middle, middle + 1)).toBe('tex-strong tex-emphasis');
    expect(look(text.length - 2, text.length)).toBe('');
  });

  it('gives pieces in their order, within any text, that do not overlap', () => {
    const piece = fc.constantFrom(
      ...[
        '\\emph{',
        '{\\bf ',
        '}',
        '{',
        '--',
        '---',
        '``',
        "''",
        '`',
        "'",
        '~',
        '\\cite{a}',
        '\\"',
        'o',
        ' ',
      ],
      ...[
        '$x$',
        '$',
        '\\\\',
        '\\',
        '\\%',
        '\\url{',
        'https://a.example/',
        '\\begin{align}',
        '\\end{align}',
        '.',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { whole, groups } = typeset(text);
        let last = 0;
        for (const { start, end } of whole) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        for (const { start, inner, end } of groups) {
          expect([start, inner.start, inner.end, end].toSorted((one, other) => one - other)).toEqual([
            start,
            inner.start,
            inner.end,
            end,
          ]);
        }
      }),
    );
  });
});
