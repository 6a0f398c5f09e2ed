import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../safekeeping/invented-library.ts';
import { keepText } from './pasted-text.ts';

test('the same text pasted again leaves the file alone, which an import may be reading', () => {
  using temporary = temporaryFolder();
  const { path } = keepText(temporary.folder, 'Abstract:Pasted.', 'pasted');
  const { ino, mtimeMs } = statSync(path);
  expect(keepText(temporary.folder, 'Abstract:Pasted.', 'dropped').path).toBe(path);
  expect(statSync(path)).toMatchObject({ ino, mtimeMs });
});

test('a kept text that is no longer what was pasted is written anew', () => {
  using temporary = temporaryFolder();
  const { path } = keepText(temporary.folder, 'Abstract:Pasted.', 'pasted');
  writeFileSync(path, 'Abstract:Pas');
  keepText(temporary.folder, 'Abstract:Pasted.', 'pasted');
  expect(readFileSync(path, 'utf8')).toBe('Abstract:Pasted.');
});
