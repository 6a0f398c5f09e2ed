/** TeX outside math as it is read: dashes, quotes, letters, the look of words, citations. */
import type { TextRange } from '../../shared/annotation.ts';
import { COMMANDS, ESCAPED, letterAt } from './tex-letters.ts';

/** A piece of TeX and what stands in its place. It is passed and marked as a whole, as math is. */
export interface TexSign extends TextRange {
  /** Empty for what only sets type. */
  readonly shown: string;
  /** Whether it names what the text itself does not hold: a citation, a formula's or section's label. */
  readonly isReference: boolean;
}

/** How words are to look. */
export type TexLook = 'emphasis' | 'strong' | 'code' | 'capitals' | 'underlined' | 'raised' | 'lowered';

/** A command with words in braces, both of whose ends are signs. */
export interface TexGroup extends TextRange {
  /** Between the braces. */
  readonly inner: TextRange;
  /** Null for words that look like those around them. */
  readonly look: TexLook | null;
}

/** What a text holds of TeX outside math; all ascending by their beginning. Offsets are in UTF-16 code units. */
export interface ProseTex {
  readonly signs: readonly TexSign[];
  readonly groups: readonly TexGroup[];
  /** Words that TeX gives an address to. */
  readonly links: readonly (TextRange & { readonly url: string })[];
}

/** Groups by the command before their braces. */
const WRAPPERS: Readonly<Record<string, TexLook | null>> = {
  textbf: 'strong',
  emph: 'emphasis',
  textit: 'emphasis',
  textsl: 'emphasis',
  texttt: 'code',
  textsc: 'capitals',
  underline: 'underlined',
  textsuperscript: 'raised',
  textsubscript: 'lowered',
  ...Object.fromEntries(
    'text textrm textsf textup textmd textnormal mbox hbox footnote ce ch'
      .split(' ')
      .map((name) => [name, null]),
  ),
};

/** Groups by the command behind their first brace. */
const SWITCHES: Readonly<Record<string, TexLook | null>> = {
  em: 'emphasis',
  it: 'emphasis',
  itshape: 'emphasis',
  sl: 'emphasis',
  bf: 'strong',
  bfseries: 'strong',
  tt: 'code',
  ttfamily: 'code',
  sc: 'capitals',
  scshape: 'capitals',
  rm: null,
  sf: null,
};

