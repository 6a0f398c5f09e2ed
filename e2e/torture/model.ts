import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postil } from './command-line.ts';

/** Papers of the backup that the model library has, and of the library itself. */
export const BACKED_UP = 3000;
/** Papers of the model library. */
export const STOCK = BACKED_UP + 40;
/** Papers of the dump that is imported on top: about a second's work, so that a kill meets it on its way. */
export const MORE = 1500;

/** What trials begin with. */
export interface Model {
  /** A library of {@link STOCK} papers, with one backup from before the last of them. */
  readonly library: string;
  /** A dump of {@link MORE} other papers. */
  readonly dump: string;
}

/** Makes what trials begin with, in a folder that is there. */
export function makeModel(app: string, folder: string): Model {
  const library = join(folder, 'model');
  const dumps = ['Winds', 'Tides', 'Rocks'].map((name) => join(folder, `${name}.txt`));
  const [winds = '', tides = '', rocks = ''] = dumps;
  writeFileSync(winds, dump('Winds', BACKED_UP));
  writeFileSync(tides, dump('Tides', STOCK - BACKED_UP));
  writeFileSync(rocks, dump('Rocks', MORE));
  postil(app, 'import', '--library', library, winds);
  postil(app, 'backup', '--library', library);
  postil(app, 'import', '--library', library, tides);
  return { library, dump: rocks };
}

/** A library of its own for a trial. */
export function copyModel({ library }: Model, folder: string): string {
  const copy = join(folder, 'library');
  mkdirSync(folder, { recursive: true });
  cpSync(library, copy, { recursive: true });
  return copy;
}

function dump(name: string, papers: number): string {
  const abstracts = Array.from(
    { length: papers },
    (_, index) =>
      `Abstract:We study ${name} ${index} under slowly varying loads ${index * 7919}, and find that paper ${index} of ${name} agrees with none of the others about the bay.\n\n\n\n`,
  );
  return `Institute of ${name}\n${abstracts.join('')}`;
}
