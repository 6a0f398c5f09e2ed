import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addAnnotation } from '../library/annotating/annotations.ts';
import { inventedLibrary } from '../library/safekeeping/invented-library.ts';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

function postil(folder: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--library', folder], {
    encoding: 'utf8',
  });
  return { status, out: stdout, errors: stderr };
}

test('writes the papers that a query finds, and imports them again as what is there already', () => {
  using library = inventedLibrary(6);
  const { folder } = library;
  const { status, out } = postil(folder, 'export', '--format', 'bibtex', '--query', 'arxiv:2405.00003');
  expect(status).toBe(0);
  expect(out).toContain('@misc{moor2024invented,\n  title = {{On invented matter 3}},');
  expect(out.match(/^@/gm)).toHaveLength(1);

  const bib = join(folder, 'all.bib');
  expect(postil(folder, 'export', '--format', 'bibtex', '--out', bib)).toEqual({
    status: 0,
    out: '',
    errors: `postil: 6 papers written to ${bib}\n`,
  });
  const again = JSON.parse(postil(folder, 'import', '--json', bib).out);
  expect(again.files[0]).toMatchObject({ format: 'bibtex', records: 6, added: 0, unread: [] });
  expect(again.papers).toBe(6);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('writes annotations alone', () => {
  using library = inventedLibrary(3);
  const { folder, database } = library;
  const range = { start: 3, end: 8 };
  addAnnotation(database, { paperId: 2, versionId: 2, range, colour: 'blue', body: 'So *they* say.' });
  const { out } = postil(folder, 'export', '--format', 'w3c');
  const { type, first } = JSON.parse(out);
  expect([type, first.items.length]).toEqual(['AnnotationCollection', 1]);
  expect(first.items[0]).toMatchObject({
    motivation: 'commenting',
    body: [{ type: 'TextualBody', format: 'text/markdown', value: 'So *they* say.' }],
    target: { source: { id: 'https://arxiv.org/abs/2405.00002' }, styleClass: 'postil-blue' },
  });
});

test('says in one line what it cannot do', () => {
  using library = inventedLibrary(1);
  const { folder } = library;
  expect(postil(folder, 'export', '--format', 'word')).toMatchObject({ status: 2, out: '' });
  expect(postil(folder, 'export', '--format', 'ris', 'all')).toMatchObject({ status: 2, out: '' });
  const out = join(folder, 'missing', 'all.bib');
  const failed = postil(folder, 'export', '--format', 'bibtex', '--out', out);
  expect(failed.status).toBe(3);
  expect(failed.errors).toMatch(/^postil: all\.bib could not be written: [^\n]*\n$/);
  expect(readFileSync(join(folder, 'library.db')).length).toBeGreaterThan(0);
});
