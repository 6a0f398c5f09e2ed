import type { Tag } from '../../shared/library.ts';

/** Tags offered at once; more are found by typing on. */
const MOST = 12;

/** Tags that what was typed may be meant to be: those that begin with it, then those with a part that does, then those that hold it; the most used first. */
export function suggestions(typed: string, tags: readonly Tag[]): readonly Tag[] {
  const wanted = folded(typed.trim());
  return tags
    .map((tag) => ({ tag, rank: rank(folded(tag.name), wanted) }))
    .filter(({ rank: place }) => place < 3)
    .sort((one, other) => one.rank - other.rank || other.tag.paperCount - one.tag.paperCount)
    .slice(0, MOST)
    .map(({ tag }) => tag);
}

function rank(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s/_-]+/).some((part) => part.startsWith(wanted))) return 1;
  return name.includes(wanted) ? 2 : 3;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
