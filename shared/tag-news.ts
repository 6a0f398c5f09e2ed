/** What became of the tags since they were told last, so that of thousands only those travel that changed. */
import type { ListNews, Tag, TagBranch, TagCounts, TagNews } from './library.ts';

/** @returns what turns the tags as they were into those that are now, by {@link withNews} */
export function tagNews(before: TagCounts, now: TagCounts): Pick<TagNews, 'tags' | 'branches'> {
  return {
    tags: listNews(before.tags, now.tags, ({ id }) => id, isSameTag),
    branches: listNews(before.branches, now.branches, ({ name }) => name, isSameBranch),
  };
}

/** The tags after the news. What did not change keeps its object, by which a window knows it. Names above tags come in no order. */
export function withNews(before: TagCounts, news: Pick<TagNews, 'tags' | 'branches'>): TagCounts {
  return {
    tags: withListNews(before.tags, news.tags, ({ id }) => id),
    branches: withListNews(before.branches, news.branches, ({ name }) => name),
  };
}

function isSameTag(one: Tag, other: Tag): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.colour === other.colour &&
      one.digit === other.digit &&
      one.paperCount === other.paperCount)
  );
}

function isSameBranch(one: TagBranch, other: TagBranch): boolean {
  return one.paperCount === other.paperCount;
}

function listNews<Item, Key>(
  before: readonly Item[],
  now: readonly Item[],
  keyOf: (item: Item) => Key,
  isSame: (one: Item, other: Item) => boolean,
): ListNews<Item, Key> {
  if (before === now) return { gone: [], placed: [] };
  const left = new Map(before.map((item) => [keyOf(item), item]));
  const placed: { index: number; item: Item }[] = [];
  now.forEach((item, index) => {
    const former = left.get(keyOf(item));
    if (former === undefined || !isSame(former, item)) placed.push({ index, item });
    else left.delete(keyOf(item));
  });
  return { gone: [...left.keys()], placed };
}

function withListNews<Item, Key>(
  before: readonly Item[],
  { gone, placed }: ListNews<Item, Key>,
  keyOf: (item: Item) => Key,
): readonly Item[] {
  if (gone.length === 0 && placed.length === 0) return before;
  const away = new Set(gone);
  const now: Item[] = [];
  let next = 0;
  const place = () => {
    for (let one = placed[next]; one?.index === now.length; one = placed[next]) {
      now.push(one.item);
      next += 1;
    }
  };
  for (const item of before) {
    place();
    if (!away.has(keyOf(item))) now.push(item);
  }
  place();
  return now;
}
