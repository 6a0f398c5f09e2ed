/**
 * The one folding of Postil: the index, the query and the marking of hits see texts through it alone.
 *
 * - Case and accents do not matter: `Möbius`, `M\"obius`, `MOBIUS` are `mobius`. The twin `moebius` is a word of
 *   its own, since folding every `oe` away would spoil `does` and `value`; the search looks for twins beside it.
 * - TeX is read as its letters: `$\alpha$`, `α` and `alpha` are `alpha`; `\mathrm{E}(3)` is `e 3`.
 *   Commands that only set type, and signs that are no letters in Unicode either, are no words.
 * - Whatever is neither letter nor digit divides words: `rao-blackwell` is `rao blackwell`, `R2-G2` is `r2 g2`,
 *   `SE(3)` is `se 3`. That a query may join or divide words otherwise is the search's business.
 * - Other scripts are kept. Han and Kana are one word a character, since they do not divide words.
 */

/** A word of a text. */
export interface Word {
  /** Folded: what the index holds. */
  readonly word: string;
  /** Offset in the text as it was, in UTF-16 code units. */
  readonly start: number;
  /** Offset behind the last code unit, accents and the braces around them included. */
  readonly end: number;
}

/** Longest word in UTF-16 code units; what is longer is cut, in index and query alike. No word of a language is. */
export const WORD_LENGTH = 64;

/** Words of a text in their order. Never throws. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  scan(text, (word, start, end) => found.push({ word, start, end }));
  return found;
}

/**
 * The words of a text joined by blanks, as the index is fed with them. Folding it again changes nothing.
 *
 * Most of a text is plain letters, of which whole sentences are copied at once; only what stands between two blanks
 * around TeX, other alphabets and words too long is read word by word.
 */
export function fold(text: string): string {
  const { length } = text;
  let folded = '';
  /** Start of what is plain and not yet copied: words with single blanks between them. */
  let from = 0;
  let wordStart = 0;
  let at = 0;

  function add(words: string): void {
    if (words !== '') folded += folded === '' ? words : ` ${words}`;
  }

  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128 && PLAIN[code] === 1) {
      at += 1;
      if (at - wordStart <= WORD_LENGTH) continue;
    }
    const next = at + 1 < length ? text.charCodeAt(at + 1) : BLANK;
    const isTex = code === BACKSLASH || (code === OPEN_BRACE && next === BACKSLASH);
    if (code >= 128 || isTex || at - wordStart > WORD_LENGTH) {
      if (wordStart > from) add(text.slice(from, wordStart - 1));
      at = scan(text, add, wordStart, true);
      from = at;
      wordStart = at;
    } else if (code === BLANK && at > wordStart && next < 128 && PLAIN[next] === 1) {
      at += 1;
      wordStart = at;
    } else {
      if (at > from) add(text.slice(from, at));
      at += 1;
      from = at;
      wordStart = at;
    }
  }
  if (at > from) add(text.slice(from, at));
  return folded.toLowerCase();
}

const PLAIN = new Uint8Array(128);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  PLAIN[character.charCodeAt(0)] = 1;
}
const BLANK = 0x20;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Which letters may stand in one word. `x²` is two words as `x^2` is, and `Δt` as `\Delta t`. */
type Run = 'plain' | 'greek' | 'raised';

/** How a character outside ASCII is folded. */
interface Folded {
  /** `part`: of a word; `words`: one or more, joined by blanks; `nothing`: is not there; `gap`: divides. */
  readonly kind: 'part' | 'words' | 'nothing' | 'gap';
  readonly text: string;
  readonly run: Run;
}

/**
 * Reads the words of a text from a place where none has begun.
 * @param isToBlank whether only to the next blank that divides words
 * @returns where it ended
 */
