import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the installed Electron offers, read from its type declarations. */
export type ElectronNames = {
  /** Version of the npm package, for example `45.4.1`. */
  version: string;
  /** Names that `import ... from 'electron'` can ask for in the main process. */
  modules: ReadonlySet<string>;
  /** Method names of a class or interface of electron.d.ts; empty when there is none of that name. */
  methodsOf(interfaceName: string): ReadonlySet<string>;
};

/** Names that electron.d.ts lists beside the main process's, but that exist in windows only. */
const windowOnly = new Set(['contextBridge', 'ipcRenderer', 'webFrame', 'webUtils']);
const emitterMethods = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'emit']);

/**
 * Reads the lists from the installed `electron.d.ts` at every start (7 ms for its 1.2 MB), so that there
 * is no generated file that could fall behind the installed version.
 */
export function readElectronNames(folder: string = findElectronPackage()): ElectronNames {
  const declarations = readFileSync(path.join(folder, 'electron.d.ts'), 'utf8');
  const manifest: { version: string } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const methods = readMethods(declarations);
  return {
    version: manifest.version,
    modules: readModules(declarations),
    methodsOf: (interfaceName) => methods.get(interfaceName) ?? new Set(),
  };
}

function readMethods(declarations: string): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  const bodies = declarations.matchAll(
    /^ {2}(?:class|interface) (\w+)(?: extends [\w.<>, ]+)?(?: implements \w+)? \{\n([\s\S]*?)^ {2}\}/gm,
  );
  for (const [, interfaceName = '', body = ''] of bodies) {
    const known = methods.get(interfaceName) ?? new Set<string>();
    for (const [, method = ''] of body.matchAll(/^ {4}(\w+)\(/gm)) {
      if (method !== 'constructor' && !emitterMethods.has(method)) known.add(method);
    }
    methods.set(interfaceName, known);
  }
  return methods;
}

function readModules(declarations: string): Set<string> {
  const exported = /namespace CrossProcessExports \{([\s\S]*?)\n {2}\}/.exec(declarations)?.[1];
  if (exported === undefined) throw new Error('electron stand-in: electron.d.ts has changed its form');
  const names = [...exported.matchAll(/^ {4}(?:const|class|let) (\w+)/gm)].map(([, name = '']) => name);
  return new Set(names.filter((name) => !windowOnly.has(name)));
}

/** A packaged copy of the stand-in lies outside the project: then the running Node's neighbours are asked. */
function findElectronPackage(): string {
  const starts = [import.meta.dirname, process.cwd(), realNodeFolder];
  for (const start of starts) {
    for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'node_modules', 'electron');
      if (existsSync(path.join(candidate, 'electron.d.ts'))) return candidate;
    }
  }
  throw new Error('electron stand-in: node_modules/electron was not found; run npm ci');
}

// Kept before process-shape.ts renames process.execPath.
const realNodeFolder = path.dirname(process.execPath);
