import { expect, test } from 'vitest';
import { filledTemplate, linksIn, linkText } from './note.ts';

const ID = '0f4a3c1e-8a55-4b7e-9d5e-2f1b6a7c8d90';

test('links are found in a text, each once', () => {
  const text = `[One](postil://paper/1), postil://paper/12; [“q”](postil://annotation/${ID}) and postil://paper/1.`;
  expect(linksIn(text).map(linkText)).toEqual([
    'postil://paper/1',
    'postil://paper/12',
    `postil://annotation/${ID}`,
  ]);
  expect(linksIn('xpostil://paper/1 postil://paper/1x')).toEqual([]);
});

test('a template is filled in, and what it does not know stays', () => {
  const values = { title: 'Tides $& $1', authors: 'A. Ebb', year: '', date: '2026-11-22' };
  expect(filledTemplate('# {{title}} ({{ Year }}) {{venue}} {{date}}', values)).toBe(
    '# Tides $& $1 () {{venue}} 2026-11-22',
  );
});
