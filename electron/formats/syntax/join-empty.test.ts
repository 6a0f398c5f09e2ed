import { expect, test } from 'vitest';
import { detectFormat } from '../detect.ts';
import { dumpOf, read } from '../test-dump.ts';

test.each([
  ['RIS', 'TY  - JOUR\nER  - \n', 'TY  - JOUR\nTI  - Quillworts\nER  - \n'],
  ['MODS', '<mods></mods>\n', '<mods><titleInfo><title>Quillworts</title></titleInfo></mods>\n'],
  ['BibTeX', '@misc{key}\n', '@misc{key, title = {Quillworts}}\n'],
])('empty entries of %s in a row are one unread part', (_, empty, whole) => {
  const content = `${whole}${empty.repeat(1000)}${whole}${empty}${whole}`;
  const bytes = Buffer.from(content);
  const format = detectFormat(bytes, dumpOf(bytes).sample);
  if (format === null) throw new Error('No format knows it.');
  const { parts } = read(format, bytes);
  expect(parts.map(({ kind }) => kind)).toEqual(['record', 'unread', 'record', 'unread', 'record']);
  const [first, run] = parts;
  expect(run?.place.byteStart).toBe(whole.length);
  expect(run?.place.byteEnd).toBe((whole + empty.repeat(1000)).length - 1);
  expect(run?.kind === 'unread' && run.reason).toMatch(/^1000 entries in a row\. /);
  expect(run?.place.line).toBe((first?.place.line ?? 0) + whole.split('\n').length - 1);
});
