import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mathSpans } from './math-spans.ts';

function found(text: string): string[] {
  return mathSpans(text).map((span) => text.slice(span.start, span.end));
}

describe('mathSpans', () => {
  it('lets spaces pass beside what only math is', () => {
    const found = (text: string) => mathSpans(text).map(({ tex }) => tex.trim());
    expect(found('for $ p \\ge 2 $ and $n_*(x) $ or $ a^2$')).toEqual(['p \\ge 2', 'n_*(x)', 'a^2']);
    expect(found('it cost $ 5 then, $ 6 now')).toEqual([]);
    expect(found('of $5 for x_1 and $y$ more')).toEqual(['y']);
  });

  it('knows environments, without what KaTeX cannot set', () => {
    const text =
      'so \\begin{align*} a &= b \\label{eq:a} \\end{align*} and \\begin{equation}x\\end{equation} \\begin{center}';
    expect(mathSpans(text).map(({ tex, display }) => [tex, display])).toEqual([
      ['\\begin{aligned} a &= b  \\end{aligned}', true],
      ['x', true],
    ]);
  });

  it('finds each kind of delimiter', () => {
    expect(found(String.raw`a $x$ b $$y$$ c \(z\) d \[w\] e`)).toEqual([
      '$x$',
      '$$y$$',
      String.raw`\(z\)`,
      String.raw`\[w\]`,
    ]);
  });

  it('tells display from inline', () => {
    expect(mathSpans(String.raw`$x$ $$y$$ \(z\) \[w\]`).map((span) => span.display)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('leaves prices alone', () => {
    expect(found('It costs $5.')).toEqual([]);
    expect(found('from $5 to $10 a day')).toEqual([]);
    expect(found('$20,000 and USD$30,000')).toEqual([]);
    expect(found('between $5 and $ x')).toEqual([]);
  });

  it('takes a piece that begins with a digit', () => {
    expect(found('order $5/2$ in the step')).toEqual(['$5/2$']);
  });

  it('reads on behind a price', () => {
    expect(found('for $5 we get $x^2$.')).toEqual(['$x^2$']);
  });

  it('knows escaped dollars', () => {
    expect(found(String.raw`\$5 and $a\$b$`)).toEqual([String.raw`$a\$b$`]);
  });

  it('takes neither empty nor unclosed pieces, nor over a blank line', () => {
    expect(found('$$ $$')).toEqual([]);
    expect(found('$$')).toEqual([]);
    expect(found(String.raw`\(x`)).toEqual([]);
    expect(found('a $x\n\ny$ b')).toEqual([]);
  });

  it('always gives ascending pieces of the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\\',
      '\\(',
      '\\)',
      '\\[',
      '\\]',
      ' ',
      'x',
      '5',
      '\n',
      '\n\n',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const span of mathSpans(text)) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          expect(text.slice(span.start, span.end)).toContain(span.tex);
          last = span.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
