import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIGHLIGHT_COLOURS } from '../../../shared/annotation.ts';
import { inReach, linkRuns, type Marked, plainBehind, segmentAt, segments } from './segments.ts';

function mark(id: string, start: number, end: number, colour: Marked['colour'] = 'yellow'): Marked {
  return { id, colour, style: 'highlight', range: { start, end } };
}

describe('segments', () => {
  it('gives one segment for plain words, none for an empty text', () => {
    expect(segments('plain words', [], [])).toEqual([
      {
        start: 0,
        end: 11,
        text: 'plain words',
        math: null,
        sign: null,
        looks: '',
        url: null,
        layers: [],
        hit: false,
      },
    ]);
    expect(segments('', [], [])).toEqual([]);
  });

  it('sets math apart and never splits it', () => {
    const cut = segments('the $x^2$ term', [mark('a', 0, 6)], [{ start: 5, end: 7 }]);
    expect(cut.map((segment) => segment.text)).toEqual(['the ', '$x^2$', ' term']);
    expect(cut[1]?.math?.tex).toBe('x^2');
    expect(cut[1]?.layers).toHaveLength(1);
    expect(cut[1]?.hit).toBe(true);
  });

  it('layers overlaps: each annotation keeps a lane of its own', () => {
    const cut = segments('abcdefgh', [mark('b', 2, 6, 'blue'), mark('a', 0, 4), mark('c', 4, 8, 'pink')], []);
    expect(
      cut.map((segment) => [segment.text, segment.layers.map((layer) => [layer.annotation.id, layer.lane])]),
    ).toEqual([
      ['ab', [['a', 0]]],
      [
        'cd',
        [
          ['a', 0],
          ['b', 1],
        ],
      ],
      [
        'ef',
        [
          ['c', 0],
          ['b', 1],
        ],
      ],
      ['gh', [['c', 0]]],
    ]);
  });

  it('does not depend on the order of creation', () => {
    const marks = [mark('a', 0, 5), mark('b', 3, 8, 'green'), mark('c', 3, 8, 'pink')];
    expect(segments('0123456789', marks, [])).toEqual(segments('0123456789', [...marks].reverse(), []));
  });

  it('reaches the innermost first, and finds a segment by offset', () => {
    const cut = segments('abcdefgh', [mark('b', 2, 6), mark('a', 0, 8), mark('c', 3, 4)], []);
    expect(cut.map(inReach)).toEqual([['a'], ['b', 'a'], ['c', 'b', 'a'], ['b', 'a'], ['a']]);
    expect([0, 2, 3, 5, 8, 20].map((offset) => segmentAt(cut, offset)?.text)).toEqual([
      'ab',
      'c',
      'd',
      'ef',
      'gh',
      'gh',
    ]);
    expect(segmentAt([], 3)).toBeUndefined();
  });

  it('knows links, but not inside math', () => {
    const cut = segments('see https://example.org/a and $https://example.org$', [], []);
    expect(cut.map((segment) => segment.url)).toEqual([null, 'https://example.org/a', null, null]);
  });

  it('leaves out what lies behind the end', () => {
    expect(segments('short', [mark('a', 10, 12)], []).map((segment) => segment.layers)).toEqual([[]]);
  });

  it('covers any text exactly, ascending, with every annotation over all of its words', () => {
    const word = fc.constantFrom(
      'word ',
      '$x$',
      '$',
      '\\(',
      '\\)',
      ' ',
      'https://example.org/a ',
      '😀',
      'e\u0301',
      '\n',
    );
    const range = fc.tuple(fc.nat(120), fc.integer({ min: 1, max: 60 }));
    const colour = fc.constantFrom(...HIGHLIGHT_COLOURS);
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.array(fc.tuple(range, colour), { maxLength: 12 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 8 }),
        (words, ranges, gaps) => {
          const text = words.join('');
          const marks = ranges.map(([[start, length], one], index) =>
            mark(`m${index}`, start, start + length, one),
          );
          let at = 0;
          const hits = gaps.map(([gap, length]) => {
            const hit = { start: at + gap, end: at + gap + length };
            at = hit.end;
            return hit;
          });
          const cut = segments(text, marks, hits);

          expect(cut.map((segment) => segment.text).join('')).toBe(text);
          let end = 0;
          for (const segment of cut) {
            expect(segment.start).toBe(end);
            expect(segment.end).toBeGreaterThan(segment.start);
            expect(segment.text).toBe(text.slice(segment.start, segment.end));
            end = segment.end;
            const lanes = segment.layers.map((layer) => layer.lane);
            expect(new Set(lanes).size).toBe(lanes.length);
            expect(lanes).toEqual([...lanes].sort((one, other) => one - other));
            for (const one of marks) {
              const over = one.range.start < segment.end && segment.start < one.range.end;
              expect(segment.layers.some((layer) => layer.annotation.id === one.id)).toBe(over);
            }
            const isHit = hits.some((hit) => hit.start < segment.end && segment.start < hit.end);
            expect(segment.hit).toBe(isHit);
          }
        },
      ),
    );
  });
});

describe('linkRuns', () => {
  it('keeps a link one, however a hit cuts it', () => {
    const text = 'Code: https://example.org/code.';
    const hit = { start: text.indexOf('example'), end: text.indexOf('.org') };
    const runs = linkRuns(segments(text, [], [hit]));
    expect(runs.map(({ url, run }) => [url, run.map((segment) => segment.text)])).toEqual([
      [null, ['Code: ']],
      ['https://example.org/code', ['https://', 'example', '.org/code']],
      [null, ['.']],
    ]);
  });
});

describe('plainBehind', () => {
  it('keeps what begins before an offset, and puts all else together as plain words', () => {
    const cut = segments('the $x^2$ term and $y$ too', [mark('a', 4, 20)], []);
    const shown = plainBehind(cut, 10);
    expect(shown.map(({ text }) => text)).toEqual(['the ', '$x^2$', ' term and ', '$y$ too']);
    expect(shown.at(-1)).toMatchObject({ start: 19, end: 26, math: null, layers: [] });
    expect(plainBehind(cut, 26)).toBe(cut);
    expect(plainBehind([], 10)).toEqual([]);
  });
});
