/**
 * Divides the authors that stand in one text (`A. Lovelace, C. Babbage (1) and M. Somerville`) as arXiv writes them:
 * commas and a last `and` between names, affiliations in round brackets, which are left out.
 */
export function divideAuthors(text: string): string[] {
  return withoutBrackets(text)
    .replace(/\s+/g, ' ')
    .split(/\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+/)
    .reduce<string[]>((names, part) => {
      // `Jr.` and the like belong to the name before.
      const last = names.length - 1;
      if (last >= 0 && /^(?:jr|sr|ii|iii|iv)\.?$/i.test(part)) names[last] += ` ${part}`;
      else if (part !== '') names.push(part);
      return names;
    }, [])
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '.');
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += character;
  }
  // A bracket that never closes opens nothing.
  return depth === 0 ? kept : text.replace(/\([^()]*\)/g, '');
}
