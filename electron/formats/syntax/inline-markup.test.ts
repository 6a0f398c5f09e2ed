import { expect, test } from 'vitest';
import { decodeEntities, hasTooManyTags, oneLine, plainText } from './inline-markup.ts';

test.each([
  ['<p>One</p><p>two</p>', 'One two'],
  ['H<sub>2</sub>O &amp; caf&eacute;', 'H2O & café'],
  ['<jats:title>Abstract</jats:title><jats:p>Text.</jats:p>', 'Abstract Text.'],
  ['if $a<b$ and x <y, n < 3', 'if $a<b$ and x <y, n < 3'],
  ['a<script>var b = "<p>";</script>c', 'ac'],
  ['<a href="x">link</a>', 'link'],
  ['plain  text\n here', 'plain text here'],
])('%j is read as %j', (markup, text) => {
  expect(plainText(markup)).toBe(text);
});

test('decodes entities, and nothing else', () => {
  expect(decodeEntities('&lt;b&gt; &amp;amp; &Auml; &#945; <b> & so &unknown;')).toBe(
    '<b> &amp; Ä α <b> & so &unknown;',
  );
});

test('refuses to walk through a text of nothing but tags', () => {
  const tags = '<b>'.repeat(100_000);
  expect(hasTooManyTags(tags)).toBe(true);
  expect(plainText(tags)).toBe(oneLine(tags));
});
