import { expect, test } from 'vitest';
import { linkTo } from './note-completion.ts';

test('a heading cannot break the link around it', () => {
  expect(linkTo('On [x]_1 `and`\n*more*', 'postil://paper/1')).toBe(
    '[On \\[x\\]\\_1 \\`and\\` \\*more\\*](postil://paper/1)',
  );
  expect(linkTo('Flow on $\\mathrm{SE}(3)$', 'postil://paper/1')).toBe(
    '[Flow on $\\mathrm{SE}(3)$](postil://paper/1)',
  );
});
