/** Part of `npm run check`: validates what GitHub runs against its schema, since none of it can run here. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { installedCommand } from './build-app.ts';
import { projectFolder } from './console.ts';
import { run } from './run.ts';

const folder = path.join('.github', 'workflows');
let failed = false;
for (const name of readdirSync(path.join(projectFolder, folder))) {
  const code = await run(installedCommand('action-validator'), [path.join(folder, name)], {
    cwd: projectFolder,
  });
  failed ||= code !== 0;
}
process.exitCode = failed ? 1 : 0;