function scan(
  text: string,
  emit: (word: string, start: number, end: number) => void,
  from = 0,
  isToBlank = false,
): number {
  let word = '';
  let run: Run = 'plain';
  let wordStart = 0;
  let wordEnd = 0;
  /** Where the last letter of the word began. */
  let lastStart = 0;

  function finish(): void {
    if (word === '') return;
    if (run === 'greek' && word.length <= GREEK_LETTERS) {
      for (let index = 0; index < word.length; index += 1) {
        const name = GREEK_NAMES.get(word.charAt(index)) ?? word.charAt(index);
        emit(name, index === 0 ? wordStart : lastStart, index === word.length - 1 ? wordEnd : lastStart);
      }
    } else {
      emit(word.length > WORD_LENGTH ? cut(word) : word, wordStart, wordEnd);
    }
    word = '';
  }

  function append(part: string, kind: Run, start: number, end: number): void {
    if (word !== '' && run !== kind) finish();
    if (word === '') wordStart = start;
    run = kind;
    word += part;
    wordEnd = end;
    lastStart = start;
  }

  const length = text.length;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (PLAIN[code] === 1) {
        let end = at + 1;
        while (end < length && PLAIN[text.charCodeAt(end)] === 1) end += 1;
        append(text.slice(at, end).toLowerCase(), 'plain', at, end);
        at = end;
        continue;
      }
      const accented = code === BACKSLASH || code === OPEN_BRACE ? accentAt(text, at) : null;
      if (accented !== null) {
        if (accented.letters !== '') append(accented.letters, 'plain', at, accented.end);
        at = accented.end;
        continue;
      }
      finish();
      if (code === BACKSLASH) {
        const end = commandEnd(text, at);
        const name = commandWord(text.slice(at + 1, end));
        if (name !== '') emit(name, at, end);
        at = Math.max(end, at + 1);
      } else {
        at += 1;
        if (isToBlank && code === BLANK) return at;
      }
      continue;
    }
    const point = text.codePointAt(at) ?? code;
    const end = at + (point > 0xffff ? 2 : 1);
    const folded = foldedCharacter(point);
    if (folded.kind === 'part') append(folded.text, folded.run, at, end);
    else if (folded.kind === 'gap') finish();
    else if (folded.kind === 'nothing') {
      if (word !== '' && wordEnd === at) wordEnd = end;
    } else {
      finish();
      for (const part of folded.text.split(' ')) emit(part, at, end);
    }
    at = end;
  }
  finish();
  return at;
}

function cut(word: string): string {
  const last = word.charCodeAt(WORD_LENGTH - 1);
  return word.slice(0, last >= 0xd800 && last < 0xdc00 ? WORD_LENGTH - 1 : WORD_LENGTH);
}

// Characters. --------------------------------------------------------------------------------------------------

/** A run of Greek letters up to this long is read letter by letter (`αβ T cells`), a longer one as a Greek word. */
const GREEK_LETTERS = 2;

const GREEK_NAMES: ReadonlyMap<string, string> = new Map(
  (
    'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ' +
    'ο omicron π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega'
  )
    .split(' ')
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1] ?? letter] as const] : [])),
);

/** Letters that Unicode does not take apart, and the signs of mathematics that have a name in TeX. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ȷ', 'j'],
  ['ł', 'l'],
  ['ŋ', 'n'],
  ['ŧ', 't'],
  ['ς', 'σ'],
  ['∞', ' infty '],
  ['∂', ' partial '],
  ['∇', ' nabla '],
]);

const MARK = /\p{Script=Inherited}|(?=\p{M})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;
/** Soft hyphen, joiners, directions, byte order mark, Arabic's stretching stroke: seen by no reader. */
const INVISIBLE = /[\u00ad\u0640]|\p{Default_Ignorable_Code_Point}/u;
const WORDLY = /[\p{L}\p{N}\p{M}]/u;
const UNDIVIDED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const GREEK = /\p{Script=Greek}/u;
/** Raised and lowered digits and letters, but not `ª` and `º`, which end words. */
const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u209c]/u;

const known = new Map<number, Folded>();

function foldedCharacter(point: number): Folded {
  let folded = known.get(point);
  if (folded === undefined) {
    folded = foldCharacter(String.fromCodePoint(point));
    known.set(point, folded);
  }
  return folded;
}

function foldCharacter(character: string): Folded {
  if (MARK.test(character) || INVISIBLE.test(character)) return { kind: 'nothing', text: '', run: 'plain' };
  const run = RAISED.test(character) ? 'raised' : 'plain';
  let letters = '';
  for (const part of settled(character)) {
    if (MARK.test(part) || INVISIBLE.test(part)) continue;
    letters += LETTERS.get(part) ?? (WORDLY.test(part) ? part : ' ');
  }
  const text = letters.normalize('NFC').trim();
  if (text === '') return { kind: letters === '' ? 'nothing' : 'gap', text, run };
  if (UNDIVIDED.test(text) || (text.length > 1 && (GREEK.test(text) || text.includes(' ')))) {
    return { kind: 'words', text: [...text].length > 1 ? fold(text) : text, run };
  }
  return { kind: 'part', text, run: GREEK.test(text) ? 'greek' : run };
}

