import { fold, WORD_LENGTH } from '../../../shared/fold.ts';
import { hashAbstract, hashLetters } from './normalise.ts';
import { foldedPlainText, readPlainText } from './plain-text.ts';
import { type Sketch, sketch, sketchOf } from './sketch.ts';

/** All that is made of an abstract's words. */
export interface ReadAbstract {
  /** See {@link hashAbstract}. */
  readonly hash: Buffer;
  readonly sketch: Sketch;
  /** See {@link fold}. */
  readonly folded: string;
}

/** Reads an abstract: in one go where it is plain. */
export function readAbstract(text: string): ReadAbstract {
  const plain = readPlainText(text);
  if (plain === null) return { hash: hashAbstract(text), sketch: sketch(text), folded: fold(text) };
  const isFolded = plain.longest <= WORD_LENGTH && !text.includes('\\');
  return {
    hash: hashLetters(plain.letters),
    sketch: sketchOf(plain.count),
    folded: isFolded ? foldedPlainText(plain) : fold(text),
  };
}
