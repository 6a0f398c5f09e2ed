import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePointOffset, codeUnitOffset, fromWebAnnotation, isWebAnnotation } from './web-annotation.ts';

test('offsets in code points and in code units are one place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const points = [...text];
      let units = 0;
      for (let count = 0; count <= points.length; count += 1) {
        expect(codeUnitOffset(text, count)).toBe(units);
        expect(codePointOffset(text, units)).toBe(count);
        units += points[count]?.length ?? 0;
      }
      expect(codeUnitOffset(text, points.length + 1)).toBeNull();
    }),
  );
});

const selector = { type: 'TextQuoteSelector', exact: 'the bed' };

test.each([
  ['a body as text alone', { bodyValue: 'So?' }, 'So?'],
  ['one body', { body: { type: 'TextualBody', value: 'So?' } }, 'So?'],
  ['several bodies', { body: [{ value: 'So?' }, { value: 'No.', purpose: 'replying' }] }, 'So?\n\nNo.'],
  ['none', {}, null],
])('reads an annotation with %s', (_name, more, body) => {
  const value = {
    type: 'Annotation',
    target: { source: 'https://arxiv.org/abs/2405.00001', selector },
    ...more,
  };
  expect(isWebAnnotation(value)).toBe(true);
  expect(fromWebAnnotation(value)).toMatchObject({
    body,
    tags: [],
    colour: 'yellow',
    paperNames: ['https://arxiv.org/abs/2405.00001'],
    quote: { exact: 'the bed', prefix: '', suffix: '' },
    position: null,
    createdMs: null,
  });
});

test('selectors that are not known are passed over, others of the same target are read', () => {
  const selectors = [
    { type: 'XPathSelector', value: '/p' },
    { type: 'TextPositionSelector', start: 3, end: 10 },
    selector,
  ];
  const value = { type: 'Annotation', target: [{ source: { id: 'x' }, selector: selectors }] };
  expect(fromWebAnnotation(value)).toMatchObject({ position: { start: 3, end: 10 } });
});

test('whatever a file holds is read or refused in one sentence', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (target, body, tags) => {
      const read = fromWebAnnotation({ type: 'Annotation', target, body, tags });
      expect(typeof read === 'string' ? read.endsWith('.') : read.quote.exact !== '').toBe(true);
    }),
  );
});
