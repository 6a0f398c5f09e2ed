/** A tree of any kind: elements of the page, or what Markdown is read to. */
interface Branch {
  readonly children?: ArrayLike<object>;
}

/**
 * Nesting that is still laid out. Chromium lays elements out one within the other until its stack ends and the window
 * with it; its own reader of pages therefore stops at 512 (Blink's kMaximumHTMLParserDOMTreeDepth).
 */
export const DEEPEST = 300;

/** How deep a tree is nested: 0 without children. Goes down without recursion, which deep trees are out to exhaust. */
export function depthOf(root: Branch): number {
  let deepest = 0;
  const left: [node: Branch, depth: number][] = [[root, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [{ children }, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const child of Array.from(children ?? [])) left.push([child, depth + 1]);
  }
  return deepest;
}
