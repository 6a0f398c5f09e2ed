import { expect, test } from 'vitest';
import { linkTo } from './note-completion.ts';

test('a heading cannot break the link around it', () => {
  expect(linkTo('On [x]_1 `and`\n*more*', 'postil://paper/1')).toBe(
    '[On \\[x\\]\\_1 \\`and\\` \\*more\\*](postil://paper/1)',
  );
});
