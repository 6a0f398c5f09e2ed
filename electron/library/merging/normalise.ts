import { hash } from 'node:crypto';
import { readPlainText } from './plain-text.ts';

/**
 * The letters and digits of a text, by which two printings of the same words are known as equal: whatever their case,
 * white space, dashes, quotes, ligatures and other compatibility forms (NFKC), accents on letters that have them,
 * entities of HTML, and "&" for "and". Letters of every script count; vowel signs and the like are letters here.
 */
export function normalise(text: string): string {
  const said = spoken(text);
  return readPlainText(said)?.letters.toString('latin1') ?? lettersOfText(said);
}

/** A text without entities, and "&" as the word that it is. */
function spoken(text: string): string {
  return text.includes('&') ? decodeEntities(text).replaceAll('&', 'and') : text;
}

function lettersOfText(text: string): string {
  // Classes of Unicode are slow to look up: they are asked only where there is more than ASCII.
  return text
    .replace(/[^\0-\x7f]+/g, lettersBeyondAscii)
    .replace(/[^A-Za-z\d\x80-\uffff]+/g, '')
    .toLowerCase();
}

function lettersBeyondAscii(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll('&', 'and')
      // Accents only: the combining marks of other scripts are part of their letters.
      .replace(/[\u0300-\u036f]|[^\p{L}\p{N}\p{M}]+/gu, '')
  );
}

/** Bytes of a hash of a normalised text: enough that two of a thousand million texts do not meet by chance. */
const HASH_BYTES = 10;

/** A text with fewer letters and digits proves nothing when it occurs twice ("No abstract available."). */
const TELLING_LENGTH = 40;

/** Up to this length, a text that speaks of withdrawal is a notice that many papers share. */
const NOTICE_LENGTH = 250;

/** The hash of a text that proves nothing. */
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * The hash of the normalised abstract: equal hashes, same paper. Empty for texts that many papers may share, which
 * is never equal to anything.
 */
export function hashAbstract(text: string): Buffer {
  const said = spoken(text);
  return hashLetters(readPlainText(said)?.letters ?? Buffer.from(lettersOfText(said), 'utf8'));
}

/** The same of a text that is normalised. */
export function hashLetters(plain: Buffer): Buffer {
  if (plain.length < TELLING_LENGTH) return NOTHING;
  if (plain.length < NOTICE_LENGTH && plain.includes('withdrawn')) return NOTHING;
  return hash('sha256', plain, 'buffer').subarray(0, HASH_BYTES);
}

/** Entities that plain text dumps hold. What is no letter or digit anyway need not be here, but for its name. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

/** A text with the characters that its entities stand for. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Letters and digits below which a title is no proof even with its author ("Editorial", "Reply"). */
const TELLING_TITLE_LENGTH = 15;

/** Title and first author's last name, normalised; null without either, or for a title that many papers have. */
export function titleKey(title: string | null, authors: readonly string[]): string | null {
  const [first] = authors;
  if (title === null || first === undefined) return null;
  const plain = normalise(title);
  const name = normalise(lastName(first));
  return plain.length < TELLING_TITLE_LENGTH || name === '' ? null : `${plain} ${name}`;
}

/**
 * The last name of an author in any of the orders in print: "Knuth, Donald E.", "Donald E. Knuth", "Knuth DE".
 * Of several words the last: "van der Berg, Jan" and "Jan van der Berg" are one.
 */
export function lastName(author: string): string {
  const [beforeComma = '', afterComma] = author.split(',', 2);
  const words = beforeComma
    .trim()
    .split(/\s+/)
    .filter((word) => !/^(?:jr|sr|ii|iii|iv)\.?$/i.test(word));
  const last = words.at(-1) ?? '';
  const isInitials = afterComma === undefined && words.length > 1 && /^(?:\p{Lu}\.?-?){1,3}$/u.test(last);
  return isInitials ? (words.at(-2) ?? last) : last;
}
