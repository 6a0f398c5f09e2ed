import type { Tag } from '../../shared/library.ts';
import { isPlain, tagKey } from '../../shared/tag.ts';

/** Tags offered at once; more are found by typing on. */
const MOST = 12;

/** A name as it is compared. */
interface FoldedName {
  readonly folded: string;
  readonly key: string;
}

/** Thousands of tags are looked through with every key; answers that tell nothing new keep their objects. */
const foldedNames = new WeakMap<Tag, FoldedName>();
const keysOf = new WeakMap<readonly Tag[], ReadonlySet<string>>();

/**
 * Tags that what was typed may be meant to be: those that begin with it, then those with a part that does, then those
 * that hold it; the most used first.
 * @param except names of tags that are not to be offered
 */
export function suggestions(
  typed: string,
  tags: readonly Tag[],
  except: ReadonlySet<string> = NONE,
): readonly Tag[] {
  const wanted = folded(typed.trim());
  const best: readonly [Tag[], Tag[], Tag[]] = [[], [], []];
  for (const tag of tags) {
    const list = best[rank(foldedName(tag).folded, wanted)];
    if (list !== undefined && !except.has(tag.name)) putMostUsed(list, tag);
  }
  return best.flat().slice(0, MOST);
}

const NONE: ReadonlySet<string> = new Set();

/** Keeps the {@link MOST} most used, of equally used ones the first. */
function putMostUsed(list: Tag[], tag: Tag): void {
  const last = list[MOST - 1];
  if (last !== undefined && last.paperCount >= tag.paperCount) return;
  const place = list.findIndex(({ paperCount }) => paperCount < tag.paperCount);
  list.splice(place < 0 ? list.length : place, 0, tag);
  list.length = Math.min(list.length, MOST);
}

/** Whether there is a tag of that name, whatever its case and accents. */
export function isKnown(name: string, tags: readonly Tag[]): boolean {
  const known = keysOf.get(tags) ?? new Set(tags.map((tag) => foldedName(tag).key));
  keysOf.set(tags, known);
  return known.has(tagKey(name));
}

function foldedName(tag: Tag): FoldedName {
  const known = foldedNames.get(tag);
  if (known !== undefined) return known;
  const made = { folded: folded(tag.name), key: tagKey(tag.name) };
  foldedNames.set(tag, made);
  return made;
}

function rank(name: string, wanted: string): number {
  const first = name.indexOf(wanted);
  if (first <= 0) return first < 0 ? 3 : 0;
  for (let at = first; at > 0; at = name.indexOf(wanted, at + 1)) {
    if (/[\s/_-]/.test(name.charAt(at - 1))) return 1;
  }
  return 2;
}

function folded(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
