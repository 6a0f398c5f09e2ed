/** A piece of TeX in a text: where it stands, delimiters included, and what is between them. */
export interface MathSpan {
  /** Offsets in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly tex: string;
  /** Whether it is set on a line of its own. */
  readonly display: boolean;
}

/**
 * Finds the math of a text: `$...$`, `$$...$$`, `\(...\)`, `\[...\]` and `\begin{equation}...\end{equation}` with its
 * like; ascending, not overlapping.
 * For single dollars Pandoc's rules hold, so that prices are not math: the opening one has no space behind it,
 * the closing one has none before it and no digit behind it (https://pandoc.org/MANUAL.html#math). Beyond those, spaces
 * are let pass where commands, powers or indices stand between, and a piece holds no blank line. An escaped dollar never delimits.
 */
export function mathSpans(text: string): readonly MathSpan[] {
  const spans: MathSpan[] = [];
  /** Delimiters that close nothing any more, so that a text of nothing but opening ones is read once. */
  const missing = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const span = spanAt(text, at, missing);
    if (span !== null) {
      spans.push(span);
      at = span.end;
    } else if (text[at] === '\\' || text.startsWith('$$', at)) {
      at += 2;
    } else {
      at += 1;
    }
  }
  return spans;
}

function spanAt(text: string, start: number, missing: Set<string>): MathSpan | null {
  if (text.startsWith('$$', start)) return closed(text, start, '$$', '$$', true, missing);
  if (text.startsWith('\\[', start)) return closed(text, start, '\\[', '\\]', true, missing);
  if (text.startsWith('\\(', start)) return closed(text, start, '\\(', '\\)', false, missing);
  if (text[start] === '$') return dollars(text, start);
  return text.startsWith('\\begin{', start) ? environment(text, start, missing) : null;
}

/** What of LaTeX is math by its name, and as what KaTeX sets it; null for what has no lines or columns. */
const ENVIRONMENTS: Readonly<Record<string, readonly [begin: string, end: string] | null>> = {
  equation: null,
  displaymath: null,
  math: null,
  align: ['\\begin{aligned}', '\\end{aligned}'],
  flalign: ['\\begin{aligned}', '\\end{aligned}'],
  gather: ['\\begin{gathered}', '\\end{gathered}'],
  multline: ['\\begin{gathered}', '\\end{gathered}'],
  eqnarray: ['\\begin{array}{rcl}', '\\end{array}'],
};
const ENVIRONMENT = /\\begin\{([a-z]+)(\*?)\}/y;

function environment(text: string, start: number, missing: Set<string>): MathSpan | null {
  ENVIRONMENT.lastIndex = start;
  const [begin = '', name = '', star = ''] = ENVIRONMENT.exec(text) ?? [];
  const set = Object.hasOwn(ENVIRONMENTS, name) ? ENVIRONMENTS[name] : undefined;
  if (set === undefined) return null;
  const found = closed(text, start, begin, `\\end{${name}${star}}`, name !== 'math', missing);
  if (found === null) return null;
  // KaTeX knows neither labels nor numbers.
  const tex = found.tex.replace(/\\label\s?\{[^{}]*\}|\\nonumber(?![A-Za-z])/g, '');
  return { ...found, tex: set === null ? tex : set.join(tex) };
}

function closed(
  text: string,
  start: number,
  open: string,
  close: string,
  display: boolean,
  missing: Set<string>,
): MathSpan | null {
  const inside = start + open.length;
  if (missing.has(close)) return null;
  let stop = text.indexOf(close, inside);
  while (stop > inside && close === '$$' && isEscaped(text, stop)) stop = text.indexOf(close, stop + 1);
  if (stop < 0) {
    missing.add(close);
    return null;
  }
  return span(text, start, inside, stop, stop + close.length, display);
}

/** Longest math between dollars that have blanks on their inner side, in UTF-16 code units. */
const MOST_LOOSE = 400;

function dollars(text: string, start: number): MathSpan | null {
  const inside = start + 1;
  for (let stop = inside + 1; stop < text.length; stop += 1) {
    if (text[stop] !== '$' || isEscaped(text, stop)) continue;
    const isLoose = isSpace(text[inside]) || isSpace(text[stop - 1]);
    const isMath = !isLoose || (isTex(text, inside, stop) && !/[\p{L}\p{N}]/u.test(text[stop + 1] ?? ''));
    if (isDigit(text[stop + 1]) || !isMath) return null;
    return span(text, start, inside, stop, stop + 1, false);
  }
  return null;
}

/** Whether what stands there is written as nothing but math is. */
function isTex(text: string, inside: number, stop: number): boolean {
  return stop - inside <= MOST_LOOSE && /\\[A-Za-z]|[\^_]/.test(text.slice(inside, stop));
}

function span(
  text: string,
  start: number,
  inside: number,
  stop: number,
  end: number,
  display: boolean,
): MathSpan | null {
  const tex = text.slice(inside, stop);
  if (tex.trim() === '' || /\n\s*\n/.test(tex)) return null;
  return { start, end, tex, display };
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /[0-9]/.test(character);
}
