import { SaxesParser } from 'saxes';
import { texLetters } from '../fields/tex.ts';
import { withoutTail } from '../fields/text-field.ts';
import { decodeEntities, oneLine } from './inline-markup.ts';

/** An element of an XML text with all that it holds. */
export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** By name without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Most elements within one another: many times what MathML has, the deepest that is found in records. */
const DEEPEST = 200;

/** Why a text is no element that can be read. */
export interface XmlFault {
  readonly fault: string;
}

/**
 * Parses the text of one element. Entities that a DTD defines are not expanded, so none can explode; those of HTML
 * are, since exports use them undeclared. Bare `&` and `<` of text are taken as they are meant.
 */
export function parseElement(text: string): XmlElement | XmlFault {
  const element = parseStrictly(text);
  return 'fault' in element ? parseStrictly(mended(text)) : element;
}

/** Messages of saxes for ills that do not touch the structure, such as control characters in an abstract. */
const harmless =
  /disallowed character\.$|"\]\]>" is disallowed|duplicate attribute|processing instruction|XML declaration/;

function parseStrictly(text: string): XmlElement | XmlFault {
  const parser = new SaxesParser({ position: false });
  const top: (XmlElement | string)[] = [];
  const open: (XmlElement | string)[][] = [top];
  let fault: string | null = null;
  const append = (text: string): void => {
    open.at(-1)?.push(text);
  };
  parser.on('error', ({ message }) => {
    if (fault === null && !harmless.test(message)) fault = message;
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = value;
    const children: (XmlElement | string)[] = [];
    open.at(-1)?.push({ name: localName(tag.name), attributes, children });
    open.push(children);
    if (open.length > DEEPEST) fault ??= `elements stand more than ${DEEPEST} deep in one another.`;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', append);
  parser.on('cdata', append);
  // In parts, so that a fault at the start of a huge record is not followed by reading all of it.
  for (let from = 0; from < text.length && fault === null; from += PART_LENGTH) {
    parser.write(text.slice(from, from + PART_LENGTH));
  }
  if (fault === null) parser.close();
  const element = top.find((child) => typeof child !== 'string');
  if (fault !== null) return { fault: sentence(fault) };
  return element ?? { fault: 'There is no element.' };
}

/** In UTF-16 code units. Each fault in a part costs an error with its stack. */
const PART_LENGTH = 4 * 1024;

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${withoutTail(message.slice(1), '. \n')}.`;
}

/** Writes as XML wants them: bare ampersands, entities of HTML, and `<` before what cannot be a tag. */
function mended(text: string): string {
  const parts: string[] = [];
  const endings = new Map([
    ['<![CDATA[', ']]>'],
    ['<!--', '-->'],
  ]);
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('<', from);
    if (at !== from) {
      parts.push(mendedText(text.slice(from, at === -1 ? text.length : at)));
      if (at === -1) break;
    }
    const opening = text.startsWith('<!', at)
      ? [...endings.keys()].find((sign) => text.startsWith(sign, at))
      : undefined;
    const ending = endings.get(opening ?? '');
    const end = ending === undefined ? -1 : text.indexOf(ending, at);
    // What is not closed here is not closed later either: it need not be looked for again.
    if (opening !== undefined && end === -1) endings.delete(opening);
    from = end === -1 || ending === undefined ? at + 1 : end + ending.length;
    if (from > at + 1) parts.push(text.slice(at, from));
    else parts.push(/[A-Za-z_:/?!]/.test(text.charAt(from)) ? '<' : '&lt;');
  }
  return parts.join('');
}

function mendedText(text: string): string {
  return text.replace(/&(?:(#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);|(\w{1,40});)?/gi, (found, known, name) => {
    if (known !== undefined) return found;
    const decoded = name === undefined ? '&' : decodeEntities(found);
    return decoded.startsWith('&') || decoded === '<' ? `&amp;${found.slice(1)}` : decoded;
  });
}

/** The name of an element or attribute without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The children of an element that have a name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element?.children ?? []) {
    if (typeof child !== 'string' && child.name === name) found.push(child);
  }
  return found;
}

/** The first element on a path of names below an element. */
export function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = childrenOf(found, name)[0];
  return found;
}

/** Elements that stand on lines of their own, so that words before and after them are apart. */
const BLOCKS: ReadonlySet<string> = new Set(['p', 'br', 'sec', 'title', 'div', 'list', 'list-item', 'li']);

/**
 * The text of an element with inline mark-up left out and white space made single blanks; formulas given as TeX are
 * put between dollar signs, accents of TeX are letters. Empty for an element that is not there.
 */
export function textOf(element: XmlElement | undefined): string {
  return element === undefined ? '' : texLetters(oneLine(rawText(element)));
}

/** {@link textOf}, with null for an empty text. */
export function textOrNull(element: XmlElement | undefined): string | null {
  return textOf(element) || null;
}

function rawText(element: XmlElement): string {
  const tex = texOf(element);
  if (tex !== null) return tex;
  const text = element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
  return BLOCKS.has(element.name) ? ` ${text} ` : text;
}

/** The TeX of a formula: `tex-math` of JATS and the ACL Anthology, or the annotation that MathML may carry. */
function texOf(element: XmlElement): string | null {
  if (element.name === 'tex-math') return dollars(plainText(element));
  if (element.name === 'alternatives') {
    const tex = childrenOf(element, 'tex-math')[0];
    return tex === undefined ? null : texOf(tex);
  }
  if (element.name !== 'math') return null;
  const annotation = childrenOf(find(element, 'semantics'), 'annotation').find(({ attributes }) =>
    /tex/i.test(attributes.encoding ?? ''),
  );
  return annotation === undefined ? null : dollars(plainText(annotation));
}

function plainText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : plainText(child))).join('');
}

/** TeX between single dollar signs, without the document that JATS wraps around it. */
function dollars(tex: string): string {
  const begin = tex.indexOf('\\begin{document}');
  const end = tex.lastIndexOf('\\end{document}');
  const body = begin !== -1 && begin < end ? tex.slice(begin + '\\begin{document}'.length, end) : tex;
  const formula = withoutTail(body.trim().replace(/^\$+/, ''), '$').trim();
  return formula === '' ? '' : `$${formula}$`;
}
