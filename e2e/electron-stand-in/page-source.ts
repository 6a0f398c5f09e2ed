import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { webAddressPattern } from './address-mapping.ts';
import type { SandboxEnvironment } from './page/sandbox.ts';

/** Name of the world in which Electron runs preload scripts. */
export const isolatedWorldName = 'Electron Isolated Context';

/** The script for the page's own world, to run before any other. */
export function pageWorldSource(token: string): string {
  return `{${pageText('bridge', 'page-world')}
preparePageWorld(${JSON.stringify(token)});}`;
}

/**
 * The script for the isolated world, with the preload's text inside as a function's body: no eval, so the page's
 * policy has no say in it.
 */
export function isolatedWorldSource(token: string, preload: string | undefined): string {
  if (preload !== undefined && !path.isAbsolute(preload))
    throw new Error(`preload script must have absolute path: ${preload}`);
  const environment: SandboxEnvironment = {
    process: {
      type: 'renderer',
      platform: process.platform,
      arch: process.arch,
      sandboxed: true,
      contextIsolated: true,
      versions: { ...process.versions },
      env: { ...process.env },
      argv: [process.execPath],
    },
    webAddressPattern: webAddressPattern(),
  };
  const parameters = 'require, exports, module, process, global, setImmediate, clearImmediate, location';
  const preloads =
    preload === undefined
      ? '[]'
      : `[{ file: ${JSON.stringify(preload)}, run: function (${parameters}) {${readFileSync(preload, 'utf8')}
} }]`;
  return `{${pageText('codec', 'bridge', 'ipc-renderer', 'sandbox', 'isolated-world')}
prepareIsolatedWorld(${JSON.stringify(token)}, ${JSON.stringify(environment)},
  createCodec((bytes) => bytes.toBase64(), (text) => Uint8Array.fromBase64(text)), ${preloads});}`;
}

/** Text of modules in `page/` as one script: without types, imports and the word export. */
function pageText(...names: string[]): string {
  const texts = names.map((name) => {
    const file = path.join(import.meta.dirname, 'page', `${name}.ts`);
    return stripTypeScriptTypes(readFileSync(file, 'utf8'))
      .replaceAll(/^import [\s\S]*?;$/gm, '')
      .replaceAll(/^export /gm, '');
  });
  return texts.join('\n');
}
