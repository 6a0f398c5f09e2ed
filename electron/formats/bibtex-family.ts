import type { Dump } from './format.ts';
import { type BibtexObject, beginsObject, readObject, resumesAt } from './syntax/bibtex-entries.ts';
import { type ByteWindow, openWindow } from './syntax/byte-window.ts';

/** An entry as it was read. */
export type BibtexEntry = Extract<BibtexObject, { kind: 'entry' }>;

/** The entries of a file that others inherit from. */
export interface BibtexFamily {
  /** The fields of an entry with those that it inherits. */
  withInherited(entry: BibtexEntry): ReadonlyMap<string, string>;
}

/** Names of the fields by which an entry says from whom it inherits. */
const HEIRS: ReadonlySet<string> = new Set(['crossref', 'xdata']);

/** Fields that an entry may inherit: none that identify the parent. */
const INHERITED: ReadonlySet<string> = new Set(
  'title subtitle author abstract journal journaltitle booktitle maintitle year month day date keywords crossref xdata'.split(
    ' ',
  ),
);

/** Fields of a date, which belong together. */
const DATES: ReadonlySet<string> = new Set(['year', 'month', 'day', 'date']);

/** Most parents that are kept, so that memory stays bounded; proceedings of a library have some hundreds. */
const MOST_PARENTS = 20_000;

/** Most generations: a paper, its proceedings, their series. */
const GENERATIONS = 4;

/**
 * Finds the entries that others inherit from by `crossref` (https://www.ctan.org/pkg/btxdoc) or `xdata` (BibLaTeX's
 * manual, 3.13.6). They stand behind their heirs as a rule, so the file is gone through first where it has any.
 */
export function openFamily(dump: Pick<Dump, 'bytes' | 'encoding'>): BibtexFamily {
  const parents = new Map<string, BibtexEntry>();
  if (mentionsHeirs(dump)) {
    const wanted = new Set<string>();
    for (const entry of entries(dump, HEIRS)) {
      for (const key of parentsOf(entry)) if (key !== '' && wanted.size < MOST_PARENTS) wanted.add(key);
    }
    for (const entry of entries(dump, INHERITED)) {
      const key = entry.key.toLowerCase();
      if (wanted.has(key) && !parents.has(key)) parents.set(key, entry);
    }
  }

  function resolved(entry: BibtexEntry, generations: number): ReadonlyMap<string, string> {
    if (parents.size === 0 || generations === 0) return entry.fields;
    const fields = new Map(entry.fields);
    const isDated = ['year', 'date'].some((name) => (fields.get(name) ?? '') !== '');
    const inherit = (name: string, text: string | undefined): void => {
      const isOwnDate = isDated && DATES.has(name);
      if (text !== undefined && !isOwnDate && (fields.get(name) ?? '') === '') fields.set(name, text);
    };
    for (const [index, key] of parentsOf(entry).entries()) {
      const parent = parents.get(key);
      if (parent === undefined || parent === entry) continue;
      const inherited = resolved(parent, generations - 1);
      const isCrossref = index === 0 && (entry.fields.get('crossref') ?? '') !== '';
      const isPart =
        isCrossref && /^(?:in(?:proceedings|collection|reference)|conference|supp\w+)$/i.test(entry.type);
      for (const [name, text] of inherited) {
        // The title of the whole is no title of a part.
        if (!HEIRS.has(name) && !(isPart && /^(?:sub)?title$|^author$|^abstract$/.test(name)))
          inherit(name, text);
      }
      if (isCrossref && /^in/i.test(entry.type)) inherit('booktitle', inherited.get('title'));
      if (isCrossref && /^article$/i.test(entry.type)) inherit('journaltitle', inherited.get('title'));
    }
    return fields;
  }

  return { withInherited: (entry) => resolved(entry, GENERATIONS) };
}

/** The keys that an entry inherits from, that of `crossref` first. */
function parentsOf({ fields }: BibtexEntry): string[] {
  return [fields.get('crossref') ?? '', ...(fields.get('xdata') ?? '').split(',')]
    .map((key) => key.replace(/[{}]/g, '').trim().toLowerCase())
    .filter((key, index) => key !== '' || index === 0);
}

/** Units passed at a time. */
const STEP = 64 * 1024;

function mentionsHeirs(dump: Pick<Dump, 'bytes' | 'encoding'>): boolean {
  const window = openWindow(dump);
  for (let at = window.begin; window.at(at) !== -1; at += STEP) {
    window.at(at + STEP + 10);
    const from = at - window.start;
    if (/crossref|xdata/i.test(window.units.toString('latin1', from, from + STEP + 10))) return true;
    window.release(at);
  }
  return false;
}

function* entries(
  dump: Pick<Dump, 'bytes' | 'encoding'>,
  wanted: ReadonlySet<string>,
): Generator<BibtexEntry> {
  const window = openWindow(dump);
  const macros = new Map<string, string>();
  let resumes: (window: ByteWindow, at: number) => boolean = beginsObject;
  for (let at = window.begin; window.at(at) !== -1; ) {
    const found = window.find('@', at, at + STEP);
    if (found === -1 || !resumes(window, found)) {
      at = found === -1 ? at + STEP : found + 1;
    } else {
      const object = readObject(window, found, macros, wanted);
      if (object.kind === 'entry') yield object;
      // As where entries are read: behind a broken one, only what surely begins one does.
      resumes = object.kind === 'broken' ? resumesAt : beginsObject;
      at = object.kind === 'broken' ? found + 1 : object.end;
    }
    window.release(Math.min(at, window.start + window.units.length));
  }
}
