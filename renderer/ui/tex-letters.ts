/** Letters and signs that TeX writes by commands, outside math. */

/** Accents by their command, as combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  k: '\u0328',
  r: '\u030a',
  b: '\u0331',
  d: '\u0323',
};

const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
};

/** `\"u`, `\"{u}`, `{\"u}`, `\c{c}`, `\v s`, `\'{\i}`, `\ss`, `{\o}`: what shared/fold.ts reads as letters. */
const ACCENTED =
  /\{?\\(?:(?<mark>["'`^~=.]) ?(?:\{ *\\?(?<inBraces>[A-Za-z]) *\}|\\(?<dotless>[ij])(?![A-Za-z])|(?<bare>[A-Za-z]))|(?<command>[cvuHkrbd])(?: +(?<spaced>[A-Za-z])|\{ *\\?(?<argument>[A-Za-z]) *\})|(?<name>ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}| (?=[a-z]))?)/y;

/** The accented or foreign letter that begins at a place; null for none. `end` is behind it, in UTF-16 code units. */
export function letterAt(text: string, at: number): { readonly shown: string; readonly end: number } | null {
  ACCENTED.lastIndex = at;
  const { groups = {} } = ACCENTED.exec(text) ?? {};
  const { mark, inBraces, dotless, bare, command, spaced, argument, name } = groups;
  const base = inBraces ?? dotless ?? bare ?? spaced ?? argument;
  const accent = ACCENTS[mark ?? command ?? ''];
  const shown = name === undefined ? base && accent && (base + accent).normalize('NFC') : LETTERS[name];
  if (!shown) return null;
  const { lastIndex: end } = ACCENTED;
  if (text[at] !== '{') return { shown, end };
  // A brace opened for more than the letter belongs to that.
  return text[end] === '}' ? { shown, end: end + 1 } : null;
}

/** Signs with a backslash before them. Thin spaces are spaces; what may only be broken there is nothing. */
export const ESCAPED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('%&#_$ {}', (sign) => [sign, sign])),
  ',': '\u2009',
  ';': '\u2009',
  ':': '\u2009',
  '\\': ' ',
  '!': '',
  '/': '',
  '-': '',
};

const GREEK =
  'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ ' +
  'pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π ' +
  'Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω';
const SIGNS =
  'LaTeX LaTeX TeX TeX BibTeX BibTeX ldots … dots … textellipsis … textendash – textemdash — S § copyright © pounds £ ' +
  'euro € texteuro € degree ° textdegree ° deg ° textregistered ® texttrademark ™ textasciitilde ~ textbackslash \\ ' +
  'textbar | textless < textgreater > textpm ± texttimes × textmu µ textquotedblleft “ textquotedblright ” ' +
  'textquoteleft ‘ textquoteright ’ lq ‘ rq ’ times × pm ± leq ≤ le ≤ geq ≥ ge ≥ sim ∼ approx ≈ neq ≠ infty ∞ to → rightarrow → ' +
  'cdot · circ ∘ ell ℓ ie i.e. eg e.g. etal et\u00a0al.';
const NOTHING =
  'noindent xspace centering protect displaystyle smallskip medskip bigskip nonumber notag null';
const SPACES = 'par newline linebreak quad qquad';

const pairs = (list: string) =>
  Array.from(list.matchAll(/(\S+) (\S+)(?: |$)/g), ([, name, sign]) => [name, sign]);

/** Commands that stand for signs, for nothing or for a space. */
export const COMMANDS: ReadonlyMap<string, string> = new Map([
  ...pairs(`${GREEK} ${SIGNS}`).map(([name = '', sign = '']) => [name, sign] as const),
  ...NOTHING.split(' ').map((name) => [name, ''] as const),
  ...SPACES.split(' ').map((name) => [name, ' '] as const),
]);
