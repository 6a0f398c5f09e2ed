import type { Tag, TagBranch } from '../../shared/library.ts';
import type { TagColour } from '../../shared/paper.ts';
import { tagKey } from '../../shared/tag.ts';

/** A name in the tree of tags: a tag, or what only stands above tags. */
export interface TagNode {
  readonly name: string;
  readonly key: string;
  /** By which names are put in order: slashes before all else, so that what is below a name stands right behind it. */
  readonly place: string;
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

/** Most of thousands of tags have nothing below them, and stay as they are while others change. */
const leaves = new WeakMap<Tag, TagNode>();

/**
 * All names of the tree, each followed by those below it; siblings by name.
 * @param tags by name: what is nearly in order is sorted fast
 */
export function tagNodes(tags: readonly Tag[], branches: readonly TagBranch[]): TagNode[] {
  const above = new Map(branches.map((branch) => [tagKey(branch.name), branch]));
  const nodes = tags.map((tag) => {
    const leaf = leaves.get(tag) ?? nodeOf(tag.name, tag, null);
    const branch = above.get(leaf.key);
    if (branch !== undefined) above.delete(leaf.key);
    else leaves.set(tag, leaf);
    return branch === undefined ? leaf : nodeOf(tag.name, tag, branch);
  });
  for (const branch of above.values()) nodes.push(nodeOf(branch.name, null, branch));
  return nodes.sort((one, other) => (one.place < other.place ? -1 : 1));
}

/** @param branch null for what has nothing below it */
function nodeOf(name: string, tag: Tag | null, branch: TagBranch | null): TagNode {
  const key = tagKey(name);
  return {
    name,
    key,
    place: key.replaceAll('/', '\u0000'),
    label: name.slice(name.lastIndexOf('/') + 1),
    depth: name.split('/').length - 1,
    tag,
    colour: tag?.colour ?? 'grey',
    hasChildren: branch !== null,
    paperCount: branch?.paperCount ?? tag?.paperCount ?? 0,
  };
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
