import { Parser } from 'htmlparser2';

/** Elements of HTML and JATS that stand on lines of their own, so that words before and after them are apart. */
const BLOCKS: ReadonlySet<string> = new Set([
  'p',
  'br',
  'sec',
  'title',
  'div',
  'li',
  'td',
  'tr',
  'h1',
  'h2',
  'h3',
]);

/** A text that holds HTML or JATS mark-up (`<jats:p>`, `<i>`, `&eacute;`) as plain text on one line. */
export function plainText(markup: string): string {
  if (!/[<&]/.test(markup) || hasTooManyTags(markup)) return oneLine(markup);
  let text = '';
  const block = (name: string): void => {
    if (BLOCKS.has(name.slice(name.indexOf(':') + 1))) text += ' ';
  };
  let silent = 0;
  const parser = new Parser(
    {
      ontext: (part) => {
        if (silent === 0) text += part;
      },
      onopentagname: (name) => {
        if (name === 'script' || name === 'style') silent += 1;
        block(name);
      },
      onclosetag: (name) => {
        if (name === 'script' || name === 'style') silent -= 1;
        block(name);
      },
    },
    { decodeEntities: true },
  );
  parser.end(protectedFormulas(markup));
  return oneLine(text);
}

/** Most tags in one piece: the work for tags that close nothing grows with the square of their number. A paper of
 * 3,000 authors has 6,000. */
const MOST_TAGS = 20_000;

/** Whether a text has so many tags that reading it would take long. */
export function hasTooManyTags(markup: string): boolean {
  let tags = 0;
  for (let at = markup.indexOf('<'); at !== -1; at = markup.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > MOST_TAGS) return true;
  }
  return false;
}

const notTag =
  /<(?!\/?(?:(?:jats|mml):|(?:p|br|sec|title|div|li|ul|ol|dl|dt|dd|table|tbody|td|th|tr|h[1-6]|i|b|em|strong|sub|sup|inf|span|a|italic|bold|sc|scp|tt|u|font|img|code|pre|blockquote|small|big|cite|q|s|script|style|math|ext-link|xref|(?:inline|disp)-formula|list|list-item)[\s/>])|!--|!\[CDATA\[)/gi;

/** `a <b` in a text is no tag unless it has the name of one. */
function protectedFormulas(markup: string): string {
  return markup.replace(notTag, '&lt;');
}

/** A text with the entities of HTML as the characters that they stand for. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  let decoded = '';
  const parser = new Parser({ ontext: (part) => (decoded += part) }, { decodeEntities: true });
  parser.end(text.replaceAll('<', '&lt;'));
  return decoded;
}

/** A text with all white space made single blanks, since texts of records are wrapped and indented anywhere. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
