import { type ChangeObject, diffLines, diffWordsWithSpace } from 'diff';

/** A part of two texts: in both, in the newer one alone, or in the older one alone. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Comparing word by word may take so long, then line by line as long again, in milliseconds. */
const TIME_MS = 300;

/** What changed between two texts: by words, for long and much altered ones by lines, at last as a whole. */
export function noteDiff(before: string, after: string): readonly DiffPart[] {
  const options = { timeout: TIME_MS };
  const found: readonly ChangeObject<string>[] | undefined =
    diffWordsWithSpace(before, after, options) ?? diffLines(before, after, options);
  const parts = found?.map(
    ({ added, removed, value }): DiffPart => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }),
  );
  return joined(
    parts ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ],
  );
}

/** Marks and blanks within a line that happen to be the same between two changes are of no help to who reads: they go with them. */
const IS_BETWEEN = /^[^\p{L}\p{N}\n\r]+$/u;

function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const found: DiffPart[] = [];
  let removed = '';
  let added = '';
  const finish = () => {
    if (removed !== '') found.push({ kind: 'removed', text: removed });
    if (added !== '') found.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of parts.entries()) {
    const isWithin =
      kind === 'same' && removed + added !== '' && index < parts.length - 1 && IS_BETWEEN.test(text);
    if (kind === 'same' && !isWithin) {
      finish();
      found.push({ kind, text });
    } else {
      if (kind !== 'added') removed += text;
      if (kind !== 'removed') added += text;
    }
  }
  finish();
  return found;
}

/** How much of an unchanged part stays on each side of a change, in UTF-16 code units. */
const AROUND_LENGTH = 200;

/** Leaves out what stayed the same far from any change; `…` stands for it. */
export function nearChanges(parts: readonly DiffPart[]): readonly DiffPart[] {
  return parts.map((part, index) => {
    if (part.kind !== 'same' || part.text.length <= 2 * AROUND_LENGTH + 1) return part;
    const head = index === 0 ? '' : part.text.slice(0, AROUND_LENGTH);
    const tail = index === parts.length - 1 ? '' : part.text.slice(-AROUND_LENGTH);
    return { kind: 'same', text: `${head}\n…\n${tail}`.toWellFormed() };
  });
}
