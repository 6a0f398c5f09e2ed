import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksIn, linkText, parseLink } from './link.ts';

const ID = '0f4a3c1e-8a55-4b7e-9d5e-2f1b6a7c8d90';

test('links are read as they are written', () => {
  expect(parseLink('postil://paper/12')).toEqual({ kind: 'paper', id: 12 });
  expect(parseLink(`postil://annotation/${ID.toUpperCase()}/`)).toEqual({ kind: 'annotation', id: ID });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), (id) => {
      expect(parseLink(linkText({ kind: 'paper', id }))).toEqual({ kind: 'paper', id });
    }),
  );
});

test('what is no link is none', () => {
  const others = [
    '',
    'paper/1',
    'postil://paper/0',
    'postil://paper/1e3',
    'postil://paper/1?x',
    'postil://tag/1',
  ];
  for (const text of [...others, 'http://postil//paper/1', `postil://annotation/${'-'.repeat(36)}`]) {
    expect(parseLink(text)).toBeNull();
  }
});

test('links are found in a text, each once', () => {
  const text = `[One](postil://paper/1), postil://paper/12; [“q”](postil://annotation/${ID}) and postil://paper/1.`;
  expect(linksIn(text).map(linkText)).toEqual([
    'postil://paper/1',
    'postil://paper/12',
    `postil://annotation/${ID}`,
  ]);
  expect(linksIn('xpostil://paper/1 postil://paper/1x')).toEqual([]);
});
