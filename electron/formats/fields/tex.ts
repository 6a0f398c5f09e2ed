/** Accents of TeX (The TeXbook, chapter 9) and of LaTeX's T1, as the combining characters of Unicode. */
const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    u: '\u0306',
    '.': '\u0307',
    '"': '\u0308',
    r: '\u030a',
    H: '\u030b',
    v: '\u030c',
    d: '\u0323',
    c: '\u0327',
    k: '\u0328',
    b: '\u0331',
  }),
);

/** Commands that stand for characters in text, with the characters. */
const SYMBOLS: ReadonlyMap<string, string> = new Map(
  pairs(
    'ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø aa å AA Å l ł L Ł i ı j ȷ dh ð DH Ð dj đ DJ Đ th þ TH Þ ng ŋ NG Ŋ S § P ¶ ' +
      'copyright © textcopyright © pounds £ textsterling £ euro € texteuro € dag † ddag ‡ dagger † ddagger ‡ ' +
      'textendash – textemdash — ldots … dots … textellipsis … textquoteleft ‘ textquoteright ’ textquotedblleft “ ' +
      'textquotedblright ” textquotesingle \' textquotedbl " lq ‘ rq ’ guillemotleft « guillemotright » textasciitilde ~ ' +
      'textasciicircum ^ textasciigrave ` textasciiacute ´ textbackslash \\ textbar | textless < textgreater > textunderscore _ ' +
      'textbraceleft { textbraceright } textdollar $ textregistered ® texttrademark ™ textdegree ° degree ° textmu µ ' +
      'textperiodcentered · textbullet • textpm ± texttimes × textdiv ÷ textonehalf ½ textnumero № textsection § ' +
      'textexclamdown ¡ textquestiondown ¿ textordfeminine ª textordmasculine º slash / TeX TeX LaTeX LaTeX ' +
      'BibTeX BibTeX LaTeXe LaTeX2e backslash \\ pm ± times × sim ~ cdot · to → rightarrow → leftarrow ← infty ∞ approx ≈ leq ≤ ' +
      'geq ≥ le ≤ ge ≥ neq ≠ ne ≠ ' +
      'alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν ' +
      'xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ ' +
      'Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω',
  ),
);

function pairs(list: string): [string, string][] {
  const words = list.split(' ');
  return Array.from({ length: words.length / 2 }, (_, index) => [
    words[2 * index] ?? '',
    words[2 * index + 1] ?? '',
  ]);
}

/** Commands that only set type, and such as show nothing; their arguments are text. */
const typesetting =
  /^(?:emph|text(?:it|bf|rm|sf|tt|sl|sc|up|md|normal|superscript|subscript)|underline|uline|mbox|hbox|uppercase|lowercase|MakeUppercase|MakeLowercase|enquote|protect|url|path|nolinkurl|em|it|bf|rm|sf|tt|sl|sc|itshape|bfseries|scshape|ttfamily|rmfamily|sffamily|upshape|normalfont|tiny|scriptsize|footnotesize|small|normalsize|large|Large|par|newline|linebreak|noindent|null|relax|bibinfo|bibfield|natexlab|selectlanguage|foreignlanguage|NoCaseChange|textnormal|ignorespaces|nobreak|allowbreak|hskip|noopsort|mkbibquote|mkbibemph|mkbibbold|mkbibparens|textcyr|textgreek|ensuremath)$/;

/** Those of them with an argument that is no text, before the one that is. */
const withHiddenArgument =
  /^(?:href|bibinfo|bibfield|selectlanguage|foreignlanguage|noopsort|textcolor|vphantom|hphantom|phantom|hspace|vspace)$/;

/** Signs after a backslash that stand for themselves, for a blank or for nothing. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from('&%$#_{}', (sign) => [sign, sign] as const),
  ...Array.from('\\,;: >\n\t', (sign) => [sign, ' '] as const),
  ...Array.from('-/!@|*+<', (sign) => [sign, ''] as const),
]);

/**
 * Text as BibTeX holds it, as plain text: accents and commands become letters, braces and commands that only set
 * type go, ties become blanks. Formulas (`$...$`, `\(...\)`) and unknown commands stay as they are, for the reader
 * renders the ones and nobody should guess the others. Never throws.
 */