/** Taken apart and in lower case, until that changes nothing: some capitals fold to what can be taken apart again. */
function settled(character: string): string {
  let text = character;
  for (;;) {
    const next = text.normalize('NFKD').toLowerCase();
    if (next === text) return text;
    text = next;
  }
}

// TeX. ---------------------------------------------------------------------------------------------------------

/** `\"u`, `\"{u}`, `{\"u}`, `\c{c}`, `\v s`, `\'{\i}`, `\ss`, `{\o}`, and the hyphen that only may be there. */
const ACCENT =
  /\{?\\(?:-|["'`^~=.] ?(?:\{ *\\?([A-Za-z]) *\}|\\([ij])(?![A-Za-z])|([A-Za-z]))|[cvuHkrbdt](?: +([A-Za-z])|\{ *\\?([A-Za-z]) *\})|(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}| (?=[a-z]))?)/y;

interface Accented {
  readonly letters: string;
  readonly end: number;
}

function accentAt(text: string, at: number): Accented | null {
  ACCENT.lastIndex = at;
  const match = ACCENT.exec(text);
  if (match === null) return null;
  const letters = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6] ?? '';
  const braced = text.charCodeAt(at) === OPEN_BRACE;
  let end = ACCENT.lastIndex;
  // A brace opened for the letter alone closes behind it; one opened for more is no part of the word.
  if (braced && text.charCodeAt(end) === CLOSE_BRACE) end += 1;
  return { letters: (letters === 'aa' || letters === 'AA' ? 'a' : letters).toLowerCase(), end };
}

const COMMAND = /\\[A-Za-z]*/y;

function commandEnd(text: string, at: number): number {
  COMMAND.lastIndex = at;
  COMMAND.test(text);
  return COMMAND.lastIndex;
}

/** Commands that set type, space or brackets, or draw a sign that is no letter in Unicode. */
const UNSPOKEN: ReadonlySet<string> = new Set(
  (
    'mathrm mathbf mathcal mathbb mathfrak mathsf mathscr mathit mathtt mathop mathbin mathrel mathord boldsymbol ' +
    'bm bf it rm sf tt sl sc em emph cal bb frak scr text textbf textit textrm textsf texttt textsc textsl textup ' +
    'textnormal textsuperscript textsubscript underline underbrace overbrace mbox hbox operatorname url href left ' +
    'right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr langle rangle lbrace rbrace lfloor ' +
    'rfloor lceil rceil vert Vert lvert rvert lVert rVert mid quad qquad displaystyle textstyle scriptstyle limits ' +
    'nolimits hspace vspace phantom xspace ensuremath protect newline par noindent begin end item cite citep citet ' +
    'ref eqref label footnote le leq ge geq leqslant geqslant ll gg ne neq approx sim simeq cong equiv propto to ' +
    'gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow mapsto hookrightarrow ' +
    'times cdot cdots ldots dots dotsc dotsb vdots ddots pm mp in notin ni subset subseteq supset supseteq cup cap ' +
    'setminus forall exists neg land lor wedge vee otimes oplus circ ast star bullet prime dagger perp parallel not ' +
    'sum prod int oint frac dfrac tfrac sqrt over atop hat widehat tilde widetilde bar overline vec dot ddot check ' +
    'breve acute grave mathring lesssim gtrsim'
  ).split(' '),
);

/** The word that a command stands for; empty for none. */
function commandWord(name: string): string {
  if (name === '' || UNSPOKEN.has(name)) return '';
  if (name === 'ell') return 'l';
  const lower = name.toLowerCase();
  const plain = lower.startsWith('var') ? lower.slice(3) : lower;
  return GREEK_WORDS.has(plain) ? plain : lower.slice(0, WORD_LENGTH);
}

const GREEK_WORDS: ReadonlySet<string> = new Set(GREEK_NAMES.values());
