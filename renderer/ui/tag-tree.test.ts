import { expect, test } from 'vitest';
import { openNodes, tagNodes } from './tag-tree.ts';

const tag = (id: number, name: string, paperCount: number) =>
  ({ id, name, colour: 'blue', digit: null, paperCount }) as const;

test('each name is followed by those below it, whether it is a tag or not', () => {
  const nodes = tagNodes(
    [tag(1, 'a b', 1), tag(2, 'A/c', 2), tag(3, 'a/c/d', 3), tag(4, 'e', 0)],
    [
      { name: 'A', paperCount: 4 },
      { name: 'A/c', paperCount: 4 },
    ],
  );
  expect(
    nodes.map(({ name, depth, hasChildren, paperCount }) => [name, depth, hasChildren, paperCount]),
  ).toEqual([
    ['A', 0, true, 4],
    ['A/c', 1, true, 4],
    ['a/c/d', 2, false, 3],
    ['a b', 0, false, 1],
    ['e', 0, false, 0],
  ]);
  expect(nodes[0]).toMatchObject({ tag: null, colour: 'grey', label: 'A' });
  expect(openNodes(nodes, () => false).map(({ name }) => name)).toEqual(['A', 'a b', 'e']);
  expect(openNodes(nodes, (key) => key === 'a').map(({ name }) => name)).toEqual(['A', 'A/c', 'a b', 'e']);
});
