import { expect, test } from 'vitest';
import { bibtex } from './bibtex.ts';
import { read } from './test-dump.ts';

function fieldsOf(text: string) {
  return read(bibtex, text).records.map(({ fields }) => fields);
}

test('a part of a whole has its date and the title of the whole as venue, wherever the whole stands', () => {
  const part = '@inproceedings{part, crossref = {WHOLE}, title = {Quillworts}, author = {Holm, Ida}}';
  const whole =
    '@proceedings{whole, title = {Proceedings of Ferns}, year = 2020, month = may, doi = {10.5555/all}}';
  const expected = {
    title: 'Quillworts',
    authors: ['Holm, Ida'],
    published: '2020-05',
    venue: 'Proceedings of Ferns',
  };
  expect(fieldsOf(`${part}\n${whole}`)[0]).toMatchObject({ ...expected, identifiers: [] });
  expect(fieldsOf(`${whole}\n${part}`)[1]).toMatchObject({ ...expected, identifiers: [] });
});

test('what an entry says itself outweighs what it inherits', () => {
  const [part] = fieldsOf(
    '@inbook{a, crossref={b}, year=1999}\n@book{b, title={Ferns}, author={Holm, Ida}, date={2001-02-03}}',
  );
  expect(part).toMatchObject({ title: 'Ferns', authors: ['Holm, Ida'], published: '1999', venue: 'Ferns' });
});

test('data of several entries, and of theirs, come together; circles end', () => {
  const [entry] = fieldsOf(
    '@book{a, xdata={b,c}}\n@xdata{b, title={Ferns}, xdata={c}}\n@xdata{c, date={2001}, xdata={b}, author={Holm, Ida}}\n',
  );
  expect(entry).toMatchObject({ title: 'Ferns', authors: ['Holm, Ida'], published: '2001' });
});

test('a parent that is missing or broken costs nothing', () => {
  expect(
    fieldsOf('@misc{a, crossref={no}, title={A}}\n@misc{b, crossref={c}, title={B}}\n@book{c, year={2000'),
  ).toMatchObject([{ title: 'A' }, { title: 'B' }]);
});

test('a comment without braces is a word: what follows is read', () => {
  expect(fieldsOf('@comment @misc{a, title={A}}\n@comment{ open\n@misc{b, title={B}}')).toMatchObject([
    { title: 'A' },
    { title: 'B' },
  ]);
});
