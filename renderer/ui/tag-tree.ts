import type { Tag, TagBranch } from '../../shared/library.ts';
import type { TagColour } from '../../shared/paper.ts';
import { tagKey } from '../../shared/tag.ts';

/** A name in the tree of tags: a tag, or what only stands above tags. */
export interface TagNode {
  readonly name: string;
  readonly key: string;
  /** The last level of the name. */
  readonly label: string;
  /** Levels above it. */
  readonly depth: number;
  /** Null for what is no tag itself. */
  readonly tag: Tag | null;
  readonly colour: TagColour;
  readonly hasChildren: boolean;
  /** Papers with it or any tag below it, each once. */
  readonly paperCount: number;
}

/** All names of the tree, each followed by those below it; siblings by name. */
export function tagNodes(tags: readonly Tag[], branches: readonly TagBranch[]): TagNode[] {
  const counts = new Map(branches.map(({ name, paperCount }) => [tagKey(name), paperCount]));
  const names = new Map<string, { readonly name: string; readonly tag: Tag | null }>();
  for (const { name } of branches) names.set(tagKey(name), { name, tag: null });
  for (const tag of tags) names.set(tagKey(tag.name), { name: tag.name, tag });
  // Slashes before all else, so that what is below a name stands right behind it.
  const sortKey = (key: string) => key.replaceAll('/', '\u0000');
  return [...names]
    .map(([key, { name, tag }]) => ({ key, name, tag, order: sortKey(key) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ key, name, tag }): TagNode => {
      const below = counts.get(key);
      return {
        name,
        key,
        label: name.slice(name.lastIndexOf('/') + 1),
        depth: name.split('/').length - 1,
        tag,
        colour: tag?.colour ?? 'grey',
        hasChildren: below !== undefined,
        paperCount: below ?? tag?.paperCount ?? 0,
      };
    });
}

/** The nodes of which none above is closed. */
export function openNodes(nodes: readonly TagNode[], isOpen: (key: string) => boolean): TagNode[] {
  const shown: TagNode[] = [];
  let closed: string | null = null;
  for (const node of nodes) {
    if (closed !== null && node.key.startsWith(closed)) continue;
    shown.push(node);
    closed = node.hasChildren && !isOpen(node.key) ? `${node.key}/` : null;
  }
  return shown;
}