const HINT = /[\\`~]|''|--/;
/** Where TeX may begin. Addresses come first, to be passed over: what looks like TeX in them is none. */
const BEGINNING = /https?:\/\/[^\s<>"{}|\\^`]+|\b10\.\d{4,9}\/[^\s<>"{}|\\^`]+|''|'|`+|-{2,}|[\\~{}]/g;
const SWITCH = /\{\\([a-z]+)(?![A-Za-z])\s?/y;
const COLOURED = /\{\\color\s?\{[^{}]*\}\s?/y;
const BRACED = /\{\\([A-Za-z]+)\}/y;
const COMMAND = /\\([A-Za-z]+)\*?/y;
const CITATION =
  /\\(?:cite[a-z]*|(?:paren|text|auto|foot)cite|(?:eq|auto|page|[cC])?ref)\*?\s?(?:\[[^\][]*\]\s?){0,2}\{([^{}]*)\}/y;
const UNSEEN =
  /\\(?:label\{[^{}]*\}|(?:begin|end)\{(?:itemize|enumerate|description|abstract|center|quote|quotation|document)\}(?:\[[^\][]*\])?)/y;
const SPACE = /\\[hv]space\*?\{[^{}]*\}/y;
const ITEM = /\\item(?![A-Za-z])\s?(?:\[([^\][]*)\])?/y;
const HREF = /\\href\s?\{([^{}]*)\}\s?\{/y;
const COLOUR = /\\textcolor\s?\{[^{}]*\}\s?\{/y;
/** A word in single quotes, apostrophes in it passed over; its length bounded, so that a long text is read once. */
const SINGLE = /`(?=[^\s`'])[^`]{1,200}?'(?![\p{L}\p{N}'])/uy;

/** @param math the math of the text, ascending, which is left alone */
export function proseTex(text: string, math: readonly TextRange[]): ProseTex {
  const signs: TexSign[] = [];
  const groups: TexGroup[] = [];
  const links: (TextRange & { url: string })[] = [];
  if (!HINT.test(text)) return { signs, groups, links };
  const partners = bracePartners(text, math);
  /** What is shown for a brace or quote that an earlier sign began. */
  const closing = new Map<number, string>();
  let isQuoting = false;
  let nextMath = 0;
  let at = 0;

  const sign = (start: number, end: number, shown: string, isReference = false) => {
    signs.push({ start, end, shown, isReference });
    return end;
  };
  /** Begins a group, whose first brace is given. One that is never closed, as where a text is cut, has no look. */
  function group(start: number, brace: number, end: number, look: TexLook | null, before = '', behind = '') {
    const close = partners.get(brace);
    if (close !== undefined && close >= end) {
      groups.push({ start, end: close + 1, inner: { start: end, end: close }, look });
      closing.set(close, behind);
    }
    return sign(start, end, before);
  }
  function matched(pattern: RegExp, from: number): RegExpExecArray | null {
    pattern.lastIndex = from;
    return pattern.exec(text);
  }

  function command(start: number): number {
    const letter = letterAt(text, start);
    if (letter !== null) return sign(start, letter.end, letter.shown);
    const citation = matched(CITATION, start);
    if (citation !== null) {
      return sign(start, CITATION.lastIndex, `[${citation[1]?.replace(/\s*,\s*/g, ', ').trim()}]`, true);
    }
    if (matched(UNSEEN, start) !== null) return sign(start, UNSEEN.lastIndex, '');
    if (matched(SPACE, start) !== null) return sign(start, SPACE.lastIndex, ' ');
    const item = matched(ITEM, start);
    if (item !== null) return sign(start, ITEM.lastIndex, ` ${item[1] ?? '•'} `);
    const href = matched(HREF, start);
    if (href !== null) {
      const end = HREF.lastIndex;
      const close = partners.get(end - 1);
      if (close !== undefined) link(end, close, href[1] ?? '');
      return group(start, end - 1, end, null);
    }
    if (matched(COLOUR, start) !== null) {
      return group(start, COLOUR.lastIndex - 1, COLOUR.lastIndex, null);
    }
    const name = matched(COMMAND, start)?.[1];
    if (name === undefined) {
      const shown = ESCAPED[text[start + 1] ?? ''];
      return shown === undefined ? start + 2 : sign(start, start + 2, shown);
    }
    return named(start, name, COMMAND.lastIndex);
  }

  function named(start: number, name: string, end: number): number {
    const brace = text[end] === ' ' ? end + 1 : end;
    const isBraced = text[brace] === '{';
    if (name === 'url' && isBraced) return address(start, brace);
    const look = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    if (look !== undefined && isBraced) {
      const isFootnote = name === 'footnote';
      return group(start, brace, brace + 1, look, isFootnote ? ' (' : '', isFootnote ? ')' : '');
    }
    const shown = COMMANDS.get(name);
    if (shown === undefined) return end;
    return sign(start, text.startsWith('{}', end) ? end + 2 : end, shown);
  }

  /** `\url{…}`, in which nothing but escaped signs is TeX. */
  function address(start: number, brace: number): number {
    const begun = group(start, brace, brace + 1, null);
    const close = partners.get(brace);
    if (close === undefined) return begun;
    const inner = text.slice(begun, close);
    link(begun, close, inner);
    for (const { index } of inner.matchAll(/\\[_%&#]/g)) {
      const from = begun + index;
      sign(from, from + 2, text[from + 1] ?? '');
    }
    return close;
  }

  function link(start: number, end: number, written: string): void {
    const url = written.replace(/\\([_%&#~])/g, '$1').trim();
    if (/^https?:\/\/\S+$/i.test(url)) links.push({ start, end, url });
    else if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(url)) links.push({ start, end, url: `https://${url}` });
  }

  function opened(start: number): number {
    const letter = letterAt(text, start);
    if (letter !== null) return sign(start, letter.end, letter.shown);
    const shown = COMMANDS.get(matched(BRACED, start)?.[1] ?? '');
    if (shown !== undefined) return sign(start, BRACED.lastIndex, shown);
    if (matched(COLOURED, start) !== null) return group(start, start, COLOURED.lastIndex, null);
    const name = matched(SWITCH, start)?.[1] ?? '';
    const look = Object.hasOwn(SWITCHES, name) ? SWITCHES[name] : undefined;
    return look === undefined ? start + 1 : group(start, start, SWITCH.lastIndex, look);
  }

  function quotes(start: number, end: number): number {
    const [before = ' ', behind = ' '] = [text[start - 1], text[end]];
    const isOpening = !/[\p{L}\p{N}]/u.test(before) && !/\s/.test(behind);
    if (end - start === 1 && isOpening && matched(SINGLE, start) !== null) {
      closing.set(SINGLE.lastIndex - 1, '’');
      return sign(start, end, '‘');
    }
    if (end - start !== 2) return end;
    if (isQuoting && !/\s/.test(before)) {
      isQuoting = false;
      return sign(start, end, '”');
    }
    // Two apostrophes begin a quote only where two others end it.
    const isQuote = text[start] === '`' || (/[\s([]/.test(before) && text.includes("''", end));
    if (!isOpening || !isQuote) return end;
    isQuoting = true;
    return sign(start, end, '“');
  }

  function dash(start: number, end: number): number {
    const [before = ' ', behind = ' '] = [text[start - 1], text[end]];
    // An option of a command (`--verbose`), a comment's end, or a line.
    const isOther = (/\s/.test(before) && /[\p{L}\p{N}]/u.test(behind)) || before === '!' || behind === '>';
    if (isOther || end - start > 3) return end;
    return sign(start, end, end - start === 2 ? '–' : '—');
  }

  for (;;) {
    BEGINNING.lastIndex = at;
    const match = BEGINNING.exec(text);
    if (match === null) break;
    const start = match.index;
    const [found] = match;
    const end = start + found.length;
    while ((math[nextMath]?.end ?? Number.POSITIVE_INFINITY) <= start) nextMath += 1;
    const span = math[nextMath];
    const shown = closing.get(start);
    if (span !== undefined && span.start < end) at = span.end;
    else if (shown !== undefined) at = sign(start, start + 1, shown);
    else if (found === '\\') at = command(start);
    else if (found === '{') at = opened(start);
    else if (found === '~') at = isTie(text, start) ? sign(start, end, '\u00a0') : end;
    else if (found.startsWith('-')) at = dash(start, end);
    else if (/^['`]/.test(found)) at = quotes(start, end);
    else at = end;
  }
  return { signs, groups, links };
}

/** The closing brace of each opening one. Braces in math or behind a backslash are none. */
function bracePartners(text: string, math: readonly TextRange[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  let nextMath = 0;
  for (const { index, 0: found } of text.matchAll(/\\[\s\S]|[{}]/g)) {
    while ((math[nextMath]?.end ?? Number.POSITIVE_INFINITY) <= index) nextMath += 1;
    if ((math[nextMath]?.start ?? Number.POSITIVE_INFINITY) <= index) continue;
    if (found === '{') open.push(index);
    const start = found === '}' ? open.pop() : undefined;
    if (start !== undefined) partners.set(start, index);
  }
  return partners;
}

/**
 * Whether a tilde is TeX's space that never breaks (`Fig.~3`, `10~GeV`, `Smith~\cite{s}`) rather than “about” (`z~3`,
 * `of ~5`), which abstracts write as often.
 */
function isTie(text: string, at: number): boolean {
  const behind = text[at + 1] ?? ' ';
  const word = /[\p{L}\p{N}.,)$}\]]+$/u.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  if (word === '') return false;
  if (/[\\$]/.test(behind) || word.endsWith('$')) return true;
  if (/\p{N}/u.test(behind)) return word.endsWith('.') || /^\p{Lu}\p{L}/u.test(word);
  const isLone = word.length === 1 && !/[\p{L}\p{N}]/u.test(text[at + 2] ?? ' ');
  return /[\p{L}(]/u.test(behind) && !isLone;
}
