/** Imports dumps that the shared generator makes of real abstracts, and compares with its answer keys. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '../database.ts';
import { temporaryFolder } from '../safekeeping/invented-library.ts';
import { importFiles } from './import.ts';

const shared = join(import.meta.dirname, '../../../../shared');
const generator = join(shared, 'tools/gen_seedlike.py');
const corpus = join(shared, 'corpora/arxiv-100k.jsonl.gz');
const isThere = existsSync(generator) && existsSync(corpus);
if (!isThere) console.info(`No generator or corpus in ${shared}: the tests of generated dumps are left out.`);

/** The generator alone takes some seconds, more on a busy machine. */
const TIMEOUT_MS = 180_000;

interface AnswerKey {
  readonly records: number;
  readonly cases: Readonly<Record<string, number>>;
}

const nobody = { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false };

describe.skipIf(!isThere)('importing generated dumps', () => {
  it.each([
    [[]],
    [['--newline', 'mixed', '--bom', '--seed', '3']],
    [['--newline', 'crlf', '--noise', '0.3', '--seed', '5']],
  ])(
    'meets the answer keys at 1,000 records, whatever the order: %j',
    async (options) => {
      using temporary = temporaryFolder();
      const dumps = join(temporary.folder, 'dumps');
      execFileSync('python3', [generator, corpus, dumps, '--n', '1000', '--pair', ...options]);
      const names = readdirSync(dumps).filter((name) => name.endsWith('.txt'));
      const key = (name: string): unknown =>
        JSON.parse(readFileSync(join(dumps, name.replace(/\.txt$/, '.answers.json')), 'utf8'));
      const keys = new Map(names.map((name) => [name, key(name) as AnswerKey]));
      const pair = readdirSync(dumps).find((name) => name.startsWith('pair')) ?? '';
      const { records_after_importing_all: union } = key(pair) as { records_after_importing_all: number };
      // A copy whose opening was changed in one file only is a paper of its own; the key allows it.
      const slack = [...keys.values()].reduce((sum, { cases }) => sum + (cases.same_opening ?? 0), 0);

      const counts: number[] = [];
      for (const order of [names, names.toReversed()]) {
        const database = openLibrary(join(temporary.folder, `library-${counts.length}`));
        for (const [index, name] of order.entries()) {
          const report = await importFiles(database, [join(dumps, name)], nobody);
          const { records, cases } = keys.get(name) ?? { records: 0, cases: {} };
          const repeated = (cases.exact_dup ?? 0) + (cases.near_dup ?? 0);
          expect(report.files).toMatchObject([{ records: records + repeated, unread: [], problem: null }]);
          if (index === 0) expect(report.paperCount).toBe(records);
        }
        const again = await importFiles(
          database,
          order.map((name) => join(dumps, name)),
          nobody,
        );
        expect(again.files.map(({ added, merged }) => added + merged)).toEqual([0, 0, 0]);
        expect(again.paperCount).toBeGreaterThanOrEqual(union);
        expect(again.paperCount).toBeLessThanOrEqual(union + slack);
        counts.push(again.paperCount);
        database.close();
      }
      expect(counts[1]).toBe(counts[0]);
    },
    TIMEOUT_MS,
  );
});
