/**
 * `npm run bench [-- import | search [PAPERS [FOLDER]]]`: measures Postil from outside, through its command line, against a
 * floor or another engine in the same run, since absolute times wander. Both benches by default.
 */
import { importBench } from './import.ts';
import { searchBench } from './search.ts';

const [what, papers, folder] = process.argv.slice(2);
if (what !== 'search') importBench();
if (what !== 'import') await searchBench(Number(papers ?? 20_000), folder ?? null);
