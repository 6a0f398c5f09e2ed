/**
 * `npm run bench -- anchoring [TRIALS [SEED]]`: how often marks sit on the right words after edits of their text, on the
 * wrong ones, or are lost; Postil's anchoring beside the matching of quotes that others do. With `../shared` the
 * texts are real abstracts, without it invented ones.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { describe as toSelectors } from '../../shared/anchoring.ts';
import type { TextRange } from '../../shared/annotation.ts';
import { carry } from '../../shared/carrying.ts';
import { orphanCandidates } from '../../shared/orphan-candidates.ts';
import { EDIT_KINDS, type EditedText, editedText, randomFrom } from './edited-texts.ts';
import { matchQuote } from './quote-matching.ts';

const CORPUS = new URL('../../../shared/corpora/arxiv-100k.jsonl.gz', import.meta.url);
const TEXTS = 4000;

/** `wrong, gone`: on other words, though those marked are gone. `reworded`: on what was put in place of most of them. */
type Verdict = 'right' | 'reworded' | 'wrong' | 'wrong, gone' | 'lost' | 'rightly lost';

/** Verdicts of one engine over all trials, by kind of edit. */
type Counts = Map<string, number>;

/** Prints the table. @param trials number of edited texts */
export async function anchoringBench(trials: number, seed: number): Promise<void> {
  const texts = await abstracts();
  const random = randomFrom(seed);
  const engines = { Postil: new Map<string, number>(), 'quote matching': new Map<string, number>() };
  const spent = { Postil: 0, 'quote matching': 0 };
  const scored: { readonly score: number; readonly verdict: Verdict }[] = [];
  let firstCandidates = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const text = texts[Math.floor(random() * texts.length)] ?? '';
    const edited = editedText(text, texts, random);
    const { before, marked, after, kinds } = edited;
    const start = process.cpuUsage().user;
    const carried = carry(before, marked, after);
    const between = process.cpuUsage().user;
    const matched = matchQuote(before, marked, after);
    spent.Postil += between - start;
    spent['quote matching'] += process.cpuUsage().user - between;
    const verdict = judge(edited, carried);
    count(engines.Postil, kinds, verdict);
    const reference = judge(edited, matched?.range ?? null);
    count(engines['quote matching'], kinds, reference);
    if (matched !== null) scored.push({ score: matched.score, verdict: reference });
    if (verdict !== 'lost') continue;
    const [first] = orphanCandidates(after, toSelectors(before, marked), before);
    if (first !== undefined && judge(edited, first.range) === 'right') firstCandidates += 1;
  }
  console.log(`Anchoring: ${trials} edited texts, seed ${seed}`);
  console.log('edit                 engine           right   wrong    lost reworded  precision  recall');
  for (const kind of ['all', ...EDIT_KINDS]) {
    for (const [engine, counts] of Object.entries(engines)) console.log(row(kind, engine, counts));
  }
  const perMark = (engine: keyof typeof spent) => `${Math.round(spent[engine] / trials)} µs`;
  console.log(
    `processor time a mark: Postil ${perMark('Postil')}, quote matching ${perMark('quote matching')}`,
  );
  console.log(`of the marks that Postil lost, the first candidate offered is right for ${firstCandidates}`);
  console.log(recallAtPrecision(scored, engines));
}

function count(counts: Counts, kinds: readonly string[], verdict: Verdict): void {
  for (const kind of new Set(['all', ...kinds])) {
    const key = `${kind}\t${verdict}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function figures(kind: string, counts: Counts) {
  const of = (verdict: Verdict) => counts.get(`${kind}\t${verdict}`) ?? 0;
  const [right, lost, reworded] = [of('right'), of('lost'), of('reworded')];
  const wrong = of('wrong') + of('wrong, gone');
  const there = right + lost + of('wrong');
  return {
    ...{ right, wrong, lost, reworded, there },
    precision: right / Math.max(1, right + wrong),
    recall: right / Math.max(1, there),
  };
}

function row(kind: string, engine: string, counts: Counts): string {
  const { right, wrong, lost, reworded, precision, recall } = figures(kind, counts);
  return [
    kind.padEnd(20),
    engine.padEnd(15),
    String(right).padStart(6),
    String(wrong).padStart(7),
    String(lost).padStart(7),
    String(reworded).padStart(8),
    precision.toFixed(4).padStart(10),
    recall.toFixed(4).padStart(7),
  ].join(' ');
}

/** What is left of the reference's recall where it takes no place with a score below a floor that gives it our precision. */
function recallAtPrecision(
  scored: readonly { readonly score: number; readonly verdict: Verdict }[],
  engines: { readonly Postil: Counts; readonly 'quote matching': Counts },
): string {
  const { precision } = figures('all', engines.Postil);
  const { there } = figures('all', engines['quote matching']);
  let [right, wrong, most, floor] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (const { score, verdict } of scored.toSorted((one, other) => other.score - one.score)) {
    if (verdict === 'right') right += 1;
    if (verdict === 'wrong' || verdict === 'wrong, gone') wrong += 1;
    if (right / Math.max(1, right + wrong) >= precision) [most, floor] = [right, score];
  }
  const recall = (most / Math.max(1, there)).toFixed(4);
  return `at Postil's precision (scores of ${floor.toFixed(1)} and more) quote matching has a recall of ${recall}`;
}

/**
 * Right: most of what was found was marked, and most of what is left of the mark was found. So are the marked words
 * letter for letter where they stand once in both texts: a copy may have been put together with what it was copied from
 * so that half of them are the copy's, which no reader could see. Where an edit put other words in the place of most of
 * the marked ones (one formula for another), a place that holds these and what is left is neither right nor wrong, for
 * both engines: any reader would look for the mark there, but its words are gone.
 */
function judge(edited: EditedText, found: TextRange | null): Verdict {
  const isThere = edited.keptLetters >= edited.markedLetters / 2;
  if (found === null) return isThere ? 'lost' : 'rightly lost';
  const { before, after } = edited;
  const words = before.slice(edited.marked.start, edited.marked.end);
  const isTheSame =
    after.slice(found.start, found.end) === words && isOnce(before, words) && isOnce(after, words);
  const { all, marked, instead } = edited.lettersIn(found);
  if (isTheSame && marked > 0) return 'right';
  if (marked > 0 && marked >= edited.keptLetters / 2) {
    if (marked >= all / 2) return 'right';
    if (marked >= (all - instead) / 2) return 'reworded';
  }
  return isThere ? 'wrong' : 'wrong, gone';
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
