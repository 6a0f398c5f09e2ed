import { readText, withoutTail } from './text-field.ts';

/**
 * Names of authors stay as printed, one an element: "Knuth, Donald E.", "Donald E. Knuth" and "Knuth DE" alike,
 * since whoever compares them reads all three orders. Marks of footnotes, numbers and addresses in
 * brackets, and hints like "et al." are no names.
 */
export function readName(text: string): string | null {
  if (text.length > LONGEST_NAME) return null;
  const read = readText(text)
    ?.replace(/^(?:and|&)\s+/i, '')
    .replace(/\s{0,9}\([^()]*[@\d][^()]*\)/g, '')
    .replace(/,?\s{1,9}et\.?\s{0,9}al\.?$/i, '');
  const name = withoutTail(read ?? '', ' *†‡§¶,;');
  if (!/\p{L}/u.test(name)) return null;
  return /^(?:others|et\.?\s*al\.?|\[?anon(?:ymous)?\.?\]?|n\/a|none|null|nan|unknown)$/i.test(name)
    ? null
    : name;
}

/** Longest name, in UTF-16 code units: that of a collaboration with all its addresses. */
const LONGEST_NAME = 4000;

/** Reads a list of names in one field: divided by semicolons, bars, "and", or commas where these divide no name. */
export function readNames(text: string): string[] {
  return splitNames(text).flatMap((name) => readName(name) ?? []);
}

/** Reads a field that is to hold one name, "Ten Tije, Albert J."; some programs put them all in it nevertheless. */
export function readNameField(text: string): string[] {
  return text.split(/\s*[;；\n]\s*|,?\s+and\s+/i).flatMap((name) => readName(name) ?? []);
}

function splitNames(text: string): string[] {
  const list = text.trim();
  // A list as Python prints it: ['Knuth, D.', 'Liskov, B.']
  if (/^\[\s*['"].*['"]\s*\]$/s.test(list)) {
    return Array.from(list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs), (m) => m[1] ?? m[2] ?? '');
  }
  if (/[;；|\n]/.test(list)) return list.split(/\s*[;；|\n]\s*/);
  if (/\sand\s/i.test(list)) {
    const parts = list.split(/,?\s+and\s+/i);
    return parts.flatMap((part, index) =>
      index < parts.length - 1 || parts.length === 1 ? splitAtCommas(part) : [part],
    );
  }
  return splitAtCommas(list);
}

/** "A. Knuth, B. Liskov" are two names, "Knuth, A." is one. */
function splitAtCommas(list: string): string[] {
  const parts = list.split(/\s*[,，、]\s*/).filter((part) => part !== '');
  const isListOfNames = parts.length > 1 && parts.every((part) => /\S\s+\S|^\p{Lo}+$/u.test(part));
  const [first = '', second = ''] = parts;
  // "Ten Tije, Albert J." is one, "Liu R., Adler D.G." are two.
  const isLastAndGiven = parts.length === 2 && endsInInitials(second) && !endsInInitials(first);
  if (isListOfNames && !isLastAndGiven) return parts;
  // "Knuth, D., Liskov, B.": last names and initials by turns.
  const areTurns =
    parts.length > 2 &&
    parts.length % 2 === 0 &&
    parts.every((part, index) => index % 2 === 0 || isInitials(part));
  if (!areTurns) return [list];
  return Array.from({ length: parts.length / 2 }, (_, pair) =>
    parts.slice(2 * pair, 2 * pair + 2).join(', '),
  );
}

function isInitials(text: string): boolean {
  return /^(?:\p{Lu}\.?[\s-]?){1,4}$/u.test(text);
}

function endsInInitials(name: string): boolean {
  return isInitials(name.split(/\s+/).at(-1) ?? '');
}
