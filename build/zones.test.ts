import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const FORBIDDEN = [
  ['shared/new.ts', 'node:fs'],
  ['shared/new.ts', '../electron/threads.ts'],
  ['electron/formats/new.ts', '../library/merge.ts'],
  ['electron/formats/new.ts', 'better-sqlite3'],
  ['electron/library/new.ts', 'electron/main'],
  ['electron/library/new.ts', 'better-sqlite3'],
  ['electron/library/new.ts', '../search/rank.ts'],
  ['electron/library/merging/new.ts', '../../search/rank.ts'],
  ['electron/search/new.ts', '../library/papers.ts'],
  ['electron/search/new.ts', 'minisearch'],
  ['electron/new.ts', './library/database.ts'],
  ['electron/formats/fields/new.ts', '../bibtex.ts'],
  ['electron/formats/syntax/new.ts', '../../library/merging/merge.ts'],
  ['renderer/list/new.tsx', '../reader/Reader.tsx'],
  ['renderer/list/new.tsx', '../timeline/Timeline.tsx'],
  ['renderer/reader/note/new.tsx', '../../list/ListPane.tsx'],
  ['renderer/reader/note/new.tsx', '../../../electron/threads.ts'],
  ['renderer/list/new.tsx', '../../electron/threads.ts'],
  ['renderer/list/new.tsx', 'node:fs'],
  ['e2e/new.spec.ts', '../electron/threads.ts'],
] as const;

const ALLOWED = [
  ['shared/new.ts', 'zod'],
  ['electron/formats/new.ts', '../../shared/paper.ts'],
  ['electron/library/new.ts', '../formats/detect.ts'],
  ['electron/library/database.ts', 'better-sqlite3'],
  ['electron/search/new.ts', '../library/database.ts'],
  ['electron/search/word-list.ts', 'minisearch/SearchableMap'],
  ['electron/formats/fields/new.ts', '../syntax/decode.ts'],
  ['electron/formats/syntax/new.ts', '../format.ts'],
  ['renderer/list/new.tsx', '../ui/tokens.ts'],
  ['renderer/list/new.tsx', '../../shared/paper.ts'],
  ['renderer/reader/note/new.tsx', '../abstract/links.ts'],
  ['renderer/reader/note/new.tsx', '../../ui/tokens.ts'],
  ['renderer/reader/note/new.tsx', '../../../shared/paper.ts'],
] as const;

/** Probes: one file an import, each in the folder of its zone but under a name of its own where the zone allows one. */
const probes = [...FORBIDDEN, ...ALLOWED].map(([path, module], index) => ({
  path: path.replace('/new', `/new-${index}`),
  module,
}));
let folder = '';
let refused: readonly string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-zones-'));
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const { path, module } of probes) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `import * as imported from '${module}';\n\nconsole.log(imported);\n`);
  }
  const report = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--reporter=github',
      '--max-diagnostics=none',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  refused = report.stdout
    .split('\n')
    .filter((line) => line.includes('noRestrictedImports'))
    .map((line) => relative(folder, /file=([^,]+)/.exec(line)?.[1] ?? line));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('import zones', () => {
  it.each(FORBIDDEN.map(([path, module], index) => ({ path, module, index })))(
    '$path may not import $module',
    ({ index }) => {
      expect(refused).toContain(probes[index]?.path);
    },
  );

  it.each(ALLOWED.map(([path, module], index) => ({ path, module, index: FORBIDDEN.length + index })))(
    '$path may import $module',
    ({ index }) => {
      expect(refused).not.toContain(probes[index]?.path);
    },
  );
});
