import { expect, test } from 'vitest';
import { detectFormat } from './detect.ts';
import { dumpOf, placeFault, read, sampleFiles } from './test-dump.ts';

/** Samples of which Postil finds another number of records than their list says, and why. */
const EXCEPTIONS: Readonly<Record<string, readonly [records: number, reason: string]>> = {
  'json-misc/exopoiesis-data-papers-2024-04.json': [
    271,
    'The list counts the one object around them; it holds 271 papers by their arXiv ids.',
  ],
};

const files = sampleFiles(
  /^(?:acl-xml|arxiv-atom|arxiv-oai|csl-json|endnote-xml|html|json-misc|kaggle-jsonl|mods-xml|openalex|pubmed-xml|rss|s2)\/|^damaged\/.*\.(?:xml|json)$/,
);

test.runIf(files.length > 0)('finds as many records in real files as there are', () => {
  const wrong: string[] = [];
  for (const { path, bytes, records } of files) {
    if (records === null || path.endsWith('.gz')) continue;
    const dump = dumpOf(bytes);
    const format = detectFormat(bytes.subarray(0, 256 * 1024), dump.sample);
    const parts = format === null ? null : read(format, bytes);
    const expected = EXCEPTIONS[path]?.[0] ?? records;
    const found = parts?.records.length ?? 0;
    if (found !== expected) wrong.push(`${path}: ${found} of ${expected} by ${format?.name}`);
    const fault = placeFault(parts?.parts ?? [], bytes);
    if (fault !== null) wrong.push(`${path}: ${fault}`);
  }
  expect(wrong).toEqual([]);
});
