import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding, type Line, LONGEST_LINE_BYTES, splitLines } from './decode.ts';

function linesOf(bytes: Uint8Array, chunkBytes = bytes.length): Line[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    chunks.push(bytes.subarray(start, start + chunkBytes));
  }
  return [...splitLines(chunks, detectEncoding(bytes))];
}

function textsOf(bytes: Uint8Array): string[] {
  return linesOf(bytes).map(({ text }) => text);
}

/** Text as UTF-16 with its byte order mark. */
function utf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

const content = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\r\n', 'a', ' ', '–', '\u2028', '𝔼'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
  )
  .map((parts) => parts.join('').replaceAll('\0', '').toWellFormed());

/** The same lines by the plainest means. */
function plainLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

describe('splitLines', () => {
  it('divides at CR, LF and CRLF alike, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        content,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('utf8', 'bom', 'le', 'be'),
        (text, chunkBytes, form) => {
          const plain = text.replace(/^\uFEFF/, '');
          const bytes =
            form === 'utf8'
              ? Buffer.from(`x${plain}`)
              : form === 'bom'
                ? Buffer.from(`\uFEFF${plain}`)
                : utf16(plain, form === 'be');
          const found = linesOf(bytes, chunkBytes);
          expect(found.map((line) => line.text)).toEqual(plainLines(form === 'utf8' ? `x${plain}` : plain));
          expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves no byte out of its lines but their ends and the mark at the start', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (bytes, chunkBytes) => {
        const encoding = detectEncoding(bytes);
        let end = encoding.markBytes as number;
        for (const line of linesOf(bytes, chunkBytes)) {
          expect(line.byteStart).toBeGreaterThanOrEqual(end);
          expect(Buffer.from(bytes.subarray(end, line.byteStart)).toString('latin1')).toMatch(/^[\r\n\0]*$/);
          end = line.byteEnd;
        }
        expect(Buffer.from(bytes.subarray(end)).toString('latin1')).toMatch(/^[\r\n\0]*$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows UTF-16 without a mark by its zeros', () => {
    expect(textsOf(utf16('Fréchet\nmeans', false).subarray(2))).toEqual(['Fréchet', 'means']);
    expect(textsOf(utf16('Fréchet\r\nmeans', true).subarray(2))).toEqual(['Fréchet', 'means']);
  });

  it('judges each line by itself: UTF-8, Windows-1252, damaged UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('Hölder – ∞\n'),
      Buffer.from('H\xf6lder \x96 \x93quoted\x94\n', 'latin1'),
      Buffer.from('Größe, Fläche, '),
      Buffer.from([0xc3, 0x20]),
      Buffer.from('Länge'),
    ]);
    expect(textsOf(bytes)).toEqual(['Hölder – ∞', 'Hölder – “quoted”', 'Größe, Fläche, \uFFFD Länge']);
  });

  it('knows Chinese in UTF-16 without a mark by its line ends and blanks', () => {
    const text = '图神经网络在推荐系统中的应用\n我们提出一种新的方法 研究\n';
    expect(textsOf(utf16(text, false).subarray(2))).toEqual(text.split('\n').slice(0, 2));
    expect(textsOf(utf16(text, true).subarray(2))).toEqual(text.split('\n').slice(0, 2));
  });

  it('knows GBK from Windows-1252, line by line and by the whole file', () => {
    // "作者: 王小明, 李雷", "摘要: 我们研究了图 (graph) 的性质。", "铁", and "王㐂明", of which GB18030 writes the second with four bytes.
    const [authors, abstract, single, rare] = [
      'd7f7d5df3a20cdf5d0a1c3f72c20c0eec0d7',
      'd5aad2aa3a20ced2c3c7d1d0bebfc1cbcdbc202867726170682920b5c4d0d4d6caa1a3',
      'ccfa',
      'cdf58139ef31c3f7',
    ].map((codes) => Buffer.from(codes, 'hex'));
    const lines = [authors, Buffer.from('Hölder – ∞'), abstract, single, rare].map(
      (line) => line ?? Buffer.alloc(0),
    );
    const expected = [
      '作者: 王小明, 李雷',
      'Hölder – ∞',
      '摘要: 我们研究了图 (graph) 的性质。',
      '铁',
      '王㐂明',
    ];
    expect(textsOf(Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])))).toEqual(expected);
    const western = [
      'H\xf6lder, Universit\xe9 de Gen\xe8ve \x96 \xabna\xefve\xbb',
      'INFORMA\xc7\xc3O',
      '\xc5\xc4\xd6',
    ];
    expect(textsOf(Buffer.from(western.join('\n'), 'latin1'))).toEqual([
      'Hölder, Université de Genève – «naïve»',
      'INFORMAÇÃO',
      'ÅÄÖ',
    ]);
  });

  it('leaves NULs out and keeps other line separators of Unicode inside lines', () => {
    expect(textsOf(Buffer.from('a\0b\u2028c\u0085d\n'))).toEqual(['ab\u2028c\u0085d']);
  });

  it('cuts a line that is too long, and goes on behind it', () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const long = Array.from({ length: 20 }, () => chunk);
    const found = [...splitLines([...long, Buffer.from('\nafter\n')], { name: '8-bit', markBytes: 0 })];
    expect(found.map(({ isCut, byteStart, byteEnd, number }) => [isCut, byteStart, byteEnd, number])).toEqual(
      [
        [true, 0, 20 * chunk.length, 1],
        [false, 20 * chunk.length + 1, 20 * chunk.length + 6, 2],
      ],
    );
    expect(found[0]?.text).toHaveLength(LONGEST_LINE_BYTES);
  });
});
