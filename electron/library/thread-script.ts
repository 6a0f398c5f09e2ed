/** The script of a thread, beside this one; where all is bundled, this is in a chunk, and the script one folder above. */
export function threadScript(name: 'reading-worker' | 'log-worker'): URL {
  const path = import.meta.url.endsWith('.ts') ? `./${name}.ts` : `../${name}.js`;
  return new URL(path, import.meta.url);
}
