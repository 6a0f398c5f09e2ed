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

/** Tags that what was typed may be meant to be: those that begin with it, then those with a part that does, then those that hold it; the most used first. */
export function suggestions(typed: string, tags: readonly Tag[]): readonly Tag[] {
  const wanted = folded(typed.trim());
  return tags
    .map((tag) => ({ tag, rank: rank(foldedName(tag).folded, wanted) }))
    .filter(({ rank: place }) => place < 3)
    .sort((one, other) => one.rank - other.rank || other.tag.paperCount - one.tag.paperCount)
    .slice(0, MOST)
    .map(({ tag }) => tag);
}

/** Whether there is a tag of that name, whatever its case and accents. */
export function isKnown(name: string, tags: readonly Tag[]): boolean {
  const key = tagKey(name);
  return tags.some((tag) => foldedName(tag).key === key);
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
