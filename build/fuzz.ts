/** `npm run fuzz [-- MESSAGES SEED]`: sends so many random and near-valid messages to every call of the contract. */
import { installedCommand } from './build-app.ts';
import { projectFolder } from './console.ts';
import { run } from './run.ts';

const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const env: NodeJS.ProcessEnv = { ...process.env, POSTIL_MESSAGES: count, POSTIL_SEED: seed };
const values = ['run', '--config', 'build/vitest.config.ts', 'electron/boundary.test.ts'];
process.exitCode = await run(installedCommand('vitest'), values, { cwd: projectFolder, env });
