import { expect, test } from 'vitest';
import type { Identifier, PaperFields } from '../../shared/paper.ts';
import { detectFormat } from './detect.ts';
import { dumpOf, placeFault, read } from './test-dump.ts';

/** For tests: an invented file of a shape that the definition of a format allows, and what a person would read in it. */
export interface Shape {
  readonly what: string;
  readonly text: string;
  readonly format: string;
  /** Of each record, what is to be found in it. */
  readonly records: readonly Partial<PaperFields>[];
  /** Number of unread parts; none where not said otherwise. */
  readonly unread?: number;
}

/** For tests: the one identifier of a paper of arXiv. */
export function arxiv(value: string): readonly Identifier[] {
  return [{ scheme: 'arxiv', value }];
}

/** For tests: the one identifier of a paper with a DOI. */
export function doi(value: string): readonly Identifier[] {
  return [{ scheme: 'doi', value }];
}

/** Tests that each file is recognised and read as a person would read it, its parts ascending and inside of it. */
export function testShapes(shapes: readonly Shape[]): void {
  test.each(shapes)('reads $what', ({ text, format, records, unread = 0 }) => {
    const { sample } = dumpOf(text);
    const found = detectFormat(Buffer.from(text), sample);
    expect(found?.name).toBe(format);
    if (found === null) return;
    const parts = read(found, text);
    expect(parts.records.map(({ fields }) => fields)).toMatchObject(records);
    expect(parts.unread).toHaveLength(unread);
    expect(placeFault(parts.parts, Buffer.from(text))).toBeNull();
  });
}
