import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeset } from '../../ui/typeset.ts';
import { type CaretUnit, caretKey, moveCaret, wordAround } from './caret.ts';
import { shownText } from './shown-text.ts';

function walk(text: string, unit: CaretUnit, by: 1 | -1): number[] {
  const places: number[] = [];
  let at = by > 0 ? 0 : text.length;
  while (by > 0 ? at < text.length : at > 0) {
    at = moveCaret(shownText(text, typeset(text)), at, by, unit);
    places.push(at);
  }
  return places;
}

describe('moveCaret', () => {
  it('goes by characters over whole emoji and math', () => {
    expect(walk('a👩‍🔬$x^2$b', 'character', 1)).toEqual([1, 6, 11, 12]);
    expect(walk('a👩‍🔬$x^2$b', 'character', -1)).toEqual([11, 6, 1, 0]);
  });

  it('goes to the ends of words on, to their starts back', () => {
    expect(walk('one two, $x$ three', 'word', 1)).toEqual([3, 7, 12, 18]);
    expect(walk('one two', 'word', -1)).toEqual([4, 0]);
  });

  it('goes by sentences, without the space between them', () => {
    expect(walk('First one. Second one.', 'sentence', 1)).toEqual([10, 22]);
    expect(walk('First one. Second one.', 'sentence', -1)).toEqual([11, 0]);
  });

  it('goes by clauses: to punctuation, brackets and dashes, not to that of numbers and math', () => {
    const text = 'We try 1,000 things (and $a, b$), which fail; why? Nobody – not one – knows.';
    const upTo = (places: number[]) => places.map((place) => text.slice(0, place).split(' ').at(-1));
    expect(upTo(walk(text, 'clause', 1))).toEqual([
      'things',
      'b$),',
      'fail;',
      'why?',
      'Nobody',
      'one',
      'knows.',
    ]);
    const from = (places: number[]) => places.map((place) => text.slice(place).split(' ')[0]);
    expect(from(walk(text, 'clause', -1))).toEqual([
      'knows.',
      'not',
      'Nobody',
      'why?',
      'which',
      '(and',
      'We',
    ]);
  });

  it('goes over TeX as over what is shown for it', () => {
    const text = 'By \\textbf{M\\"obius} and~Co --- see \\cite{a, b}.';
    const passed = (unit: CaretUnit) =>
      walk(text, unit, 1).map((to, index, all) => text.slice(all[index - 1] ?? 0, to));
    expect(passed('word')).toEqual([
      'By',
      ' \\textbf{M\\"obius',
      '} and',
      '~Co',
      ' --- see',
      ' \\cite{a, b}',
      '.',
    ]);
    expect(walk('\\emph{a}b', 'character', 1)).toEqual([7, 9]);
    expect(walk('\\emph{a}b', 'character', -1)).toEqual([8, 0]);
    expect(wordAround(shownText(text, typeset(text)), text.indexOf('bius'))).toEqual({
      start: text.indexOf('M\\'),
      end: text.indexOf('} and'),
    });
  });

  it('always arrives, and never inside math', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ' ',
        '$x y. z$',
        '. B',
        '😀',
        'e\u0301',
        ',',
        '\\"o',
        '\\emph{',
        '}',
        '--',
        '\\cite{a, b}',
        '``',
        "''",
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom<CaretUnit>('character', 'word', 'clause', 'sentence', 'text'),
        fc.constantFrom<1 | -1>(1, -1),
        (pieces, unit, by) => {
          const text = pieces.join('');
          const { whole } = typeset(text);
          for (const place of walk(text, unit, by)) {
            expect(whole.some(({ start, end }) => start < place && place < end)).toBe(false);
          }
        },
      ),
    );
  });
});

describe('caretKey', () => {
  const plain = { ctrlKey: false, altKey: false, metaKey: false };

  it('knows characters, words, clauses and sentences', () => {
    expect(caretKey({ ...plain, key: 'ArrowRight' }, 'linux')).toEqual({ by: 1, unit: 'character' });
    expect(caretKey({ ...plain, key: 'ArrowLeft', ctrlKey: true }, 'linux')).toEqual({
      by: -1,
      unit: 'word',
    });
    expect(caretKey({ ...plain, key: 'ArrowLeft', altKey: true }, 'darwin')).toEqual({
      by: -1,
      unit: 'word',
    });
    expect(caretKey({ ...plain, key: 'ArrowDown' }, 'linux')).toEqual({ by: 1, unit: 'sentence' });
    expect(caretKey({ ...plain, key: 'ArrowDown', ctrlKey: true }, 'linux')).toEqual({
      by: 1,
      unit: 'clause',
    });
  });

  it('knows the key that selects all', () => {
    expect(caretKey({ ...plain, key: 'a', ctrlKey: true }, 'linux')).toBe('all');
    expect(caretKey({ ...plain, key: 'a', metaKey: true }, 'darwin')).toBe('all');
    expect(caretKey({ ...plain, key: 'a' }, 'linux')).toBeNull();
  });

  it('leaves other keys alone', () => {
    expect(caretKey({ ...plain, key: 'j' }, 'linux')).toBeNull();
    expect(caretKey({ ...plain, key: 'ArrowLeft', altKey: true }, 'linux')).toBeNull();
  });
});
