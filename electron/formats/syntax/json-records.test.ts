import { describe, expect, test } from 'vitest';
import { jsonPapers } from '../json-papers.ts';
import { read } from '../test-dump.ts';
import { parseRelaxed } from './relaxed-json.ts';

const paper = (title: string): { title: string; abstract: string } => ({ title, abstract: `On ${title}.` });
const one = JSON.stringify(paper('one'));
const two = JSON.stringify(paper('two'));
const titles = (content: string): (string | null)[] =>
  read(jsonPapers, content).records.map(({ fields }) => fields.title);

describe('readJsonRecords', () => {
  test.each([
    ['one a line', `${one}\n${two}\n`],
    ['one after the other', one + two],
    [
      'over several lines',
      `${JSON.stringify(paper('one'), null, 2)}\n${JSON.stringify(paper('two'), null, 2)}`,
    ],
    ['in an array', `[${one}, ${two}]`],
    ['in an answer', `{"total": 2, "next": null, "results": [${one}, ${two}]}`],
    [
      'in an answer within an answer',
      `{"status": "ok", "message": {"items": [${one}, ${two}], "query": {"a": 1}}}`,
    ],
    ['in pages, one a line', `{"data": [${one}]}\n{"data": [${two}]}`],
    ['by their ids', `{"a": ${one}, "b": ${two}}`],
    ['in lists by their topics', `{"a": [${one}], "b": [${two}]}`],
    ['with nulls and commas between', `[null, ${one},,\n${two},]`],
  ])('finds records %s', (_, content) => {
    const { records, unread } = read(jsonPapers, content);
    expect(records.map(({ fields }) => fields.title)).toEqual(['one', 'two']);
    expect(unread).toEqual([]);
    expect(content.slice(records[0]?.place.byteStart, records[0]?.place.byteEnd).startsWith('{')).toBe(true);
  });

  test.each([
    ['a brace missing', one.slice(0, -1)],
    ['a quotation mark missing', one.replace('"one"', '"one')],
    ['an opening brace missing', one.slice(1)],
    ['its beginning gone', one.slice(20)],
  ])('loses one record alone with %s, and keeps it', (_, bad) => {
    const three = JSON.stringify(paper('three'));
    for (const [before, between, after] of [
      ['', '\n', '\n'],
      ['[\n', ',\n', '\n]'],
      ['{"results": [', ', ', ']}'],
    ]) {
      const content = before + [two, bad, three].join(between) + after;
      const { records, unread } = read(jsonPapers, content);
      expect(records.map(({ fields }) => fields.title)).toEqual(['two', 'three']);
      expect(unread.map(({ text }) => text).join()).toContain('On one.');
    }
  });

  test('shows an object that is no paper, and a list of other things, as unread', () => {
    const { unread } = read(jsonPapers, `[${one}, {"name": "no paper"}, "words", 3]`);
    expect(unread.map(({ text }) => text)).toEqual(['{"name": "no paper"}', '"words", 3']);
  });

  test('takes a list with a title and an author for a list', () => {
    const { records, unread } = read(
      jsonPapers,
      `{"title": "My list", "author": "me", "papers": [${one}, ${two}]}`,
    );
    expect(records.map(({ fields }) => fields.title)).toEqual(['one', 'two']);
    expect(unread.map(({ text }) => text)).toEqual(['"My list", "author": "me", "papers":']);
  });

  test('reads a record cut off at the end of the file as unread', () => {
    const { records, unread } = read(jsonPapers, `[${one}, ${two.slice(0, 30)}`);
    expect([records.length, unread.length]).toEqual([1, 1]);
  });

  test('does not lose itself in brackets', () => {
    expect(titles(`${'['.repeat(100_000)}\n${one}\n`).length).toBeLessThanOrEqual(1);
    expect(titles(`${one}\n${'{"a":['.repeat(100_000)}\n${two}`)).toEqual(['one', 'two']);
  });
});

describe('parseRelaxed', () => {
  test.each([
    [`{'a': None, 'b': [True, False], "c": ('x', -1.5e3,)}`, { a: null, b: [true, false], c: ['x', -1500] }],
    [String.raw`'it\'s \xe9 \u00e9 \U0001F600 \n'`, "it's é é 😀 \n"],
    ['{"a": NaN, "b": "two\nlines",}', { a: null, b: 'two\nlines' }],
  ])('reads %s', (text, value) => {
    expect(parseRelaxed(text)).toEqual(value);
  });

  test.each([
    '',
    '{',
    '{"a" 1}',
    '[1 2]',
    "'open",
    'word',
    '{"a": 1} more',
    String.raw`"\uZZZZ"`,
    '['.repeat(1000),
  ])('knows that %j is nothing', (text) => {
    expect(parseRelaxed(text)).toBe(undefined);
  });
});