export function texToText(tex: string): string {
  if (!/[\\{}~]|--|``|''/.test(tex)) return tex;
  let text = '';
  let at = 0;
  const endOfFormula = formulaEnds(tex);
  while (at < tex.length) {
    const part = match(textPart, tex, at);
    if (part !== null) {
      text += part[0];
      at += part[0].length;
      continue;
    }
    const formulaEnd = endOfFormula(at);
    if (formulaEnd !== null) {
      const formula = tex.slice(at, formulaEnd);
      text += singleSign(formula) ?? formula;
      at = formulaEnd;
      continue;
    }
    const read = tex[at] === '\\' ? readCommand(tex, at) : readSign(tex, at);
    text += read.text;
    at = read.end;
  }
  // Mendeley escapes what was TeX already: `{\$}\backslash{\$}alpha`, `{\{}`.
  if (tex.includes('\\backslash') || tex.includes('\\textbackslash'))
    text = texLetters(text.replaceAll('$\\$', '\\'));
  return text.normalize('NFC');
}

/** Commands that are letters of Latin alphabets, which programs know that leave all other TeX as it is. */
const LETTERS: ReadonlySet<string> = new Set(
  'ss SS ae AE oe OE o O aa AA l L i j dh DH dj DJ th TH ng NG'.split(' '),
);

/** How an escaped apostrophe goes on that is no accent: `it\'s`, `don\'t`. */
const afterApostrophe = /^(?:s|t|d|m|re|ll|ve)(?![\p{L}\\{])/u;

/**
 * A text that is TeX only in places, such as an abstract of arXiv's: accents and commands for letters become
 * letters, all else stays as it is, formulas above all. Never throws.
 */
export function texLetters(text: string): string {
  if (!text.includes('\\')) return text;
  const endOfFormula = formulaEnds(text);
  let made = '';
  let from = 0;
  const sign = /[\\$]/g;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const at = found.index;
    const formulaEnd = endOfFormula(at);
    const letter = formulaEnd === null && found[0] === '\\' ? readLetter(text, at) : null;
    if (letter !== null) {
      const isBraced = at > from && text[at - 1] === '{' && text[letter.end] === '}';
      made += text.slice(from, isBraced ? at - 1 : at) + letter.text;
      from = isBraced ? letter.end + 1 : letter.end;
      sign.lastIndex = from;
    } else {
      // A sign after a backslash begins nothing of its own.
      sign.lastIndex = formulaEnd ?? (found[0] === '\\' ? at + 2 : at + 1);
    }
  }
  return made === '' ? text : made + text.slice(from);
}

