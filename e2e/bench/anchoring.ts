/**
 * `npm run bench -- anchoring [TRIALS]`: how often marks sit on the right words after edits of their text, on the
 * wrong ones, or are lost; Postil's anchoring beside the matching of quotes that others do. With `../shared` the
 * texts are real abstracts, without it invented ones.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { TextRange } from '../../shared/annotation.ts';
import { carry } from '../../shared/carrying.ts';
import { EDIT_KINDS, type EditedText, editedText, randomFrom } from './edited-texts.ts';
import { matchQuote } from './quote-matching.ts';

const CORPUS = new URL('../../../shared/corpora/arxiv-100k.jsonl.gz', import.meta.url);
const TEXTS = 4000;

/** `wrong, gone`: on other words, though those marked are gone. */
type Verdict = 'right' | 'wrong' | 'wrong, gone' | 'lost' | 'rightly lost';

/** Prints the table. @param trials number of edited texts */
export async function anchoringBench(trials: number, seed: number): Promise<void> {
  const texts = await abstracts();
  const random = randomFrom(seed);
  const engines = { Postil: new Map<string, number>(), 'quote matching': new Map<string, number>() };
  const count = (engine: keyof typeof engines, kind: string, verdict: Verdict) => {
    const key = `${kind}\t${verdict}`;
    engines[engine].set(key, (engines[engine].get(key) ?? 0) + 1);
  };
  for (let trial = 0; trial < trials; trial += 1) {
    const text = texts[Math.floor(random() * texts.length)] ?? '';
    const edited = editedText(text, texts, random);
    const { before, marked, after } = edited;
    const found = {
      Postil: carry(before, marked, after),
      'quote matching': matchQuote(before, marked, after),
    };
    for (const engine of ['Postil', 'quote matching'] as const) {
      const verdict = judge(edited, found[engine]);
      for (const kind of new Set(['all', ...edited.kinds])) count(engine, kind, verdict);
    }
  }
  console.log(`Anchoring: ${trials} edited texts, seed ${seed}`);
  console.log('edit                 engine           right   wrong    lost   precision  recall');
  for (const kind of ['all', ...EDIT_KINDS]) {
    for (const [engine, counts] of Object.entries(engines)) {
      const of = (verdict: Verdict) => counts.get(`${kind}\t${verdict}`) ?? 0;
      const right = of('right');
      const wrong = of('wrong') + of('wrong, gone');
      const precision = right / Math.max(1, right + wrong);
      const recall = right / Math.max(1, right + of('lost') + of('wrong'));
      console.log(
        [
          kind.padEnd(20),
          engine.padEnd(15),
          String(right).padStart(6),
          String(wrong).padStart(7),
          String(of('lost')).padStart(7),
          precision.toFixed(4).padStart(11),
          recall.toFixed(4).padStart(7),
        ].join(' '),
      );
    }
  }
}

/**
 * Right: most of what was found was marked, and most of what is left of the mark was found. So are the marked words
 * letter for letter where they stand once in both texts: a copy may have been put together with what it was copied from
 * so that half of them are the copy's, which no reader could see.
 */
function judge(edited: EditedText, found: TextRange | null): Verdict {
  const isThere = edited.keptLetters >= edited.markedLetters / 2;
  if (found === null) return isThere ? 'lost' : 'rightly lost';
  const { before, after } = edited;
  const words = before.slice(edited.marked.start, edited.marked.end);
  const isTheSame =
    after.slice(found.start, found.end) === words && isOnce(before, words) && isOnce(after, words);
  const { all, marked } = edited.lettersIn(found);
  return (isTheSame && marked > 0) || (marked >= all / 2 && marked >= edited.keptLetters / 2 && marked > 0)
    ? 'right'
    : isThere
      ? 'wrong'
      : 'wrong, gone';
}

function isOnce(text: string, words: string): boolean {
  const first = text.indexOf(words);
  return first !== -1 && first === text.lastIndexOf(words);
}

async function abstracts(): Promise<string[]> {
  if (!existsSync(CORPUS)) {
    console.log('The corpus of ../shared is not here: invented abstracts are used.');
    return invented();
  }
  const lines = createInterface({ input: createReadStream(CORPUS).pipe(createGunzip()) });
  const texts: string[] = [];
  for await (const line of lines) {
    const { abstract } = JSON.parse(line) as { readonly abstract?: string };
    if (abstract !== undefined && abstract.length > 300) texts.push(abstract.trim().replace(/\s+/g, ' '));
    if (texts.length === TEXTS) break;
  }
  return texts;
}

const SUBJECTS = ['Our method', 'The proposed estimator', 'A tidal model', 'This network', 'The sampler'];
const VERBS = ['learns', 'bounds', 'predicts', 'improves on', 'replaces'];
const OBJECTS = ['the bed of the river', 'sparse graphs', 'the loss $L_t$', 'noisy labels', 'earlier work'];
const ENDS = [
  'without labels',
  'in linear time',
  'by a factor of two',
  'under weak assumptions',
  'on nine data sets',
];

function invented(): string[] {
  const random = randomFrom(1);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const sentence = () => `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(ENDS)}.`;
  return Array.from({ length: 200 }, () => Array.from({ length: 8 }, sentence).join(' '));
}
