/**
 * House rules that neither compiler nor linter knows: no source file over the length limit,
 * and no path of anybody's machine in what is kept.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A file longer than this does a second job. */
const LINE_LIMIT = 400;

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['shared', 'electron', 'renderer', 'build', 'e2e', '.ci', '.github'];
const complaints: string[] = [];

for (const folder of folders) {
  if (statSync(`${root}${folder}`, { throwIfNoEntry: false }) === undefined) continue;
  for (const name of readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })) {
    const path = `${folder}/${name}`;
    if (!/\.(tsx?|mjs|css|html|md|json|yml)$|\/run$/.test(path) || !statSync(root + path).isFile()) continue;
    const lines = readFileSync(root + path, 'utf8').split('\n');
    if (/\.(tsx?|mjs|css)$/.test(path) && lines.length > LINE_LIMIT + 1) {
      complaints.push(
        `${path}: ${lines.length - 1} lines, more than ${LINE_LIMIT}: what second job does it do?`,
      );
    }
    for (const [index, line] of lines.entries()) {
      if (/(^|[\s'"`(=])\/(home|Users|root|work)\/[\w.-]+\//.test(line)) {
        complaints.push(`${path}:${index + 1}: names a path of a machine`);
      }
    }
  }
}

for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
