/** Deepest nesting that is read. */
const DEEPEST = 200;

/** Blanks and comments. */
const space = /(?:[\s\uFEFF]+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*/y;
const bareName = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const word = /[A-Za-z]+|[-+]?(?:\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|Infinity)/y;
const plain = { '"': /[^"\\]*/y, "'": /[^'\\]*/y } as const;

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  nan: null,
  NaN: null,
  Infinity: null,
  inf: null,
};

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\n': '',
  a: '',
  v: '',
};

/** Hexadecimal digits of escapes that name a character by its code. */
const CODES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Parses a text that nearly is JSON: literals as Python prints them (single quotes, `None`, `True`, tuples), commas before
 * closing brackets, comments, names without quotes, line ends in strings. Undefined when it is none of these either.
 */
export function parseRelaxed(text: string): unknown {
  let at = 0;
  let depth = 0;
  const failed = Symbol('failed');

  function skip(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  }

  function value(): unknown {
    skip(space);
    const first = text.charAt(at);
    if (first === '"' || first === "'") return string(first);
    if (first === '{' || first === '[' || first === '(') {
      depth += 1;
      const made = depth > DEEPEST ? failed : first === '{' ? object() : array(first === '[' ? ']' : ')');
      depth -= 1;
      return made;
    }
    const found = skip(word);
    if (found in WORDS) return WORDS[found];
    const number = Number(found.replaceAll('_', ''));
    return found === '' || Number.isNaN(number) ? failed : number;
  }

  function string(quote: '"' | "'"): unknown {
    at += 1;
    let made = '';
    for (;;) {
      made += skip(plain[quote]);
      const sign = text.charAt(at);
      at += 1;
      if (sign === quote) return made;
      if (sign !== '\\') return failed;
      const letter = text.charAt(at);
      at += 1;
      const digits = CODES[letter];
      if (digits === undefined) {
        made += ESCAPES[letter] ?? letter;
        continue;
      }
      const code = text.slice(at, at + digits);
      if (!/^[\da-f]+$/i.test(code) || Number.parseInt(code, 16) > 0x10ffff) return failed;
      at += digits;
      made += String.fromCodePoint(Number.parseInt(code, 16));
    }
  }

  function array(closing: string): unknown {
    at += 1;
    const made: unknown[] = [];
    for (;;) {
      skip(space);
      if (text.charAt(at) === closing) {
        at += 1;
        return made;
      }
      const member = value();
      if (member === failed) return failed;
      made.push(member);
      skip(space);
      if (text.charAt(at) === ',') at += 1;
      else if (text.charAt(at) !== closing) return failed;
    }
  }

  function object(): unknown {
    at += 1;
    const made: [string, unknown][] = [];
    for (;;) {
      skip(space);
      const first = text.charAt(at);
      if (first === '}') {
        at += 1;
        return Object.fromEntries(made);
      }
      const name = first === '"' || first === "'" ? string(first) : skip(bareName);
      skip(space);
      if (typeof name !== 'string' || name === '' || text.charAt(at) !== ':') return failed;
      at += 1;
      const member = value();
      if (member === failed) return failed;
      made.push([name, member]);
      skip(space);
      if (text.charAt(at) === ',') at += 1;
      else if (text.charAt(at) !== '}') return failed;
    }
  }

  const made = value();
  skip(space);
  return made === failed || at < text.length ? undefined : made;
}
