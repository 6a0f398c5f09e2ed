import path from 'node:path';

/** The project's folder, absolute. */
export const projectFolder = path.dirname(import.meta.dirname);

/** Tells the person who started a script something, in one line. */
export function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Tells why a script cannot go on, and ends it with code 1. */
export function stop(sentence: string): never {
  tell(sentence);
  process.exit(1);
}
