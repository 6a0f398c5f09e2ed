import { parse } from 'yaml';
import type { PaperFields } from '../../shared/paper.ts';
import { readCslItem } from './csl-json.ts';
import { readPaper } from './json-papers.ts';
import { oneLine } from './syntax/inline-markup.ts';
import { isObject, type JsonObject, objectOf } from './syntax/json-values.ts';

/** Longest text that is parsed, in UTF-16 code units; a paper of 3,000 authors has some 100,000. */
const LONGEST_TEXT = 256 * 1024;

/** Most lists and maps within one another: each level costs the parser much more memory than its sign. */
const DEEPEST = 100;

/** Parses YAML; undefined for what is none, or was made to exhaust a parser. */
export function parseYaml(text: string): unknown {
  if (text.length > LONGEST_TEXT || isDeep(text)) return undefined;
  try {
    // Warnings are not for the console; to say where each fault stands takes the parser the length of the text again.
    return parse(text, { logLevel: 'error', prettyErrors: false });
  } catch {
    // What cannot be parsed is shown as unread.
    return undefined;
  }
}

function isDeep(text: string): boolean {
  if (/(?:[-?:][ \t]+){20}/.test(text)) return true;
  let depth = 0;
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/**
 * What a map of YAML or TOML says of a paper, by the names that people give their fields in any case, by those of CSL,
 * or of Hayagriva (https://github.com/typst/hayagriva/blob/main/docs/file-format.md); null when it says nothing.
 */
export function readYamlPaper(value: unknown): PaperFields | null {
  if (!isObject(value)) return null;
  const isCsl = 'issued' in value || 'container-title' in value || textOfFirst(value.author, 'family');
  if (isCsl) return readCslItem(value);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) members[name.toLowerCase()] ??= withoutLinks(member);
  const serial = objectOf(members['serial-number']);
  return readPaper({ ...serial, venue: objectOf(members.parent).title, ...members }, null);
}

function textOfFirst(list: unknown, name: string): boolean {
  return Array.isArray(list) && isObject(list[0]) && name in list[0];
}

/** A value with the words of links in the place of links, as Obsidian writes them, and dates as texts. */
function withoutLinks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLinks);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string'
    ? oneLine(value.replace(/\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, '$1'))
    : value;
}

/** Whether a map tells more than a page of any kind does, of which title, author and date are known, too. */
export function tellsPaper(fields: PaperFields, value: JsonObject): boolean {
  return (
    fields.title !== null &&
    (fields.abstract !== null ||
      fields.identifiers.length > 0 ||
      fields.venue !== null ||
      Object.keys(value).some((name) => /^(?:cite-?key|item-?type|citation-?key)$/i.test(name)))
  );
}