/** A letter written as a command, where it is one beyond doubt; null for all else. */
function readLetter(text: string, at: number): Read | null {
  const found = match(command, text, at);
  if (found === null) return null;
  const [whole, word, sign] = found;
  const end = at + whole.length;
  if (word !== undefined && LETTERS.has(word)) {
    return { text: SYMBOLS.get(word) ?? '', end: afterEmptyBraces(text, end) };
  }
  const accent = ACCENTS.get(word ?? sign ?? '');
  if (accent === undefined) return null;
  const before = at > 0 ? text.charAt(at - 1) : '';
  if (sign !== undefined && /\s/.test(text.charAt(end))) return null;
  // Apostrophes, quotation marks and addresses are escaped by programs that know nothing of TeX.
  if (sign === "'" && /\p{L}/u.test(before) && afterApostrophe.test(text.slice(end, end + 4))) return null;
  if ((sign === '"' && !/[aeiouyAEIOUY\\{\s]/.test(text.charAt(end))) || (sign === '~' && before === '/'))
    return null;
  const read = readAccent(text, end, accent);
  const composed = read?.text.normalize('NFC') ?? '';
  const isLetter = /^\p{L}/u.test(composed) && !/^.[\u0300-\u036f]/u.test(composed);
  return read === null || !isLetter ? null : { text: composed, end: read.end };
}

/** Longest formula between `\(` and `\)`, in UTF-16 code units; beyond, they are an error of the text. */
const LONGEST_FORMULA = 2000;

/** Tells where the formula ends that begins at a place; null where none does. Places must be asked for in ascending order. */
function formulaEnds(tex: string): (at: number) => number | null {
  /** The next closing sign, so that it is looked for once. */
  const next = new Map<string, number>();
  const closing = (sign: string, from: number): number => {
    let found = next.get(sign) ?? 0;
    if (found < from) {
      const index = tex.indexOf(sign, from);
      found = index === -1 ? tex.length : index;
      next.set(sign, found);
    }
    return found;
  };
  /** No dollar closes before here. */
  let noDollarUntil = 0;
  return (at) => {
    const sign = tex.charAt(at);
    if (sign === '$' && at >= noDollarUntil) {
      const found = match(dollars, tex, at);
      if (found !== null) return at + found[0].length;
      // A second dollar sign at once may still open a formula.
      if (tex.charAt(at + 1) !== '$') noDollarUntil = tex.length;
    }
    const opening = sign === '\\' ? tex.charAt(at + 1) : '';
    if (opening !== '(' && opening !== '[') return null;
    const end = closing(opening === '(' ? '\\)' : '\\]', at + 2);
    return end < tex.length && end - at <= LONGEST_FORMULA ? end + 2 : null;
  };
}

/** The sign that a formula of one sign stands for, as programs write it that know no Unicode: `$\\beta$`, `$<$`. */
function singleSign(formula: string): string | null {
  const found = /^\$\s*(?:\\([A-Za-z]+)|([<>|=+/*~]))\s*\$$/.exec(formula);
  if (found === null) return null;
  return found[1] === undefined ? (found[2] ?? null) : (SYMBOLS.get(found[1]) ?? null);
}

interface Read {
  readonly text: string;
  readonly end: number;
}

/** Longest run without any sign of TeX. */
const textPart = /[^\\{}~$`'-]+/y;
const dollars = /\$\$[^$]+\$\$|\$(?:[^$\\]|\\[\s\S])+\$/y;
const ligatures = /---|--|``|''/y;
const command = /\\([A-Za-z]+)[ \t\n]*|\\([\s\S])/y;
const argument =
  /\s{0,9}(?:\{\s{0,9}(?:\\([ij])\s{0,9}|([^\\{}]?)([^{}]{0,200}))\}|\\([ij])(?![A-Za-z])\s{0,9}|([^\s\\{}]))/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readSign(tex: string, at: number): Read {
  const ligature = match(ligatures, tex, at)?.[0];
  if (ligature !== undefined) {
    const character = { '---': '—', '--': '–', '``': '“', "''": '”' }[ligature] ?? ligature;
    return { text: character, end: at + ligature.length };
  }
  const sign = tex.charAt(at);
  if (sign === '{' || sign === '}') return { text: '', end: at + 1 };
  return { text: sign === '~' ? ' ' : sign, end: at + 1 };
}

function readCommand(tex: string, at: number): Read {
  const found = match(command, tex, at);
  if (found === null) return { text: '\\', end: at + 1 };
  const [whole, word, sign] = found;
  const end = at + whole.length;
  const name = word ?? sign ?? '';
  const accent = ACCENTS.get(name);
  if (accent !== undefined) {
    const accented = readAccent(tex, end, accent);
    if (accented !== null) return accented;
  }
  if (sign !== undefined) return { text: SIGNS.get(sign) ?? (accent === undefined ? whole : ''), end };
  const symbol = SYMBOLS.get(name);
  // The blank behind a command belongs to it, unless braces or the sign itself say otherwise.
  if (symbol !== undefined) return { text: symbol, end: afterEmptyBraces(tex, end) };
  if (withHiddenArgument.test(name)) return { text: '', end: afterBraces(tex, end) };
  return typesetting.test(name) ? { text: '', end } : { text: whole, end };
}

function readAccent(tex: string, at: number, accent: string): Read | null {
  const found = match(argument, tex, at);
  if (found === null) return null;
  const [whole, bracedDotless, bracedLetter, rest = '', dotless, letter] = found;
  // An i under an accent has no dot anyway.
  const base = bracedDotless ?? dotless ?? bracedLetter ?? letter ?? '';
  const text = base === '' ? rest : `${base}${accent}${rest}`;
  // `\^{}` and `\~{}` are the signs themselves.
  const isSign = text === '' && (tex[at - 1] === '^' || tex[at - 1] === '~');
  return { text: isSign ? tex.charAt(at - 1) : text, end: at + whole.length };
}

function afterEmptyBraces(tex: string, at: number): number {
  return tex.startsWith('{}', at) ? at + 2 : at;
}

function afterBraces(tex: string, at: number): number {
  if (tex[at] !== '{') return at;
  let depth = 0;
  for (let index = at; index < Math.min(tex.length, at + LONGEST_ARGUMENT); index += 1) {
    if (tex[index] === '{') depth += 1;
    if (tex[index] === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return at;
}

/** Longest argument that is passed over, in UTF-16 code units: a link. Beyond, the brace is an error of the text. */
const LONGEST_ARGUMENT = 2000;
