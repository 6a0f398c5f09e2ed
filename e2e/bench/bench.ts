/**
 * `npm run bench [-- import [PAPERS] | search [PAPERS [FOLDER [SEED]]] | start [PAPERS] | window [PAPERS [PART]] | tags [PAPERS] | anchoring [TRIALS [SEED]] | merging [PAPERS]]`:
 * measures Postil from outside, against a floor or another engine in the same run, since absolute times wander. Import and search by default.
 */
import { anchoringBench } from './anchoring.ts';
import { importBench } from './import.ts';
import { mergingBench } from './merging.ts';
import { searchBench } from './search.ts';
import { startBench } from './start.ts';
import { tagBench } from './tags.ts';
import { windowBench } from './window.ts';

const [what, papers, folder, seed] = process.argv.slice(2);
if (what === 'start') await startBench(Number(papers ?? 100_000));
if (what === 'window') await windowBench(Number(papers ?? 100_000), folder ?? null);
if (what === 'tags') await tagBench(Number(papers ?? 100_000));
if (what === 'anchoring') await anchoringBench(Number(papers ?? 8000), Number(folder ?? 1));
if (what === 'merging') await mergingBench(Number(papers ?? 600));
if (what === undefined || what === 'import')
  await importBench(Number(what === undefined ? 0 : (papers ?? 0)));
if (what === undefined || what === 'search')
  await searchBench(Number(papers ?? 20_000), folder ?? null, Number(seed ?? 2026));
