import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary, openLibraryReadOnly } from '../library/database.ts';
import { importFiles } from '../library/importing/import.ts';
import { temporaryFolder } from '../library/safekeeping/invented-library.ts';
import { openSearch } from './search.ts';

const seeds = join(import.meta.dirname, '../../../shared/seeds');
if (!existsSync(seeds)) console.log('../shared/seeds is absent: names are not looked for in real dumps.');

/** Names of methods in the real dumps, each with ways to misspell it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  SigmaDock: ['sigmadok', 'sigma dock', 'SgimaDock', 'SigmaDuck'],
  SkillCraft: ['skilcraft', 'SkillCarft', 'skill craft'],
  'Meta Flow Maps': ['meta flwo maps', 'Mata Flow Maps', 'metaflow maps', 'meta-flow-maps'],
  NoProp: ['noprob', 'no prop', 'NoPorp', 'noprp'],
  'R2-G2': ['r2g2', 'R2 G2', 'R2-G3', 'R2G3', 'R-G2'],
  VHG: ['vgh', 'VHGG', 'VHJ'],
  StochasTok: ['stochastock', 'stochatok', 'stocastok'],
  LCoW: ['lcwo', 'lcoww', 'LCaW', 'L-CoW'],
  'PC-SubQ': ['pcsubq', 'pc subq', 'PC-SbuQ', 'pcsubk'],
  L3Ms: ['l3m', 'L3Sm', 'L4Ms'],
  SymDiff: ['symdif', 'simdiff', 'sym diff', 'SymDfif'],
};

test.runIf(existsSync(seeds))('names in the real dumps come first, also misspelt', async () => {
  using temporary = temporaryFolder();
  const writer = openLibrary(temporary.folder);
  await importFiles(
    writer,
    readdirSync(seeds).map((name) => join(seeds, name)),
    { onProgress: () => {}, onChanged: () => {}, isCancelled: () => false },
  );
  const reader = openLibraryReadOnly(temporary.folder);
  const search = openSearch(reader);
  const texts = reader.prepare<[number], string>('SELECT text FROM version WHERE paper_id = ?').pluck();
  for (const [name, spellings] of Object.entries(NAMES)) {
    for (const query of [name, name.toLowerCase(), ...spellings]) {
      const [first] = search.page({ query, offset: 0, limit: 1 }).hits;
      const text = first === undefined ? '' : texts.all(first.paper.id).join(' ');
      expect(text.toLowerCase(), query).toContain(name.toLowerCase());
    }
  }
  reader.close();
  writer.close();
});
