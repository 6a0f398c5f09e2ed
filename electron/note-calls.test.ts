import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '../shared/errors.ts';
import { inventedLibrary } from './library/safekeeping/invented-library.ts';
import { openSourceThreads } from './source-threads.ts';

/** Texts of all that a clipboard may hold. Halves of surrogate pairs come out as U+FFFD. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        '\r\n',
        '\r',
        '\n',
        '\t',
        ' ',
        '\0',
        '\ufeff',
        '\ud83d',
        '\udc00',
        '🙂',
        'e\u0301',
        '\u2028',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

test('whatever notes are saved or typed into, whole or in stretches, is read back to the byte', async () => {
  using library = inventedLibrary(1);
  library.database.close();
  const threads = await openSourceThreads(library.folder);
  const held = async () => unwrap(await threads.call('paper.open', { paperId: 1 })).note?.text ?? '';
  const edit = fc.record({ from: fc.nat(40), length: fc.nat(40), inserted: text });
  let splices = 0;
  await fc.assert(
    fc.asyncProperty(text, fc.array(edit, { maxLength: 6 }), async (whole, edits) => {
      let writing = unwrap(await threads.call('note.save', { paperId: 1, text: whole }));
      let expected = whole.toWellFormed();
      expect(await held()).toBe(expected);
      for (const { from, length, inserted } of edits) {
        const start = Math.min(from, expected.length);
        const end = Math.min(start + length, expected.length);
        const spliced = expected.slice(0, start) + inserted + expected.slice(end);
        if (writing === null) break;
        const next = unwrap(
          await threads.call('note.splice', { paperId: 1, since: writing, start, end, inserted }),
        );
        // What would leave half a character is refused, and then saved whole.
        expect(next !== null).toBe(spliced.isWellFormed());
        if (next !== null) {
          splices += 1;
          expected = spliced;
          writing = next;
        }
        expect(await held()).toBe(expected);
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
  await threads.close();
  expect(splices).toBeGreaterThan(20);
});
