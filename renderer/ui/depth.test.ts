import { expect, test } from 'vitest';
import { depthOf } from './depth.ts';

test('depth is that of the deepest child', () => {
  expect(depthOf({})).toBe(0);
  expect(depthOf({ children: [{ children: [] }, { children: [{}, { children: [{}] }] }] })).toBe(3);
});

test('no depth is too deep to be measured', () => {
  let tree: object = {};
  for (let level = 0; level < 200_000; level += 1) tree = { children: [tree] };
  expect(depthOf(tree)).toBe(200_000);
});
