/** What every reader promises of a damaged file, tried on the fixtures of all formats and on real files. */
import { readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperRecord } from '../../shared/paper.ts';
import { detectFormat } from './detect.ts';
import type { Format } from './format.ts';
import { damaged, dumpOf, fixture, placeFault, read, sampleFiles } from './test-dump.ts';

function formatOf(bytes: Buffer): Format {
  const format = detectFormat(bytes, dumpOf(bytes).sample);
  if (format === null) throw new Error('No format knows the fixture.');
  return format;
}

const fixtures = readdirSync(new URL('../../e2e/fixtures/formats/', import.meta.url)).map(
  (name) => [name, fixture(name)] as const,
);

/** Lines with words that lie in no part: what a format takes for its own separators. */
function separators(parts: Parameters<typeof placeFault>[0], bytes: Buffer): string[] {
  const lines: string[] = [];
  let end = 0;
  const take = (to: number): void => {
    const gap = bytes.toString('latin1', end, to).split(/[\r\n]+/);
    lines.push(...gap.map((line) => line.trim()).filter((line) => /\w{3}/.test(line)));
  };
  for (const { place } of parts) {
    take(place.byteStart);
    end = place.byteEnd;
  }
  take(bytes.length);
  return lines;
}

describe.each(fixtures)('%s', (_, whole) => {
  const format = formatOf(whole);
  const { records } = read(format, whole);
  // In the answer of a service, the first record shows how the others begin.
  const mayBreak = /json|openalex|scholar/.test(format.name) ? records.slice(1) : records;
  // A RIS record without end goes on where the beginning of the next one, `TY  - JOUR`, is damaged, one of a
  // numbered listing where the number is.
  const opening = { ris: 'TY  - JOUR\n'.length, 'numbered-listing': '1. A'.length }[format.name] ?? 1;

  // A fixture of a single entry has no other one to lose.
  if (records.length > 1)
    test('damage within an entry costs no other one', () => {
      const cases = fc.constantFrom(...mayBreak).chain((record) => {
        const { byteStart, byteEnd } = record.place;
        return fc.tuple(fc.constant(record), damaged(whole, byteStart + opening, byteEnd - 2));
      });
      fc.assert(
        fc.property(cases, ([broken, bytes]) => {
          const { parts } = read(format, bytes);
          expect(placeFault(parts, bytes)).toBeNull();
          const found = parts.flatMap((part) => (part.kind === 'record' ? [known(part)] : []));
          for (const record of records) if (record !== broken) expect(found).toContainEqual(known(record));
        }),
        { numRuns: 150 },
      );
    });

  test('signs again and again take no longer than their number', () => {
    const text = whole.toString('utf8');
    const at = text.indexOf('Quillwort');
    for (const sign of REPEATED) {
      for (const place of [at, text.length]) {
        const bytes = Buffer.from(
          text.slice(0, place) + sign.repeat(30_000 / sign.length) + text.slice(place),
        );
        expect([sign, placeFault(read(format, bytes).parts, bytes)]).toEqual([sign, null]);
      }
    }
  });
});

/** By what an entry is known in a damaged file; what stands around it, such as the name of its volume, may be lost. */
function known({ fields: { title, abstract, authors } }: PaperRecord): unknown {
  return { title, abstract, authors };
}

/** Units that patterns for fields, names, links and formulas could stumble over. */
const REPEATED = [
  ...Array.from(' \t\n<>"\'{}[]()&\\$*_`|#@=.,;:/-~^'),
  ...[
    '[](',
    '[a](',
    '**a',
    '<a ',
    '<p>',
    '<!--',
    'and ',
    'a, ',
    '&amp',
    "\\'{ ",
    '\\(',
    '10.1234/',
    'arxiv:',
    '1 a ',
  ],
];

/** Lines of a damaged entry of a mail that look like those of the mail itself. */
const ofMail = /^(?:From|Date):|^\\\\|^%/;

describe('real files', () => {
  const files = sampleFiles(/./).filter(
    ({ bytes }) => bytes.length > 10 && bytes.length < 300_000 && dumpOf(bytes).encoding.name === '8-bit',
  );

  test.runIf(files.length > 0)(
    'damaged anywhere, keep their places in order and their separators as they are',
    () => {
      const cases = fc.constantFrom(...files).chain(({ path, bytes }) => {
        const whole = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
        return fc.tuple(fc.constant({ path, whole }), damaged(whole));
      });
      fc.assert(
        fc.property(cases, ([{ path, whole }, bytes]) => {
          const format = detectFormat(bytes, dumpOf(bytes).sample);
          if (format === null) return;
          const { parts } = read(format, bytes);
          expect([path, placeFault(parts, bytes)]).toEqual([path, null]);
          if (format.name !== detectFormat(whole, dumpOf(whole).sample)?.name) return;
          const own = new Set(separators(read(format, whole).parts, whole));
          const text = whole.toString('latin1');
          const lost = separators(parts, bytes).filter(
            (line) => line.length > 40 && !own.has(line) && !ofMail.test(line) && text.includes(line),
          );
          expect([path, lost]).toEqual([path, []]);
        }),
        { numRuns: 100 },
      );
    },
  );
});
