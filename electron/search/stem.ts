/**
 * Endings of English words. `inflectionStem` joins the forms of one word (graph, graphs; sample, sampled, sampling),
 * British and American spelling included; `stem` also joins a word with what is derived from it (sampler, formal,
 * formalism). The former finds, the latter only helps to rank, since it joins too much (general, generic).
 *
 * After M. F. Porter, An algorithm for suffix stripping, Program 14 (1980), https://tartarus.org/martin/PorterStemmer/def.txt,
 * as revised by its author there (`bli`, `logi`). Words that are not of a to z alone have no endings.
 */

/** What all forms of one word share: Porter's steps 1 and 5, after British endings are made American. */
export function inflectionStem(word: string): string {
  return ENGLISH.test(word) ? withoutLast(withoutInflection(american(word))) : word;
}

/** What a word shares with those derived from it: all of Porter's steps. */
export function stem(word: string): string {
  if (!ENGLISH.test(word)) return word;
  const inflected = withoutInflection(american(word));
  return withoutLast(withoutSuffix(replaceEnding(replaceEnding(inflected, DERIVED), DERIVED_FURTHER)));
}

const ENGLISH = /^[a-z]{3,}$/;

/** A word as British English writes it, if it may be American: `analyse` for `analyze`, `colours` for `colors`. */
export function british(word: string): string {
  return word
    .replace(/([iy])z(e|es|ed|er|ers|ing|ations?|able)$/, '$1s$2')
    .replace(/([a-z]{2}[^o])or(s|ed|ing|al|less|able)?$/, '$1our$2')
    .replace(/([nt])er(s|d)?$/, '$1re$2');
}

/** -ise, -yse, -our, -tre as American English writes them. What it makes of `wise` or `hour`, it makes everywhere. */
function american(word: string): string {
  return word
    .replace(/is(e|es|ed|er|ers|ing|ations?|able)$/, 'iz$1')
    .replace(/lys(e|es|ed|er|ers|ing)$/, 'lyz$1')
    .replace(/([a-z]{2}[^o])our(s|ed|ing|al|less|able)?$/, '$1or$2')
    .replace(/([nt])re(s|d)?$/, '$1er$2');
}

/** Porter's step 1. */
function withoutInflection(word: string): string {
  let rest = word;
  if (rest.endsWith('sses') || rest.endsWith('ies')) rest = rest.slice(0, -2);
  else if (rest.endsWith('s') && !rest.endsWith('ss')) rest = rest.slice(0, -1);
  const past = /^(.*)(?:ed|ing)$/.exec(rest)?.[1];
  if (rest.endsWith('eed')) {
    if (measure(rest.slice(0, -3)) > 0) rest = rest.slice(0, -1);
  } else if (past !== undefined && hasVowel(past)) {
    rest = past;
    if (/(?:at|bl|iz)$/.test(rest)) rest += 'e';
    else if (/([^aeioulsz])\1$/.test(rest)) rest = rest.slice(0, -1);
    else if (measure(rest) === 1 && endsShort(rest)) rest += 'e';
  }
  if (rest.endsWith('y') && hasVowel(rest.slice(0, -1))) rest = `${rest.slice(0, -1)}i`;
  return rest;
}

type Endings = readonly (readonly [ending: string, replacement: string])[];

/** Porter's step 2. */
const DERIVED: Endings = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['ization', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['ousli', 'ous'],
  ['eli', 'e'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
];

/** Porter's step 3. */
const DERIVED_FURTHER: Endings = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];

function replaceEnding(word: string, endings: Endings): string {
  for (const [ending, replacement] of endings) {
    if (!word.endsWith(ending)) continue;
    const before = word.slice(0, -ending.length);
    return measure(before) > 0 ? before + replacement : word;
  }
  return word;
}

/** Porter's step 4; the longer of two endings stands before the shorter. */
const SUFFIX = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion|al|er|ic|ou)$/;

function withoutSuffix(word: string): string {
  const at = word.search(SUFFIX);
  if (at < 0) return word;
  const before = word.slice(0, at);
  return measure(before) > 1 ? before : word;
}

/** Porter's step 5: a last e, and one of two l. */
function withoutLast(word: string): string {
  let rest = word;
  if (rest.endsWith('e')) {
    const before = rest.slice(0, -1);
    const size = measure(before);
    if (size > 1 || (size === 1 && !endsShort(before))) rest = before;
  }
  return rest.endsWith('ll') && measure(rest) > 1 ? rest.slice(0, -1) : rest;
}

/** Number of times that a vowel is followed by a consonant: Porter's m. `y` is a vowel behind a consonant. */
function measure(word: string): number {
  let size = 0;
  let afterVowel = false;
  for (let index = 0; index < word.length; index += 1) {
    const vowel = isVowel(word, index, afterVowel);
    if (afterVowel && !vowel) size += 1;
    afterVowel = vowel;
  }
  return size;
}

function isVowel(word: string, index: number, afterVowel: boolean): boolean {
  switch (word.charCodeAt(index)) {
    case 97:
    case 101:
    case 105:
    case 111:
    case 117:
      return true;
    case 121:
      return index > 0 && !afterVowel;
    default:
      return false;
  }
}

function hasVowel(word: string): boolean {
  return /[aeiou]|.y/.test(word);
}

/** Porter's *o: consonant, vowel, consonant that is not w, x or y. */
function endsShort(word: string): boolean {
  return /(?:^|.)[^aeiou][aeiouy][^aeiouwxy]$/.test(word);
}
